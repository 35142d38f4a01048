import { addDays } from '@plumbline/policy';

/** Days on which something holds, both included; null is without end. An end before the start: on no day. */
export interface Range {
  from: string;
  to: string | null;
}

const LAST = '9999-12-31';
const end = (range: Range): string => range.to ?? LAST;

export const isEmpty = (range: Range): boolean => end(range) < range.from;

export const overlap = (a: Range, b: Range): boolean =>
  !isEmpty(a) && !isEmpty(b) && a.from <= end(b) && b.from <= end(a);

export type RangeState = 'future' | 'current' | 'past';

export function stateOn(range: Range, day: string): RangeState {
  if (isEmpty(range) || end(range) < day) return 'past';
  return range.from > day ? 'future' : 'current';
}

export const dayBefore = (day: string): string => addDays(day, -1);

export const laterDay = (a: string, b: string): string => [a, b].sort().at(-1)!;

/** The first day from `today` on which none of the ranges holds; null when one always does. */
export function firstGap(ranges: readonly Range[], today: string): string | null {
  const sorted = ranges.filter((range) => !isEmpty(range)).sort((a, b) => (a.from < b.from ? -1 : 1));
  let day = today;
  for (const range of sorted) {
    if (range.from > day) return day;
    if (range.to === null) return null;
    if (range.to >= day) day = addDays(range.to, 1);
  }
  return day;
}
