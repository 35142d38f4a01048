import type { ListEntry } from '@plumbline/contract/registry';
import { Select } from '../../../kit/Select.tsx';
import { useText } from '../../../lib/texts.ts';
import { texts } from '../texts.ts';

interface InputProps<T> {
  id?: string;
  value?: T;
  onChange?: (value: T) => void;
}

export const optionsOf = (list: readonly ListEntry[]) =>
  list.map(({ code, title }) => ({ value: code, label: title }));

/** The title of a code; the code itself when the pack no longer has it. */
export const titleOf = (list: readonly ListEntry[] | undefined, code: string | null | undefined): string =>
  list?.find((entry) => entry.code === code)?.title ?? code ?? '';

/** One or several codes of the pack. Empty single choices are null, as the contract wants them. */
export function CodeSelect({
  list,
  several,
  id,
  value,
  onChange,
}: InputProps<string | string[] | null> & { list: readonly ListEntry[]; several?: boolean }) {
  const t = useText(texts);
  return (
    <Select
      {...(id ? { id } : {})}
      {...(several ? { mode: 'multiple' as const } : {})}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t('noneChosen')}
      value={value ?? (several ? [] : undefined)}
      options={optionsOf(list)}
      onChange={(next: string | string[] | undefined) => onChange?.(next ?? (several ? [] : null))}
    />
  );
}

/** Several free words, each taken with Enter. */
export function Words({ id, value, onChange }: InputProps<string[]>) {
  const t = useText(texts);
  return (
    <Select
      {...(id ? { id } : {})}
      mode="tags"
      open={false}
      suffixIcon={null}
      placeholder={t('onePerLine')}
      value={value ?? []}
      onChange={(next: string[]) => onChange?.(next)}
    />
  );
}
