import type { Action, Procedure } from '../pack/procedure.schema.ts';
import type { ActorRelation } from '../pack/procedure-parts.schema.ts';
import type { TermRecord } from '../terms/record.ts';
import { standingOf } from '../terms/state.ts';
import { openTerms } from './terms.ts';
import { type Matter, type Refusal, refuse } from './types.ts';
import type { World } from './world.ts';

type Closing = Pick<Action, 'closes' | 'to' | 'afterTerm' | 'byItself' | 'proof'>;

/** Whether the step waits for the end of the term. */
export const waitsFor = ({ afterTerm, byItself }: Pick<Action, 'afterTerm' | 'byItself'>, term: string) =>
  afterTerm === term || (byItself !== undefined && 'term' in byItself && byItself.term === term);

/** Statuses of states by which a matter comes to nothing for whom it concerns. */
export const NOTHING: ReadonlySet<string | undefined> = new Set(['withdrawn', 'revoked']);

/** Whether the step takes the whole matter back, so that there is nothing left to answer. */
export const takesBack = (procedure: Pick<Procedure, 'states'>, { to }: Pick<Action, 'to'>): boolean =>
  to !== undefined && procedure.states[to]?.final === true && NOTHING.has(procedure.states[to]?.status);

/**
 * Whether this relation may close what the step closes: only the addressee ends the time for an answer. So does the
 * addressee's word on paper, a step that waited for the end of the time, and one that takes the whole matter back.
 */
export const mayClose = (
  procedure: Procedure,
  step: Closing,
  matter: Pick<Matter, 'terms'>,
  relation: ActorRelation,
): boolean =>
  openTerms(matter)
    .filter(({ code }) => step.closes?.includes(code))
    .every(({ code }) => endsFairly(procedure, step, code, relation));

export function endsFairly(
  procedure: Procedure,
  step: Closing,
  term: string,
  relation: ActorRelation,
): boolean {
  const { closedOnlyBy, proved } = procedure.terms?.[term] ?? {};
  if (closedOnlyBy === undefined || closedOnlyBy.includes(relation)) return true;
  return (proved === true && step.proof !== undefined) || waitsFor(step, term) || takesBack(procedure, step);
}

/** The record that counts: one whose delivery was undone, or done anew meanwhile, is the time for something else. */
export const runningOf = (matter: Pick<Matter, 'terms' | 'acts'>, term: string): TermRecord | undefined =>
  openTerms(matter).find(
    ({ code, openedSeq }) => code === term && !matter.acts.some((act) => act.seq === openedSeq && act.undone),
  );

/**
 * Whether the addressee answered in this term, or its last day passed, since it was last told anew: by a step that voids
 * the delivery.
 */
function wasMet(procedure: Procedure, matter: Pick<Matter, 'acts'>, term: string): boolean {
  const { closedOnlyBy = [] } = procedure.terms?.[term] ?? {};
  const openers = openersOf(procedure, term);
  const standing = matter.acts.flatMap(({ action: name, seq, undone }) => {
    const action = procedure.actions[name];
    return undone || !action ? [] : [{ action, seq }];
  });
  const anew = standing.findLast(({ action }) => action.voids?.some((name) => openers.includes(name)));
  return standing.some(({ action, seq }) => {
    if (seq < (anew?.seq ?? 0) || !action.closes?.includes(term) || action.opens?.includes(term))
      return false;
    const answers = action.by.some((relation) => closedOnlyBy.includes(relation));
    return answers || action.proof !== undefined || (action.byItself !== undefined && waitsFor(action, term));
  });
}

/** Names of the steps by which the term begins. */
export const openersOf = ({ actions }: Pick<Procedure, 'actions'>, term: string): string[] =>
  Object.keys(actions).filter((name) => actions[name]?.opens?.includes(term));

/** Whether it has still to be delivered where the matter stands. */
const isToDeliver = (procedure: Procedure, { state }: Pick<Matter, 'state'>, term: string): boolean =>
  openersOf(procedure, term).some((name) => procedure.actions[name]?.from.includes(state));

/** Why the step has to wait: the time that somebody else was given is not over, or has not begun as nothing was delivered. */
export function tooEarly(
  procedure: Procedure,
  { afterTerm: term }: Pick<Action, 'afterTerm'>,
  matter: Pick<Matter, 'terms' | 'acts' | 'state'>,
  world: World | undefined,
): Refusal | undefined {
  if (term === undefined) return undefined;
  const { title, proved } = procedure.terms?.[term] ?? {};
  const { zh, en } = title ?? { zh: term, en: term };
  const record = runningOf(matter, term);
  if (!record)
    return proved && isToDeliver(procedure, matter, term) && !wasMet(procedure, matter, term)
      ? refuse(
          'term.undelivered',
          `尚未证明已送达，“${zh}”的期限没有开始，不能进行该操作`,
          `The time for "${en}" has not begun: the delivery has not been proved`,
          { term },
        )
      : undefined;
  const standing =
    world?.rules && world.today !== undefined ? standingOf(record, world.rules, world.today) : undefined;
  if (standing?.state === 'overdue') return undefined;
  const due = standing?.due;
  return refuse(
    'term.running',
    due ? `“${zh}”的期限到${due}届满，此前不能进行该操作` : `“${zh}”的期限尚未届满，不能进行该操作`,
    due ? `The time for "${en}" ends on ${due}; not before` : `The time for "${en}" has not ended`,
    { term, due: due ?? null },
  );
}
