import type { Action, Procedure } from '../pack/procedure.schema.ts';
import type { ActorRelation } from '../pack/procedure-parts.schema.ts';
import { refuseByGuard } from './guard-context.ts';
import { refuseMoment, refuseWhileWaiting } from './refuse-moment.ts';
import { isRecused, isSamePerson, RECUSED_KEEPS, relationsOf, type Stage } from './relations.ts';
import { notByItself } from './step-by-itself.ts';
import { mayClose, tooEarly } from './time-of-others.ts';
import { type Act, type Actor, type Matter, type Refusal, refuse } from './types.ts';
import type { World } from './world.ts';

/** The relation in which the actor may take the step, or why none suffices. */
export function grantRelation(
  step: Pick<Action, 'by' | 'permission'>,
  matter: Stage,
  actor: Actor,
  world?: World,
  fits: (relation: ActorRelation) => boolean = () => true,
): ActorRelation | Refusal {
  const relations = relationsOf(matter, actor);
  const named = step.by.filter((relation) => relations.has(relation) && fits(relation));
  if (named.length === 0) {
    return refuse(
      'actor.relation',
      '您与本事项的关系不允许该操作',
      'Your relation to this matter does not allow it',
      { by: step.by },
    );
  }
  const recused = isRecused(matter, actor, world);
  const standing = recused ? named.filter((relation) => RECUSED_KEEPS.has(relation)) : named;
  if (standing.length === 0)
    return refuse('actor.recused', '您应回避本事项', 'You are to stay out of this matter');
  // The platform acts by rule, not by grant.
  if (standing.includes('system')) return 'system';
  if (step.permission.length === 0 || step.permission.some((p) => actor.permissions.has(p))) {
    return standing[0] as ActorRelation;
  }
  return refuse('actor.permission', '您没有该操作的权限', 'You lack the permission for it', {
    permission: step.permission,
  });
}

/**
 * Why this actor may not take the action now, whatever the input; otherwise the relation in which it may.
 * First what lies in the person (403), then what lies in the state (409).
 */
export function refuseAction(
  procedure: Procedure,
  matter: Matter,
  name: string,
  actor: Actor,
  world?: World,
): ActorRelation | Refusal {
  const action = Object.hasOwn(procedure.actions, name) ? procedure.actions[name] : undefined;
  if (!action) {
    return refuse('action.unknown', '本程序没有该操作', 'The procedure has no such action', { action: name });
  }
  const fits = (relation: ActorRelation) =>
    !isOnlyAbove(procedure, matter, relation, actor) && mayClose(procedure, action, matter, relation);
  const relation = grantRelation(action, matter, actor, world, fits);
  if (typeof relation !== 'string') return relation;
  return (
    secondPerson(action, matter, actor) ??
    takenAlready(name, action, matter, actor) ??
    refuseWhileWaiting(matter, action, relation) ??
    refuseMoment(procedure, matter, action, actor) ??
    notByItself(procedure, matter, name, relation, world) ??
    tooEarly(procedure, action, matter, world) ??
    refuseByGuard(action, matter, relation) ??
    relation
  );
}

/**
 * Whether somebody of the custodian has an outside place merely because that organ is below his: he would answer his own
 * organ in the other's name.
 */
function isOnlyAbove(procedure: Procedure, matter: Matter, relation: ActorRelation, actor: Actor): boolean {
  if (!procedure.parties?.[relation]?.outside || !actor.organs?.includes(matter.custodian)) return false;
  return matter.parties[relation]?.some(({ id }) => actor.serves?.includes(id)) !== true;
}

function secondPerson(action: Action, matter: Matter, actor: Actor): Refusal | undefined {
  if (action.secondPersonFrom && !action.secondPersonFrom.includes(matter.state)) return undefined;
  const earlier = matter.acts.find(
    (act) => !act.undone && action.secondPerson?.includes(act.action) && isSamePerson(act, actor),
  );
  return earlier && otherPerson(earlier.action);
}

/** A step that everybody takes once. */
function takenAlready(name: string, { each }: Action, matter: Matter, actor: Actor): Refusal | undefined {
  const own = (act: Act) =>
    act.action === name && act.seq > matter.enteredSeq && !act.undone && isSamePerson(act, actor);
  return each && matter.acts.some(own)
    ? refuse('order', '您已办理过该操作', 'You have taken this step already', { unless: name })
    : undefined;
}

export const otherPerson = (earlier: string): Refusal =>
  refuse('actor.second-person', '该操作须由另一人完成', 'Another person must do this', { earlier });
