import type { TermChange } from '../engine/events.ts';
import { applyTerms } from '../engine/terms.ts';
import { dueOf } from '../terms/due.ts';
import type { TermRecord, TermRules } from '../terms/record.ts';
import { dayInZone } from '../terms/zone.ts';

/** What an event of a matter says about its stages. */
export interface StageStep {
  seq: number;
  /** Moment, ISO 8601. */
  at: string;
  type: string;
  /** State afterwards. */
  to: string;
  terms?: readonly TermChange[];
}

export interface StageHistory {
  procedure: string;
  /** Organ that keeps the matter. */
  organ: string;
  /** All events of the matter, in the order of their numbers. */
  steps: readonly StageStep[];
}

/** One stay of a matter in a state. */
export interface Stay {
  state: string;
  from: number;
  /** End of the stay; undefined while it lasts. */
  to: number | undefined;
  /** Milliseconds it took, without the time in which a term of the matter stood still. */
  took: number;
  /** A term of the matter had run out before the stay ended. */
  beyond: boolean;
}

/** How long matters of one procedure stayed in one state. */
export interface StageTime {
  procedure: string;
  state: string;
  /** Stays that have ended. */
  ended: number;
  /** Matters that are in the state now. */
  open: number;
  /** Hours of the ended stays: half of them took no longer, nine in ten no longer, the longest. */
  median: number | null;
  ninth: number | null;
  longest: number | null;
  /** Hours that the oldest open stay has lasted. */
  oldest: number | null;
  /** Stays, ended and open, in which a term of the matter had run out. */
  beyond: number;
  /** Of these the ones that last. */
  beyondOpen: number;
}

const HOUR = 3_600_000;

interface Span {
  from: number;
  to: number;
}

/**
 * The stays of one matter, from its events alone. What is over is never listed as a stay: a final state has none.
 * @param now moment up to which a stay that lasts is counted, in milliseconds
 * @param isFinal whether nothing more happens in a state
 * @param rules what the due days of its terms are counted by
 */
export function staysOf(
  { steps }: StageHistory,
  now: number,
  isFinal: (state: string) => boolean,
  rules: TermRules,
): Stay[] {
  const stays: { state: string; from: number; to: number | undefined }[] = [];
  let present: (typeof stays)[number] | undefined;
  let terms: readonly TermRecord[] = [];
  let before = terms;
  for (const { at, seq, type, to, terms: changes } of steps) {
    // A clock that was set back makes no stay shorter than nothing.
    const moment = Math.max(Date.parse(at), present?.from ?? Number.NEGATIVE_INFINITY);
    const held = terms;
    terms = type === 'corrected' ? before : applyTerms(terms, changes ?? [], at, seq);
    before = held;
    if (present?.state === to) continue;
    if (present) present.to = moment;
    present = { state: to, from: moment, to: undefined };
    stays.push(present);
  }
  const last = stays.at(-1);
  const over = last && isFinal(last.state) ? last.from : undefined;
  const end = over ?? Math.max(now, last?.from ?? now);
  const stills = mergeSpans(terms.flatMap((term) => standstills(term, end)));
  return stays
    .filter((stay) => !(stay === last && over !== undefined))
    .map((stay) => {
      const until = stay.to ?? end;
      return {
        ...stay,
        took: until - stay.from - overlap(stills, { from: stay.from, to: until }),
        beyond: terms.some((term) => isBeyond(term, stay.from, until, rules)),
      };
    });
}

/** When a term stood still; it stands still no longer once it is closed. */
function standstills({ suspensions, closedAt }: TermRecord, end: number): Span[] {
  const closed = closedAt ? Math.min(Date.parse(closedAt), end) : end;
  return suspensions
    .map(({ from, to }) => ({ from: Date.parse(from), to: Math.min(to ? Date.parse(to) : closed, closed) }))
    .filter(({ from, to }) => to > from);
}

/** The same spans without overlaps, in order. */
function mergeSpans(spans: Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else merged.push({ ...span });
  }
  return merged;
}

const overlap = (spans: readonly Span[], { from, to }: Span): number =>
  spans.reduce((sum, span) => sum + Math.max(0, Math.min(span.to, to) - Math.max(span.from, from)), 0);

/** Whether a term had run out on the last day that it shares with a stay. */
function isBeyond(term: TermRecord, from: number, until: number, rules: TermRules): boolean {
  const opened = Date.parse(term.openedAt);
  const closed = term.closedAt ? Date.parse(term.closedAt) : Number.POSITIVE_INFINITY;
  if (opened > until || closed < from || (closed === from && opened < from)) return false;
  const due = dueOf(term, rules)?.day;
  if (!due) return false;
  return dayInZone(new Date(Math.min(until, closed)), rules.zone) > due;
}

/** Value below which the share of the sorted values lies (nearest rank). */
const rank = (sorted: readonly number[], share: number): number | null =>
  sorted.length === 0 ? null : sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]!;

/**
 * Times spent by state, from the recorded events alone: the same events always give the same report.
 * @param now moment for stays that have not ended, ISO 8601
 */
export function stageTimes(
  histories: Iterable<StageHistory>,
  now: string,
  isFinal: (procedure: string, state: string) => boolean,
  rulesOf: (organ: string) => TermRules,
): StageTime[] {
  const groups = new Map<string, { procedure: string; state: string; stays: Stay[] }>();
  for (const history of histories) {
    const { procedure, organ } = history;
    const ends = (state: string) => isFinal(procedure, state);
    for (const stay of staysOf(history, Date.parse(now), ends, rulesOf(organ))) {
      const key = `${procedure}\n${stay.state}`;
      const group = groups.get(key) ?? { procedure, state: stay.state, stays: [] };
      groups.set(key, group);
      group.stays.push(stay);
    }
  }
  return [...groups.values()].map(({ procedure, state, stays }) => {
    const hours = (of: readonly Stay[]) => of.map((stay) => stay.took / HOUR).toSorted((a, b) => a - b);
    const ended = hours(stays.filter((stay) => stay.to !== undefined));
    const lasting = stays.filter((stay) => stay.to === undefined);
    return {
      procedure,
      state,
      ended: ended.length,
      open: lasting.length,
      median: rank(ended, 0.5),
      ninth: rank(ended, 0.9),
      longest: ended.at(-1) ?? null,
      oldest: hours(lasting).at(-1) ?? null,
      beyond: stays.filter((stay) => stay.beyond).length,
      beyondOpen: lasting.filter((stay) => stay.beyond).length,
    };
  });
}
