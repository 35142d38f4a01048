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

interface Parts {
  months: number;
  days: number;
}

/** A pack names a handful of durations, and every page counts with them. */
const durations = new Map<string, Parts>();

function partsOf(duration: string): Parts {
  let parts = durations.get(duration);
  if (!parts) {
    const part = (unit: string) => Number(new RegExp(`(\\d+)${unit}`).exec(duration)?.[1] ?? 0);
    parts = { months: part('Y') * 12 + part('M'), days: part('W') * 7 + part('D') };
    if (durations.size < 1000) durations.set(duration, parts);
  }
  return parts;
}

/** Adds an ISO 8601 duration of years, months, weeks and days, months first; with sign -1 takes it away. */
export function addDuration(day: string, duration: string, sign: 1 | -1 = 1): string {
  const { months, days } = partsOf(duration);
  return addDays(months === 0 ? day : addMonths(day, sign * months), sign * days);
}
