import { useState } from 'react';
import { Select } from '../../kit/Select.tsx';
import { useColleagues, useStepChoices } from './matter.api.ts';
import { HAND_OVER, type Placed } from './staffing.ts';

interface Props {
  id?: string;
  /** For a place outside a form, which has no label of its own. */
  label?: string;
  value?: string;
  onChange?: (value: string, name: string) => void;
  allowClear?: boolean;
  /** People to be found before all others, with what they do in the matter. */
  first?: readonly Placed[];
  /** Account that is not offered. */
  without?: string;
  /** Matter that is handed over: those alone who may take it over. */
  takesOver?: string;
}

/** Chooses a colleague by name. */
export function ColleagueSelect({ first = [], without, takesOver, label, onChange, ...props }: Props) {
  const [q, setQ] = useState('');
  const colleagues = useColleagues(q, takesOver === undefined);
  const takers = useStepChoices(takesOver, HAND_OVER, 'to', q);
  const people = takesOver === undefined ? colleagues : takers;
  const known = new Set(first.map(({ id }) => id));
  const options = [
    ...first
      .filter(({ name }) => name.includes(q))
      .map(({ id, name, places }) => ({ value: id, name, label: [name, ...places].join(' · ') })),
    ...(people.data?.items ?? [])
      .filter(({ id }) => !known.has(id) && id !== without)
      .map(({ id, name, ...one }) => ({
        value: id,
        name,
        label: [name, ...('about' in one ? [one.about] : [one.role, one.organ])].join(' · '),
      })),
  ];
  return (
    <Select<string>
      {...props}
      {...(label ? { 'aria-label': label, placeholder: label } : {})}
      showSearch={{ filterOption: false, onSearch: setQ }}
      loading={people.isFetching}
      options={options}
      onChange={(value) => onChange?.(value, options.find((one) => one.value === value)?.name ?? '')}
    />
  );
}
