import { listPersons, listUnits } from '@plumbline/contract/registry';
import { Form, type FormInstance, type RefSelectProps } from 'antd';
import { type Ref, useState } from 'react';
import { Field } from '../../kit/DialogForm.tsx';
import { Select } from '../../kit/Select.tsx';
import { useRead } from '../../lib/data.ts';
import { useSay } from '../../lib/language.ts';
import { type PackEntry, useFormLists } from '../../lib/pack.ts';
import { useText } from '../../lib/texts.ts';
import { personOption, unitOption } from './clue.format.ts';
import { UNREGISTERED } from './RouteStep.tsx';
import { texts } from './texts.ts';

/** What is typed narrows the list, so that no mouse is needed. */
const BY_LABEL = { optionFilterProp: 'label' };

/** Class, its types, and where it came from; another class takes the type away. */
export function ClassFields<V extends object>({
  form,
  sourceApart = false,
}: {
  form: FormInstance<V>;
  /** The source was asked before. */
  sourceApart?: boolean;
}) {
  const t = useText(texts);
  const say = useSay();
  const lists = useFormLists();
  const chosen = Form.useWatch('class' as never, form) as string | undefined;
  const options = (entries: readonly PackEntry[] = []) =>
    entries.map(({ code, title }) => ({ value: code, label: say(title) }));
  return (
    <>
      <div className="pair">
        <Field name="class" label={t('class')} required>
          <Select
            showSearch={BY_LABEL}
            options={options(lists?.classes)}
            onChange={() => form.resetFields(['subType' as never])}
          />
        </Field>
        <Field name="subType" label={t('subType')} required>
          <Select
            showSearch={BY_LABEL}
            disabled={!chosen}
            options={options(lists?.['sub-types']?.filter((entry) => entry.parent === chosen))}
          />
        </Field>
      </div>
      <div className="pair">
        {!sourceApart && <SourceField />}
        <Field name="problem" label={t('problem')}>
          <Select allowClear showSearch={BY_LABEL} options={options(lists?.['problem-kinds'])} />
        </Field>
      </div>
    </>
  );
}

/** Where it came from: what the organ found itself goes another way than what it was sent. */
export function SourceField() {
  const t = useText(texts);
  const say = useSay();
  const lists = useFormLists();
  const options = (lists?.sources ?? []).map(({ code, title }) => ({ value: code, label: say(title) }));
  return (
    <Field name="source" label={t('source')} required>
      <Select showSearch={BY_LABEL} options={options} />
    </Field>
  );
}

interface SelectProps {
  /** Somebody who is not in the registry may be meant. */
  anybody?: boolean;
  id?: string;
  value?: string;
  /** Who is chosen already. */
  known?: { value: string; label: string };
  onChange?: (value: string) => void;
  ref?: Ref<RefSelectProps>;
}

/** Whom the clue concerns, found by name, unit or pinyin; namesakes are told apart by unit and post. */
export function SubjectSelect({ id, value, known, anybody, onChange, ref }: SelectProps) {
  const t = useText(texts);
  const [words, setWords] = useState('');
  // By the registry: whoever takes clues in need not see the dossier of whom they concern.
  const asked = { query: { q: words, limit: 10 } as never };
  const lasting = { enabled: words.length > 0, keepPrevious: true };
  const persons = useRead(listPersons, asked, lasting);
  const units = useRead(listUnits, asked, lasting);
  return (
    <Select
      {...(ref ? { ref } : {})}
      {...(id ? { id } : {})}
      {...(value ? { value } : {})}
      showSearch={{ filterOption: false, onSearch: setWords }}
      placeholder={t('targetHint')}
      loading={persons.isFetching || units.isFetching}
      options={[
        ...(known && words === '' ? [known] : []),
        ...(persons.data?.items ?? []).map(personOption),
        ...(units.data?.items ?? []).map(unitOption),
        ...(anybody ? [{ value: UNREGISTERED, label: t('unregistered') }] : []),
      ]}
      onChange={(next: string) => onChange?.(next)}
    />
  );
}
