import { DatePicker } from 'antd';
import dayjs from 'dayjs';

interface Props {
  id?: string;
  /** For a day outside a form, which has no label of its own; stands in the empty field too. */
  label?: string;
  value?: string | null;
  onChange?: (value: string | null) => void;
  precision?: 'day' | 'month' | 'year';
  /** Earliest and latest day that can be picked. */
  min?: string;
  max?: string;
}

/** A calendar day as `YYYY-MM-DD`, or null; its exactness decides what can be picked. */
export function DayInput({ id, label, value, onChange, precision = 'day', min, max }: Props) {
  return (
    <DatePicker
      {...(id ? { id } : {})}
      {...(label ? { 'aria-label': label, placeholder: label } : {})}
      {...(min ? { minDate: dayjs(min) } : {})}
      {...(max ? { maxDate: dayjs(max) } : {})}
      picker={precision === 'day' ? 'date' : precision}
      value={value ? dayjs(value) : null}
      onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : null)}
    />
  );
}
