import type { Procedure } from '../pack/procedure.schema.ts';
import type { CorrectedEvent, Decision } from './events.ts';
import { grantRelation, otherPerson } from './refuse.ts';
import { isSamePerson } from './relations.ts';
import { stepBase } from './step-event.ts';
import { type ActionInput, type Actor, type Matter, type Refusal, refuse } from './types.ts';
import type { World } from './world.ts';

/**
 * Relation in which the actor may undo the last step: one who might have taken it, but another person. The end
 * of a matter that belongs to another one stays: its parent has gone on from there.
 */
export function grantCorrection(
  procedure: Procedure,
  matter: Matter,
  actor: Actor,
  world: World | undefined,
): string | Refusal {
  const { undo } = matter;
  const action = undo && procedure.actions[undo.action];
  const ended = procedure.states[matter.state]?.final !== false && matter.parent !== undefined;
  if (!action || ended) {
    return refuse('state', '上一步不能更正', 'The last step can not be corrected', { state: matter.state });
  }
  const relation = grantRelation(action, matter, actor, world);
  if (typeof relation !== 'string') return relation;
  const taken = matter.acts.find((act) => act.seq === undo.seq);
  return taken && isSamePerson(taken, actor) ? otherPerson(undo.action) : relation;
}

export function correct(
  matter: Matter,
  actor: Actor,
  relation: string,
  input: ActionInput,
  now: string,
): Decision {
  const { seq, before } = matter.undo as NonNullable<Matter['undo']>;
  const event: CorrectedEvent = {
    ...stepBase(matter, 'step.correct', actor, relation, { ...input, data: undefined }, now),
    to: before.state,
    type: 'corrected',
    counters: seq,
  };
  return { events: [event] };
}
