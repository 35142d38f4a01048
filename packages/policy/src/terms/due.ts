import { endOf, type Pause, type Stretch } from './length.ts';
import { type LimitInForce, limitOn } from './limits.ts';
import type { TermRecord, TermRules } from './record.ts';
import { dayInZone } from './zone.ts';

export interface TermDue {
  /** Last day; null while the term is suspended, because nobody knows then. */
  day: string | null;
  /** Years it was counted through without data: the day is provisional. */
  missing: number[];
  /** Undefined where somebody set the day and no limit bounds it. */
  limit: LimitInForce | undefined;
}

/** A record in days: what its end is computed from. */
export interface TermSpan {
  opened: string;
  lengths: Stretch[];
  pauses: Pause[];
  limit: LimitInForce | undefined;
}

/** The record in days and lengths. Undefined when nobody set its day and its limit is not known or has no length. */
export function spanOf(record: TermRecord, { limits, zone }: TermRules): TermSpan | undefined {
  const opened = dayInZone(record.openedAt, zone);
  const limit = limitOn(limits, record.limit, opened);
  const first: Stretch | undefined = record.due === undefined ? limit?.length : { until: record.due };
  if (!first) return undefined;
  const further = record.extensions
    .toSorted((a, b) => a.seq - b.seq)
    .map((extension) => limitOn(limits, extension.limit, dayInZone(extension.at, zone))?.length)
    .filter((length) => length !== undefined);
  return { opened, lengths: [first, ...further], pauses: pausesOf(record, zone), limit };
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

/** The last day of a term. Undefined as {@link spanOf}. */
export function dueOf(record: TermRecord, rules: TermRules): TermDue | undefined {
  const span = spanOf(record, rules);
  if (!span) return undefined;
  const end = endOf(span.opened, span.lengths, span.pauses, rules.calendar);
  return { ...(end ?? { day: null, missing: [] }), limit: span.limit };
}
