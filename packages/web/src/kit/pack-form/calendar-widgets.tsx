import type { WidgetProps } from '@rjsf/utils';
import { DatePicker, Input } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { todayHere } from '../../lib/time.ts';
import { clockOf } from './clock.ts';
import type { FormNode } from './form-node.ts';
import { described } from './widget-context.ts';

type Unit = 'date' | 'month' | 'quarter' | 'year';

interface Calendar {
  unit: Unit;
  write: (day: Dayjs) => string | number;
  read: (value: unknown) => Dayjs | null;
}

const parsed = (text: string): Dayjs | null => {
  const day = dayjs(text);
  return day.isValid() ? day : null;
};
/** `2026Q1`, the pack's name of a quarter. */
const quarterStart = (text: string): Dayjs | null => {
  const [year, quarter] = text.split('Q');
  return quarter ? parsed(`${year}-${String(Number(quarter) * 3 - 2).padStart(2, '0')}-01`) : null;
};

const CALENDARS: Record<Unit, Calendar> = {
  date: { unit: 'date', write: (day) => day.format('YYYY-MM-DD'), read: (value) => parsed(String(value)) },
  month: { unit: 'month', write: (day) => day.format('YYYY-MM'), read: (value) => parsed(`${value}-01`) },
  quarter: {
    unit: 'quarter',
    write: (day) => `${day.year()}Q${Math.floor(day.month() / 3) + 1}`,
    read: (value) => quarterStart(String(value)),
  },
  year: { unit: 'year', write: (day) => day.year(), read: (value) => parsed(`${value}-01-01`) },
};

function CalendarField({ calendar, ...props }: WidgetProps & { calendar: Calendar }) {
  const { id, value, disabled, readonly, onChange, schema } = props;
  const { unit, write, read } = calendar;
  return (
    <DatePicker
      id={id}
      picker={unit}
      value={value === undefined || value === null || value === '' ? null : read(value)}
      disabled={disabled || readonly}
      onChange={(day) => {
        if (!day) return onChange(undefined);
        const written = write(day);
        onChange(schema.type === 'string' ? String(written) : written);
      }}
      {...((schema as FormNode)['x-past'] ? { maxDate: dayjs(todayHere()) } : {})}
      className="form-calendar"
      {...described(props as WidgetProps)}
    />
  );
}
export const DayWidget = (props: WidgetProps) => <CalendarField {...props} calendar={CALENDARS.date} />;
export const MonthWidget = (props: WidgetProps) => <CalendarField {...props} calendar={CALENDARS.month} />;
export const QuarterWidget = (props: WidgetProps) => (
  <CalendarField {...props} calendar={CALENDARS.quarter} />
);
export const YearWidget = (props: WidgetProps) => <CalendarField {...props} calendar={CALENDARS.year} />;

/** A time of the day, hh:mm on every machine, whatever way of telling time its system prefers. */
export function ClockWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, onChange } = props;
  return (
    <Input
      id={id}
      value={value ?? ''}
      disabled={disabled}
      readOnly={readonly}
      maxLength={5}
      placeholder="14:30"
      autoComplete="off"
      onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
      onBlur={() => typeof value === 'string' && onChange(clockOf(value))}
      className="form-calendar"
      {...described(props)}
    />
  );
}
