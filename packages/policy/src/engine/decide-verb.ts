import type { Procedure } from '../pack/procedure.schema.ts';
import { approve, endRequest, noRequest, refuseApprover } from './approval/decide-approval.ts';
import { correct, grantCorrection } from './correct.ts';
import type { Decision } from './events.ts';
import { wrongReason } from './input.ts';
import { refuseWhileWaiting } from './refuse-moment.ts';
import { isSamePerson } from './relations.ts';
import { declareRecusal, grantRecusal, grantStaffing, handOver } from './staffing.ts';
import { answerTransfer, grantTransfer } from './transfer.ts';
import { type ActionInput, type Actor, type Machine, type Matter, type Refusal, refuse } from './types.ts';
import { VERBS, type VerbCode } from './verbs.ts';
import { NOBODY, type World } from './world.ts';

/** Relation in which the actor may use the built-in verb now, or why it may not. */
export function grantVerb(
  procedure: Procedure,
  matter: Matter,
  verb: VerbCode,
  actor: Actor,
  world: World | undefined,
): string | Refusal {
  // The one step that is possible after the end is to undo a wrong end.
  if (verb !== 'step.correct' && procedure.states[matter.state]?.final !== false) {
    return refuse('state', '事项已办结', 'The matter has ended', { state: matter.state });
  }
  switch (verb) {
    case 'approval.approve':
    case 'approval.return':
    case 'approval.reject':
      return refuseApprover(matter, actor, world ?? NOBODY) ?? 'approver';
    case 'approval.withdraw':
      if (!matter.pending) return noRequest(matter);
      return isSamePerson(matter.pending, actor)
        ? matter.pending.as
        : refuse('actor.relation', '只有请示人可以撤回', 'Only whoever asked may withdraw it', {});
    case 'transfer.accept':
    case 'transfer.return':
    case 'transfer.withdraw':
      return grantTransfer(procedure, matter, verb, actor, world);
    case 'step.correct': {
      const relation = grantCorrection(procedure, matter, actor, world);
      return typeof relation === 'string' ? (refuseWhileWaiting(matter, {}, relation) ?? relation) : relation;
    }
    case 'recusal.declare':
      return grantRecusal(procedure, matter, actor, world);
    case 'matter.hand-over':
      return grantStaffing(procedure, matter, actor, world);
  }
}

export function decideVerb(
  machine: Machine,
  matter: Matter,
  verb: VerbCode,
  actor: Actor,
  input: ActionInput,
  now: string,
  world: World | undefined,
): Decision {
  const relation = grantVerb(machine, matter, verb, actor, world);
  if (typeof relation !== 'string') return relation;
  const wrong = wrongReason(machine, VERBS[verb].reason === 'required', input.reason);
  if (wrong) return wrong;
  switch (verb) {
    case 'approval.approve':
      return approve(machine, matter, actor, input, now, world ?? NOBODY);
    case 'approval.return':
    case 'approval.reject':
    case 'approval.withdraw':
      return endRequest(machine, matter, verb, actor, input, now);
    case 'transfer.accept':
    case 'transfer.return':
    case 'transfer.withdraw':
      return answerTransfer(matter, verb, actor, relation, input, now);
    case 'step.correct':
      return correct(matter, actor, relation, input, now);
    case 'recusal.declare':
      return declareRecusal(machine, matter, actor, relation, input, now, world);
    case 'matter.hand-over':
      return handOver(machine, matter, actor, relation, input, now);
  }
}
