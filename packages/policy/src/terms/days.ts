/**
 * Day arithmetic on `YYYY-MM-DD` in the proleptic Gregorian calendar, without clock or time zone.
 * Months end at the month end when the day does not exist there (31 January + P1M = 28 or 29 February).
 */
const toUtc = (day: string): Date => new Date(`${day}T00:00:00Z`);
const toDay = (date: Date): string => date.toISOString().slice(0, 10);

const DAY_MS = 86_400_000;

/** Whether a text is a day of the calendar. */
export const isDay = (day: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) && toDay(toUtc(day)) === day;

export const addDays = (day: string, days: number): string =>
  toDay(new Date(toUtc(day).getTime() + days * DAY_MS));

export const daysBetween = (from: string, to: string): number =>
  Math.round((toUtc(to).getTime() - toUtc(from).getTime()) / DAY_MS);

export function addMonths(day: string, months: number): string {
  const date = toUtc(day);
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date.getUTCDate(), last));
  return toDay(first);
}

/** Adds an ISO 8601 duration of years, months, weeks and days, months first; with sign -1 takes it away. */
export function addDuration(day: string, duration: string, sign: 1 | -1 = 1): string {
  const part = (unit: string) => sign * Number(new RegExp(`(\\d+)${unit}`).exec(duration)?.[1] ?? 0);
  const months = addMonths(day, part('Y') * 12 + part('M'));
  return addDays(months, part('W') * 7 + part('D'));
}
