import type { CalendarDay, CalendarPreview } from '@plumbline/contract/calendar';
import { addDays, addMonths, weekdayOf, yearOf } from '@plumbline/policy';
import type { FaultInput } from '../../platform/errors/app-error.ts';

/** How far ahead due days commonly fall: a year that begins within it is needed. */
const AHEAD_MONTHS = 6;

/** The last year that due days reach into. */
export const neededUntil = (today: string): number => yearOf(addMonths(today, AHEAD_MONTHS));

/** Years from today's on that are needed and not entered. */
export function missingFrom(today: string, entered: ReadonlySet<number>): number[] {
  const missing: number[] = [];
  for (let year = yearOf(today); year <= neededUntil(today); year++)
    if (!entered.has(year)) missing.push(year);
  return missing;
}

/**
 * What is wrong with the days of a year, by their place in the list. `taken` are days that another year's notice
 * names: one day can't be of two kinds.
 */
export function dayFaults(
  year: number,
  days: readonly CalendarDay[],
  weekend: readonly number[],
  taken: ReadonlyMap<string, number> = new Map(),
): FaultInput[] {
  const faults: FaultInput[] = [];
  const seen = new Set<string>();
  const first = addDays(`${year}-01-01`, -31);
  for (const [i, { day, kind }] of days.entries()) {
    const fault = (code: string, params: Record<string, unknown> = {}) =>
      faults.push({ pointer: `/days/${i}/day`, code, params: { day, ...params } });
    if (seen.has(day)) fault('calendar.day-twice');
    seen.add(day);
    if (day < first || day > `${year}-12-31`) fault('notice.other-year', { year });
    if (kind === 'work' && !weekend.includes(weekdayOf(day))) fault('notice.worked-anyway');
    if (taken.has(day)) fault('calendar.other-notice', { year: taken.get(day) });
  }
  if (!days.some(({ kind }) => kind === 'rest')) faults.push({ pointer: '/days', code: 'calendar.no-rest' });
  return faults;
}

/** What would become of a year. */
export function compareDays(
  before: readonly CalendarDay[],
  after: readonly CalendarDay[],
): Omit<CalendarPreview, 'days' | 'faults'> {
  const was = new Map(before.map((one) => [one.day, one]));
  const is = new Set(after.map(({ day }) => day));
  return {
    added: after.filter(({ day }) => !was.has(day)),
    changed: after.filter(({ day, kind, name }) => {
      const old = was.get(day);
      return old !== undefined && (old.kind !== kind || old.name !== name);
    }),
    removed: before.filter(({ day }) => !is.has(day)).map(({ day, kind, name }) => ({ day, kind, name })),
  };
}
