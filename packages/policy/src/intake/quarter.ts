import type { Submission } from '../pack/intake.schema.ts';
import type { Calendar } from '../terms/calendar.ts';
import { addDays, addDuration, addMonths } from '../terms/days.ts';
import { dueOfPeriod } from '../terms/periods.ts';

/** A quarter as `2026Q3`. */
export type Quarter = string;

const parse = (quarter: Quarter): { year: number; q: number } => {
  const match = /^(\d{4})Q([1-4])$/.exec(quarter);
  if (!match) throw new RangeError(`not a quarter: ${quarter}`);
  return { year: Number(match[1]), q: Number(match[2]) };
};

/** The quarter in which a day lies. */
export const quarterOf = (day: string): Quarter =>
  `${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

/** First and last day of a quarter. @throws RangeError when it is no quarter */
export function quarterDays(quarter: Quarter): { first: string; last: string } {
  const { year, q } = parse(quarter);
  const first = `${String(year).padStart(4, '0')}-${String(q * 3 - 2).padStart(2, '0')}-01`;
  return { first, last: addDays(addMonths(first, 3), -1) };
}

export const nextQuarter = (quarter: Quarter): Quarter => quarterOf(addMonths(quarterDays(quarter).first, 3));

/** Last day on which the sheet of a quarter is in time (S1.4); the next working day when it is a rest day. */
export function dueDate(submission: Pick<Submission, 'due'>, quarter: Quarter, calendar: Calendar): string {
  return dueOfPeriod(submission.due, quarterDays(quarter).last, calendar);
}

/** Days on which a body is reminded of a quarter, earliest first. */
export function reminderDays(
  submission: Pick<Submission, 'due' | 'remindBefore'>,
  quarter: Quarter,
  calendar: Calendar,
): string[] {
  const due = dueDate(submission, quarter, calendar);
  return submission.remindBefore.map((before) => addDuration(due, before, -1)).sort();
}
