import { Day } from '@plumbline/contract/common';

/** A date as exactly as its source knew it: `2015`, `2015-04` or `2015-04-09`. */
export interface PartialDate {
  value: string;
  precision: 'year' | 'month' | 'day';
}

/**
 * Reads an ISO 8601 date of any precision; a time of day is dropped, and so are the `-00` parts by which
 * some sources write "unknown". Returns null for what isn't a real calendar date.
 */
export function readPartialDate(text: string): PartialDate | null {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?$/.exec(text.trim());
  if (!parts) return null;
  const [, year = '', month = '00', day = '00'] = parts;
  if (year === '0000') return null;
  if (month === '00') return day === '00' ? { value: year, precision: 'year' } : null;
  if (day === '00')
    return Day.safeParse(`${year}-${month}-01`).success
      ? { value: `${year}-${month}`, precision: 'month' }
      : null;
  const value = `${year}-${month}-${day}`;
  return Day.safeParse(value).success ? { value, precision: 'day' } : null;
}

/** Whether `a` lies before `b` for certain: "2015" isn't before "2015-04", since it may be later in the year. */
export function isCertainlyBefore(a: PartialDate, b: PartialDate): boolean {
  const shared = Math.min(a.value.length, b.value.length);
  return a.value.slice(0, shared) < b.value.slice(0, shared);
}
