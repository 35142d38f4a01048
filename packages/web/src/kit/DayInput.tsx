import { DatePicker } from 'antd';
import dayjs from 'dayjs';

interface Props {
  id?: string;
  /** For a day outside a form, which has no label of its own; stands in the empty field too. */
  label?: string;
  value?: string | null;
  onChange?: (value: string | null) => void;
  /** Earliest and latest day that can be picked. */
  min?: string;
  max?: string;
}

/** A calendar day as `YYYY-MM-DD`, or null. */
export function DayInput({ id, label, value, onChange, min, max }: Props) {
  return (
    <DatePicker
      {...(id ? { id } : {})}
      {...(label ? { 'aria-label': label, placeholder: label } : {})}
      {...(min ? { minDate: dayjs(min) } : {})}
      {...(max ? { maxDate: dayjs(max) } : {})}
      value={value ? dayjs(value) : null}
      onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : null)}
    />
  );
}
