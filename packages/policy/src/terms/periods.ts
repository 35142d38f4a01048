import type { PeriodDue, Term } from '../pack/intake.schema.ts';
import { type Calendar, workdayFrom } from './calendar.ts';
import { addDays, addMonths } from './days.ts';

/** First and last day of a month, quarter, half year or year. */
export interface Period {
  first: string;
  last: string;
}

const MONTHS = { month: 1, quarter: 3, 'half-year': 6, year: 12 } as const;
export type Every = NonNullable<Term['every']>;

/** The period in which a day lies. */
export function periodOf(every: Every, day: string): Period {
  const months = MONTHS[every];
  const month = Number(day.slice(5, 7)) - 1;
  const first = addMonths(`${day.slice(0, 4)}-01-01`, month - (month % months));
  return { first, last: addDays(addMonths(first, months), -1) };
}

/** The last period that has ended on a day. */
export const lastEnded = (every: Every, day: string): Period =>
  periodOf(every, addDays(periodOf(every, day).first, -1));

/** Last day for what is owed of a period that ended on `last`; the next working day when it is a rest day. */
export function dueOfPeriod({ monthsAfter, day }: PeriodDue, last: string, calendar: Calendar): string {
  const month = addMonths(`${last.slice(0, 8)}01`, monthsAfter);
  const monthEnd = addDays(addMonths(month, 1), -1);
  return workdayFrom(calendar, addDays(month, Math.min(day, Number(monthEnd.slice(8))) - 1));
}
