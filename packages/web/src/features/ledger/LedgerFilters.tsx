import { Button } from 'antd';
import { useState } from 'react';
import { DayInput } from '../../kit/DayInput.tsx';
import { Select } from '../../kit/Select.tsx';
import { FilterSelect, FilterText } from '../../kit/table/filters.tsx';
import { useSay } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { SUBJECTS, wordsOf } from './event.words.ts';
import { useAccountsNamed } from './ledger.api.ts';
import { FILTERS, type LedgerFilter } from './ledger.format.ts';
import { texts } from './texts.ts';

type Change = Partial<Record<(typeof FILTERS)[number], string | undefined>>;
interface Props {
  filter: LedgerFilter;
  onChange: (change: Change) => void;
}

const KINDS = ['write', 'open'] as const;
const NOTHING: Change = Object.fromEntries(FILTERS.map((name) => [name, undefined]));

/** Who, kind, what about, about whom, from which day to which. */
export function LedgerFilters({ filter, onChange }: Props) {
  const t = useText(texts);
  const say = useSay();
  const families = Object.entries(SUBJECTS).map(([code, title]) => ({
    value: `${code}.`,
    label: say(title),
  }));
  const { type } = filter;
  // A whole type comes by a link; it must not look as if nothing were chosen.
  if (type && !families.some((one) => one.value === type))
    families.unshift({ value: type, label: say(wordsOf(type)) });
  return (
    <>
      <AccountFilter value={filter.accountId} onChange={(accountId) => onChange({ accountId })} />
      <FilterSelect
        label={t('kind')}
        value={filter.kind}
        onChange={(kind) => onChange({ kind })}
        options={KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
      />
      <FilterSelect
        label={t('type')}
        value={type}
        onChange={(next) => onChange({ type: next })}
        options={families}
      />
      <FilterText
        label={t('subjectId')}
        value={filter.subjectId}
        onChange={(subjectId) => onChange({ subjectId })}
      />
      <DayInput
        label={t('from')}
        value={filter.from ?? null}
        onChange={(from) => onChange({ from: from ?? undefined })}
        {...(filter.to ? { max: filter.to } : {})}
      />
      <DayInput
        label={t('to')}
        value={filter.to ?? null}
        onChange={(to) => onChange({ to: to ?? undefined })}
        {...(filter.from ? { min: filter.from } : {})}
      />
      {FILTERS.some((name) => filter[name] !== undefined) && (
        <Button type="link" onClick={() => onChange(NOTHING)}>
          {t('clear')}
        </Button>
      )}
    </>
  );
}

interface AccountProps {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** One account, found by part of its name. */
function AccountFilter({ value, onChange }: AccountProps) {
  const t = useText(texts);
  const [q, setQ] = useState('');
  const [known, setKnown] = useState<{ value: string; label: string }>();
  const found = useAccountsNamed(q);
  const options = (q.trim() ? (found.data?.items ?? []) : []).map(({ id, username, name }) => ({
    value: id,
    label: `${name} · ${username}`,
  }));
  const chosen = value ? (known?.value === value ? known : { value, label: t('chosenAccount') }) : undefined;
  if (chosen && !options.some((option) => option.value === chosen.value)) options.unshift(chosen);
  return (
    <Select
      aria-label={t('who')}
      placeholder={t('who')}
      value={value ?? null}
      allowClear
      showSearch={{ filterOption: false, onSearch: setQ }}
      popupMatchSelectWidth={false}
      notFoundContent={q.trim() ? t('noneFound') : t('typeName')}
      options={options}
      onChange={(next: string | null | undefined) => {
        setKnown(options.find((option) => option.value === next));
        onChange(next ?? undefined);
      }}
    />
  );
}
