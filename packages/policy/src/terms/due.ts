import { endOf, type Length, type Pause } from './length.ts';
import { type LimitInForce, limitOn } from './limits.ts';
import type { TermRecord, TermRules } from './record.ts';
import { dayInZone } from './zone.ts';

export interface TermDue {
  /** Last day; null while the term is suspended, because nobody knows then. */
  day: string | null;
  /** Years it was counted through without data: the day is provisional. */
  missing: number[];
  limit: LimitInForce;
}

/** A record in days: what its end is computed from. */
export interface TermSpan {
  opened: string;
  lengths: Length[];
  pauses: Pause[];
  limit: LimitInForce;
}

/** The record in days and lengths. Undefined when its limit is not known or has no length. */
export function spanOf(record: TermRecord, { limits, zone }: TermRules): TermSpan | undefined {
  const opened = dayInZone(record.openedAt, zone);
  const limit = limitOn(limits, record.limit, opened);
  if (!limit?.length) return undefined;
  const further = record.extensions
    .toSorted((a, b) => a.seq - b.seq)
    .map((extension) => limitOn(limits, extension.limit, dayInZone(extension.at, zone))?.length)
    .filter((length) => length !== undefined);
  return { opened, lengths: [limit.length, ...further], pauses: pausesOf(record, zone), limit };
}

/**
 * Suspensions as days, in order. One that was resumed before it began (a clock that was set back between the
 * two) or on the same day stops nothing.
 */
const pausesOf = (record: TermRecord, zone: string): Pause[] =>
  record.suspensions
    .map(({ from, to }) => ({ from: dayInZone(from, zone), to: to ? dayInZone(to, zone) : null }))
    .filter(({ from, to }) => to === null || to > from)
    .sort((a, b) => (a.from < b.from ? -1 : 1));

/** The last day of a term. Undefined when its limit is not known or has no length. */
export function dueOf(record: TermRecord, rules: TermRules): TermDue | undefined {
  const span = spanOf(record, rules);
  if (!span) return undefined;
  const end = endOf(span.opened, span.lengths, span.pauses, rules.calendar);
  return { ...(end ?? { day: null, missing: [] }), limit: span.limit };
}
