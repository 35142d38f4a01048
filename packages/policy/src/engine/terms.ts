import type { Action, Procedure } from '../pack/procedure.schema.ts';
import type { TermRecord } from '../terms/record.ts';
import type { TermChange } from './events.ts';
import { type Matter, type Refusal, refuse } from './types.ts';

type Terms = readonly TermRecord[];
type Step = Partial<Pick<Action, 'opens' | 'closes' | 'suspends' | 'resumes' | 'extends' | 'voids'>>;

const isOpen = (record: TermRecord) => record.closedSeq === undefined;
const isSuspended = (record: TermRecord) => record.suspensions.some((s) => s.to === undefined);

/** Terms of the matter that run, suspended ones included. */
export const openTerms = (matter: Pick<Matter, 'terms'>): TermRecord[] => matter.terms.filter(isOpen);

/** How a term of the procedure begins: with a limit, or with the day that the forms set for it. */
function opening(procedure: Procedure, term: string, data: Matter['data']): TermChange {
  const { limit, due } = procedure.terms?.[term] ?? {};
  if (!due) return { do: 'open', term, limit: limit ?? '' };
  const day = data[due.field];
  return { do: 'open', term, limit: due.atMost ?? '', ...(typeof day === 'string' ? { due: day } : {}) };
}

/**
 * Terms that the step opens: named by it, not running on, and wanted by what was answered.
 * @param data what all forms said, that of the step included
 */
export function opened(
  procedure: Pick<Procedure, 'terms'>,
  step: Step,
  terms: Terms,
  data: Matter['data'],
): string[] {
  const running = new Set(terms.filter(isOpen).map((record) => record.code));
  const isWanted = (term: string) => {
    const { onlyWith: only, due } = procedure.terms?.[term] ?? {};
    if (due?.maybe && data[due.field] === undefined) return false;
    if (only === undefined) return true;
    if (typeof only === 'string') return data[only] === true;
    return Object.entries(only).every(([field, value]) => data[field] === value);
  };
  return (step.opens ?? []).filter(
    (term) => isWanted(term) && (!running.has(term) || step.closes?.includes(term)),
  );
}

/**
 * Whether the term stands still although it has not begun: it was stopped, and since then neither let run on nor ended.
 * What the step voids stops nothing any more.
 */
function isHeld({ actions }: Pick<Procedure, 'actions'>, step: Step, acts: Matter['acts'], term: string) {
  const names = (which: 'all' | readonly string[] | undefined) => which === 'all' || which?.includes(term);
  const counted = acts.filter(({ action, undone }) => !undone && !step.voids?.includes(action));
  const last = [...counted.map(({ action }) => actions[action]), step].findLast(
    (one: Step | undefined) =>
      names(one?.suspends) || names(one?.resumes) || (names(one?.closes) && !names(one?.opens)),
  );
  return names(last?.suspends) === true;
}

/**
 * What a step does to the terms, in the order in which it counts: a report closes its term and opens the next.
 * A term that runs already is not opened twice, so that nobody gains time by asking again. One that was stopped before
 * it began begins standing still, so that illness and a request for more time count whenever they came.
 * @param data what all forms said, that of the step included
 */
export function termChanges(
  procedure: Procedure,
  step: Step,
  { terms, acts }: Pick<Matter, 'terms' | 'acts'>,
  data: Matter['data'],
): TermChange[] {
  const begins = opened(procedure, step, terms, data);
  const open = new Map(terms.filter(isOpen).map((record) => [record.code, record]));
  const named = (which: 'all' | readonly string[] | undefined) =>
    (which === 'all' ? [...open.keys()] : (which ?? [])).filter((term) => open.has(term));
  const closed = named(step.closes);
  const left = (term: string) => !closed.includes(term);
  const stands = (term: string) => isSuspended(open.get(term) as TermRecord);
  return [
    ...closed.map((term): TermChange => ({ do: 'close', term })),
    ...named(step.resumes)
      .filter((term) => left(term) && stands(term))
      .map((term): TermChange => ({ do: 'resume', term })),
    ...named(step.suspends)
      .filter((term) => left(term) && !stands(term))
      .map((term): TermChange => ({ do: 'suspend', term })),
    ...(step.extends === undefined
      ? []
      : [
          {
            do: 'extend',
            term: step.extends,
            limit: procedure.terms?.[step.extends]?.extend?.limit ?? '',
          } as const,
        ]),
    ...begins.map((term) => opening(procedure, term, data)),
    ...begins
      .filter((term) => isHeld(procedure, step, acts, term))
      .map((term): TermChange => ({ do: 'suspend', term })),
  ];
}

/** The records after an event's changes. A change that fits no record changes nothing. */
export function applyTerms(terms: Terms, changes: readonly TermChange[], at: string, seq: number): Terms {
  let records = [...terms];
  for (const change of changes) {
    if (change.do === 'open') {
      const { term: code, limit, due } = change;
      const set = due === undefined ? {} : { due };
      records.push({ code, limit, ...set, openedAt: at, openedSeq: seq, suspensions: [], extensions: [] });
    } else {
      const fits = (record: TermRecord) => record.code === change.term && isOpen(record);
      records = records.map((record) => (fits(record) ? changed(record, change, at, seq) : record));
    }
  }
  return records;
}

function changed(record: TermRecord, change: TermChange, at: string, seq: number): TermRecord {
  const { suspensions, extensions } = record;
  switch (change.do) {
    case 'close':
      return { ...record, closedAt: at, closedSeq: seq };
    case 'suspend':
      return { ...record, suspensions: [...suspensions, { from: at }] };
    case 'resume':
      return { ...record, suspensions: suspensions.map((s) => (s.to === undefined ? { ...s, to: at } : s)) };
    case 'extend':
      return { ...record, extensions: [...extensions, { at, limit: change.limit, seq }] };
    case 'open':
      return record;
  }
}

/** Why the step can't extend its term now. */
export function wrongExtension(
  procedure: Procedure,
  step: Step,
  matter: Pick<Matter, 'terms'>,
): Refusal | undefined {
  const { extends: term } = step;
  if (term === undefined) return undefined;
  const record = openTerms(matter).find((open) => open.code === term);
  if (!record) return refuse('term.closed', '该时限没有在计算', 'The term is not running', { term });
  const times = procedure.terms?.[term]?.extend?.times ?? 0;
  if (record.extensions.length < times) return undefined;
  return refuse('term.extensions', '该时限不得再延长', 'The term may not be extended again', { term, times });
}
