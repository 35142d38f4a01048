import { addDays } from './days.ts';

/** One entry of the table of days: a rest day by notice, or a weekend day that is worked to make up for one. */
export interface CalendarDay {
  day: string;
  kind: 'rest' | 'work';
  /** Holiday that it belongs to; may be empty. */
  name: string;
}

/** What working days are counted by. */
export interface Calendar {
  /** Years whose notice has been entered; of any other year only the weekends are known. */
  years: ReadonlySet<number>;
  rest: ReadonlySet<string>;
  work: ReadonlySet<string>;
  /** Days of the week that are not worked, Monday = 1 … Sunday = 7. */
  weekend: ReadonlySet<number>;
}

export function calendarOf(table: {
  years: Iterable<number>;
  days: readonly Pick<CalendarDay, 'day' | 'kind'>[];
  weekend: Iterable<number>;
}): Calendar {
  const of = (kind: CalendarDay['kind']) =>
    new Set(table.days.filter((entry) => entry.kind === kind).map((entry) => entry.day));
  return {
    years: new Set(table.years),
    rest: of('rest'),
    work: of('work'),
    weekend: new Set(table.weekend),
  };
}

/** Day of the week, Monday = 1 … Sunday = 7. */
export const weekdayOf = (day: string): number => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;

export const yearOf = (day: string): number => Number(day.slice(0, 4));

/** Whether a day is worked. In a year without data only the weekends tell: ask {@link missingYears} as well. */
export function isWorkday(calendar: Calendar, day: string): boolean {
  if (calendar.work.has(day)) return true;
  return !calendar.rest.has(day) && !calendar.weekend.has(weekdayOf(day));
}

/** The day itself when it is worked, else the next one that is. */
export function workdayFrom(calendar: Calendar, day: string): string {
  let on = day;
  while (!isWorkday(calendar, on)) on = addDays(on, 1);
  return on;
}

/** Years between two days, both included, whose notice has not been entered. */
export function missingYears(calendar: Calendar, from: string, to: string): number[] {
  const missing: number[] = [];
  for (let year = yearOf(from); year <= yearOf(to); year++) if (!calendar.years.has(year)) missing.push(year);
  return missing;
}
