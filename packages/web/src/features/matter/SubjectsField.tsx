import { listDossiers } from '@plumbline/contract/dossier';
import { getPerson, MOST_NAMES } from '@plumbline/contract/registry-persons';
import { getUnit } from '@plumbline/contract/registry-units';
import { useState } from 'react';
import { Select } from '../../kit/Select.tsx';
import { useRead } from '../../lib/data.ts';
import { useText } from '../../lib/texts.ts';
import { type Pasted, PasteNames } from './PasteNames.tsx';
import { texts } from './texts.ts';

type Kind = 'person' | 'unit';
export interface Subject {
  kind: Kind;
  id: string;
}

interface Props {
  id: string;
  kinds: readonly Kind[];
  max: number;
  value: readonly Subject[];
  invalid: boolean;
  /** Id of what tells how many to choose. */
  about: string;
  onChange: (value: Subject[]) => void;
}

const FEW = 20;
/** From so many subjects on a list may be pasted. */
const MANY = 50;

/** The name of a subject that the address brought along. */
export function useGivenName(subject: Subject | undefined): string | undefined {
  const id = subject?.id ?? '';
  const person = useRead(
    getPerson,
    { params: { id } },
    { enabled: subject?.kind === 'person', staleTime: 300_000 },
  );
  const unit = useRead(
    getUnit,
    { params: { id } },
    { enabled: subject?.kind === 'unit', staleTime: 300_000 },
  );
  return person.data?.name ?? unit.data?.name;
}

/** Persons and units whom a matter concerns; what is typed narrows the list on the server. */
export function SubjectsField({ id, kinds, max, value, invalid, about, onChange }: Props) {
  const t = useText(texts);
  const [q, setQ] = useState('');
  const [open, setOpen] = useState(false);
  // Names of what was chosen stay known when the list moves on.
  const [known, setKnown] = useState<Record<string, { kind: Kind; label: string }>>({});
  const named = useGivenName(value[0]);
  const only = kinds.length === 1 ? { kind: kinds[0]! } : {};
  const read = useRead(
    listDossiers,
    { query: { ...(q ? { q } : {}), ...only, limit: FEW } },
    { keepPrevious: true, enabled: open || value.length > 0 },
  );
  const found = (read.data?.items ?? []).map((one) => ({
    id: one.subjectId,
    kind: one.subjectKind,
    label: [one.name, one.unit?.name, one.post].filter(Boolean).join(' · '),
  }));
  const labels = { ...known, ...Object.fromEntries(found.map(({ id: key, ...rest }) => [key, rest])) };
  const options = found.map((one) => ({ value: one.id, label: one.label }));
  for (const chosen of value) {
    if (!options.some((option) => option.value === chosen.id))
      options.unshift({
        value: chosen.id,
        label: labels[chosen.id]?.label ?? (chosen === value[0] ? named : undefined) ?? t('subject'),
      });
  }
  const choose = (ids: string[]) => {
    setKnown(labels);
    onChange(
      ids.map(
        (one) => value.find((old) => old.id === one) ?? { id: one, kind: labels[one]?.kind ?? kinds[0]! },
      ),
    );
  };
  const paste = (persons: readonly Pasted[]) => {
    setKnown({
      ...labels,
      ...Object.fromEntries(persons.map(({ id: one, label }) => [one, { kind: 'person' as const, label }])),
    });
    const added = persons.filter(({ id: one }) => !value.some((old) => old.id === one));
    onChange([...value, ...added.map(({ id: one }) => ({ kind: 'person' as const, id: one }))].slice(0, max));
  };
  const select = (
    <Select
      id={id}
      mode="multiple"
      maxCount={max}
      aria-invalid={invalid}
      aria-describedby={about}
      value={value.map((one) => one.id)}
      showSearch={{ filterOption: false, onSearch: setQ }}
      onOpenChange={setOpen}
      loading={read.isFetching}
      options={options}
      onChange={choose}
    />
  );
  if (max < MANY || !kinds.includes('person')) return select;
  return (
    <>
      {select}
      <PasteNames most={Math.min(max, MOST_NAMES)} onTake={paste} />
    </>
  );
}
