import { useState } from 'react';
import { Select } from '../../kit/Select.tsx';
import { useColleagues } from './matter.api.ts';
import type { Placed } from './staffing.ts';

interface Props {
  id?: string;
  value?: string;
  onChange?: (value: string, name: string) => void;
  allowClear?: boolean;
  /** People to be found before all others, with what they do in the matter. */
  first?: readonly Placed[];
  /** Account that is not offered. */
  without?: string;
}

/** Chooses a colleague by name. */
export function ColleagueSelect({ first = [], without, onChange, ...props }: Props) {
  const [q, setQ] = useState('');
  const people = useColleagues(q, true);
  const known = new Set(first.map(({ id }) => id));
  const options = [
    ...first
      .filter(({ name }) => name.includes(q))
      .map(({ id, name, places }) => ({ value: id, name, label: [name, ...places].join(' · ') })),
    ...(people.data?.items ?? [])
      .filter(({ id }) => !known.has(id) && id !== without)
      .map(({ id, name, role, organ }) => ({ value: id, name, label: [name, role, organ].join(' · ') })),
  ];
  return (
    <Select<string>
      {...props}
      showSearch={{ filterOption: false, onSearch: setQ }}
      loading={people.isFetching}
      options={options}
      onChange={(value) => onChange?.(value, options.find((one) => one.value === value)?.name ?? '')}
    />
  );
}
