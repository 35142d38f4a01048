import { listDossiers } from '@plumbline/contract/dossier';
import { useState } from 'react';
import { Select } from '../../kit/Select.tsx';
import { useRead } from '../../lib/data.ts';
import { useText } from '../../lib/texts.ts';
import type { Summary } from './dossier.api.ts';
import { texts } from './texts.ts';

interface Props {
  id?: string;
  value?: string | undefined;
  onChange?: (value: string | undefined, chosen: Summary | undefined) => void;
  kind?: 'person' | 'unit';
  /** Name of what is chosen already, until the list knows it. */
  known?: string | undefined;
  /** Name for screen readers where no form gives one. */
  label?: string;
}

const FEW = 20;

/** A person or unit with a dossier in sight; what is typed narrows the list on the server. */
export function SubjectPicker({ id, value, onChange, kind, known, label }: Props) {
  const t = useText(texts);
  const [q, setQ] = useState('');
  const [open, setOpen] = useState(false);
  const read = useRead(
    listDossiers,
    { query: { ...(q ? { q } : {}), kind, limit: FEW } },
    { keepPrevious: true, enabled: open },
  );
  const found = read.data?.items ?? [];
  const options = found.map((entry) => ({
    value: entry.subjectId,
    label: [entry.name, entry.unit?.name, entry.post].filter(Boolean).join(' · '),
  }));
  if (value && known && !options.some((option) => option.value === value))
    options.unshift({ value, label: known });
  return (
    <Select
      {...(id ? { id } : {})}
      {...(label ? { 'aria-label': label } : {})}
      showSearch={{ filterOption: false, onSearch: setQ }}
      defaultActiveFirstOption={q !== ''}
      open={open}
      onOpenChange={setOpen}
      allowClear
      loading={read.isFetching}
      popupMatchSelectWidth={false}
      placeholder={label ?? t('filterName')}
      value={value}
      options={options}
      onChange={(next: string | undefined) =>
        onChange?.(
          next,
          found.find((entry) => entry.subjectId === next),
        )
      }
    />
  );
}
