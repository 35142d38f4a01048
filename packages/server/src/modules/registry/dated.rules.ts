import { addDays } from '@plumbline/policy';

/** A relation that holds from its first to its last day, both included; null is open. */
export interface Dated {
  from: string | null;
  to: string | null;
}

const FIRST = '0001-01-01';
const LAST = '9999-12-31';
const start = (dated: Dated): string => dated.from ?? FIRST;
const end = (dated: Dated): string => dated.to ?? LAST;

/** Whether it holds on the day. */
export const heldOn = (dated: Dated, day: string): boolean => start(dated) <= day && day <= end(dated);

/** Whether both hold on at least one day. */
export const overlaps = (a: Dated, b: Dated): boolean => start(a) <= end(b) && start(b) <= end(a);

/**
 * Whether one goes on while the other does, more than for the day on which one follows the other: the
 * last day of the one may be the first of the next.
 */
export const overlapsBeyondOneDay = (a: Dated, b: Dated): boolean => start(a) < end(b) && start(b) < end(a);

export const endsBeforeStart = (dated: Dated): boolean =>
  dated.from !== null && dated.to !== null && dated.to < dated.from;

export interface Kept extends Dated {
  id: string;
}

export type Place<T extends Kept> =
  | { ok: true /** The one to be ended on that day, to make room. */; end: { row: T; on: string } | null }
  | { ok: false; code: 'overlaps'; with: T };

/**
 * Where at most one may hold at a time: whether `wanted` fits between `others`. With `endPrevious` the one
 * that began earlier and still holds is ended on the day before; what begins on the same day or later is
 * never cut.
 */
export function place<T extends Kept>(others: readonly T[], wanted: Dated, endPrevious = false): Place<T> {
  const clashes = others.filter((other) => overlaps(other, wanted));
  const [first, ...more] = clashes;
  if (!first) return { ok: true, end: null };
  const from = wanted.from;
  const cut = endPrevious && more.length === 0 && from !== null && from > start(first);
  return cut
    ? { ok: true, end: { row: first, on: addDays(from, -1) } }
    : { ok: false, code: 'overlaps', with: first };
}

export type Precision = 'day' | 'month' | 'year';

/** The first and the last day that an inexact date may mean: 2015 → 2015-01-01 … 2015-12-31. */
export function bounds(day: string, precision: Precision): { first: string; last: string } {
  if (precision === 'day') return { first: day, last: day };
  const [year = '', month = ''] = day.split('-');
  if (precision === 'year') return { first: `${year}-01-01`, last: `${year}-12-31` };
  const length = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return { first: `${year}-${month}-01`, last: `${year}-${month}-${String(length).padStart(2, '0')}` };
}

/** Days as they are kept: a start as early, an end as late as it may have been. */
export const keptDays = (of: Dated, fromPrecision: Precision, toPrecision: Precision): Dated => ({
  from: of.from === null ? null : bounds(of.from, fromPrecision).first,
  to: of.to === null ? null : bounds(of.to, toPrecision).last,
});
