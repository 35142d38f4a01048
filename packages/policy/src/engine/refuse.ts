import type { Action, ActorRelation, Procedure } from '../pack/procedure.schema.ts';
import { isSamePerson, relationsOf } from './relations.ts';
import type { Actor, Matter, Refusal } from './types.ts';

/** The relation in which the actor may take the step, or why none suffices. */
export function grantRelation(
  step: Pick<Action, 'by' | 'permission'>,
  matter: Pick<Matter, 'custodian' | 'subjects' | 'parties' | 'acts'>,
  actor: Actor,
): ActorRelation | Refusal {
  const relations = relationsOf(matter, actor);
  const standing = step.by.filter((relation) => relations.has(relation));
  if (standing.length === 0) {
    return {
      refusal: 'actor.relation',
      text: { zh: '您与本事项的关系不允许该操作', en: 'Your relation to this matter does not allow it' },
      params: { by: step.by },
    };
  }
  // The platform acts by rule, not by grant.
  if (standing.includes('system')) return 'system';
  if (step.permission.length === 0 || step.permission.some((p) => actor.permissions.has(p))) {
    return standing[0] as ActorRelation;
  }
  return {
    refusal: 'actor.permission',
    text: { zh: '您没有该操作的权限', en: 'You lack the permission for it' },
    params: { permission: step.permission },
  };
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
): ActorRelation | Refusal {
  const action = Object.hasOwn(procedure.actions, name) ? procedure.actions[name] : undefined;
  if (!action) {
    return {
      refusal: 'action.unknown',
      text: { zh: '本程序没有该操作', en: 'The procedure has no such action' },
      params: { action: name },
    };
  }
  const relation = grantRelation(action, matter, actor);
  if (typeof relation !== 'string') return relation;
  return (
    secondPerson(action, matter, actor) ??
    wrongState(procedure, action, matter) ??
    wrongOrder(action, matter) ??
    relation
  );
}

function secondPerson(action: Action, matter: Matter, actor: Actor): Refusal | undefined {
  const earlier = matter.acts.find(
    (act) => action.secondPerson?.includes(act.action) && isSamePerson(act, actor),
  );
  return (
    earlier && {
      refusal: 'actor.second-person',
      text: { zh: '该操作须由另一人完成', en: 'Another person must do this' },
      params: { earlier: earlier.action },
    }
  );
}

function wrongState(procedure: Procedure, action: Action, matter: Matter): Refusal | undefined {
  const isFinal = procedure.states[matter.state]?.final !== false;
  if (!isFinal && action.from.includes(matter.state)) return undefined;
  return {
    refusal: 'state',
    text: { zh: '当前状态下不能进行该操作', en: 'Not possible in the present state' },
    params: { state: matter.state, from: action.from },
  };
}

function wrongOrder(action: Action, matter: Matter): Refusal | undefined {
  const since = new Set(matter.acts.filter((a) => a.seq > matter.enteredSeq).map((a) => a.action));
  const missing = action.after !== undefined && !action.after.some((a) => since.has(a));
  const barred = action.unless?.find((a) => since.has(a));
  if (!missing && barred === undefined) return undefined;
  return {
    refusal: 'order',
    text: { zh: '前置步骤不满足，不能进行该操作', en: 'The steps before it do not allow it' },
    params: missing ? { after: action.after } : { unless: barred },
  };
}
