import { DatePicker } from 'antd';
import dayjs from 'dayjs';

interface Props {
  id?: string;
  value?: string | null;
  onChange?: (value: string | null) => void;
  precision?: 'day' | 'month' | 'year';
  /** Name for screen readers where no form gives one. */
  label?: string;
  earliest?: string | undefined;
  latest?: string | undefined;
}

/** A calendar day as `YYYY-MM-DD`, or null; its exactness decides what can be picked. */
export function DayInput({ id, value, onChange, precision = 'day', label, earliest, latest }: Props) {
  return (
    <DatePicker
      {...(id ? { id } : {})}
      {...(label ? { 'aria-label': label, placeholder: label } : {})}
      picker={precision === 'day' ? 'date' : precision}
      value={value ? dayjs(value) : null}
      {...(earliest ? { minDate: dayjs(earliest) } : {})}
      {...(latest ? { maxDate: dayjs(latest) } : {})}
      onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : null)}
    />
  );
}
