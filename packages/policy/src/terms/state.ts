import { type Calendar, isWorkday } from './calendar.ts';
import { addDays, daysBetween } from './days.ts';
import { spanOf, type TermSpan } from './due.ts';
import { endOf } from './length.ts';
import type { TermRecord, TermRules } from './record.ts';
import { dayInZone } from './zone.ts';

export type TermState = 'running' | 'warned' | 'overdue' | 'suspended' | 'met' | 'late';

/** Where a term stands on a day. Computed each time; only an event of the matter can end a warning. */
export interface TermStanding {
  state: TermState;
  /** Last day; null while suspended. */
  due: string | null;
  /** Share of the term that has passed, 0 … 1. */
  share: number;
  /** The highest of `warnAt` that has been reached. */
  warned: number | undefined;
  /** Days past the last day, 0 while there is time. */
  daysLate: number;
  /** Years without data that the last day was counted through. */
  missing: number[];
}

/**
 * Where a term stands on a day. A closed term is closed whatever the clock says now: a clock that was set back
 * reopens nothing, and shows a term that has not begun yet as one that has just begun.
 * @returns undefined when nobody set its day and its limit is not known or has no length
 */
export function standingOf(
  record: TermRecord,
  rules: TermRules,
  today: string,
  warnAt: readonly number[] = [],
): TermStanding | undefined {
  const span = spanOf(record, rules);
  if (!span) return undefined;
  const { calendar, zone } = rules;
  const end = endOf(span.opened, span.lengths, span.pauses, calendar);
  const closed = record.closedSeq !== undefined;
  const on = record.closedAt ? dayInZone(record.closedAt, zone) : today;
  const share = shareOn(span, on, calendar);
  const reached = warnAt.filter((at) => share >= at);
  const warned = reached.length ? Math.max(...reached) : undefined;
  const daysLate = end && on > end.day ? daysBetween(end.day, on) : 0;
  const open =
    end === null ? 'suspended' : daysLate ? 'overdue' : warned === undefined ? 'running' : 'warned';
  const state = closed ? (daysLate ? 'late' : 'met') : open;
  return { state, due: end?.day ?? null, share, warned, daysLate, missing: end?.missing ?? [] };
}

/** Share of a term that has passed on a day, 0 … 1. Undefined as {@link standingOf}. */
export function shareOf(record: TermRecord, rules: TermRules, today: string): number | undefined {
  const span = spanOf(record, rules);
  return span && shareOn(span, today, rules.calendar);
}

/** Counted in the unit of the term's own length, calendar days where somebody set the end. While it stands still, the share does too. */
function shareOn({ opened, lengths, pauses }: TermSpan, on: string, calendar: Calendar): number {
  // As if a suspension that is still open ended after this day.
  const known = pauses.map(({ from, to }) => ({ from, to: to ?? addDays(on > from ? on : from, 1) }));
  const end = endOf(opened, lengths, known, calendar)!.day;
  if (on >= end) return 1;
  const [first] = lengths;
  const workdays = first !== undefined && 'unit' in first && first.unit === 'workday';
  let passed = 0;
  let all = 0;
  for (let day = addDays(opened, 1); day <= end; day = addDays(day, 1)) {
    if (workdays && !isWorkday(calendar, day)) continue;
    if (known.some((pause) => pause.from <= day && day < pause.to)) continue;
    all++;
    if (day <= on) passed++;
  }
  return all === 0 ? 1 : passed / all;
}
