import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { Select } from '../Select.tsx';

interface SelectProps {
  /** Name of the filter; also shown while nothing is chosen. */
  label: string;
  value: string | undefined;
  /** `undefined` when the filter is taken out. */
  onChange: (value: string | undefined) => void;
  options: readonly { value: string; label: string }[];
}

/** One choice that narrows a list. */
export function FilterSelect({ label, value, onChange, options }: SelectProps) {
  return (
    <Select
      aria-label={label}
      placeholder={label}
      value={value}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      options={[...options]}
      onChange={(next: string | undefined) => onChange(next)}
    />
  );
}

interface TextProps {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** Words that narrow a list; taken over with Enter or when the field is left, not with every key. */
export function FilterText({ label, value, onChange }: TextProps) {
  const [words, setWords] = useState(value ?? '');
  useEffect(() => setWords(value ?? ''), [value]);
  const take = (text: string) => {
    const next = text.trim() || undefined;
    if (next !== value) onChange(next);
  };
  return (
    <Input
      aria-label={label}
      placeholder={label}
      value={words}
      allowClear
      maxLength={200}
      autoComplete="off"
      onChange={(event) => {
        setWords(event.target.value);
        if (event.target.value === '') take('');
      }}
      onPressEnter={() => take(words)}
      onBlur={() => take(words)}
    />
  );
}
