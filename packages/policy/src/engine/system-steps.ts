import type { AbsorbedEvent, ChildClosedEvent, Decision, MovedEvent, RecusedEvent } from './events.ts';
import { wrongReason } from './input.ts';
import type { PersonRef } from './refs.ts';
import { isRecused } from './relations.ts';
import { stepBase } from './step-event.ts';
import { type Actor, type Machine, type Matter, type Refusal, refuse, SYSTEM } from './types.ts';

const ended = (machine: Machine, matter: Matter): Refusal | undefined =>
  machine.states[matter.state]?.final === false
    ? undefined
    : refuse('state', '事项已办结', 'The matter has ended', { state: matter.state });

/** A child matter came to its end. The platform records it on the parent; nobody asks for it. */
export function recordChildClosed(
  machine: Machine,
  matter: Matter,
  child: string,
  childState: string,
  now: string,
): Decision {
  const open = matter.children.some((ref) => ref.id === child && !ref.closed);
  const refusal = ended(machine, matter);
  if (refusal || !open)
    return refusal ?? refuse('order', '没有该子事项', 'There is no such open child', { child });
  const event: ChildClosedEvent = {
    ...stepBase(matter, 'matter.child-closed', SYSTEM, 'system', {}, now),
    type: 'child-closed',
    child,
    childState,
  };
  return { events: [event] };
}

/** Another matter goes on in this one: recorded here when it is joined there. */
export function recordAbsorbed(machine: Machine, matter: Matter, other: string, now: string): Decision {
  const refusal = ended(machine, matter);
  if (refusal) return refusal;
  if (matter.joined !== undefined)
    return refuse('state', '事项已并入其他事项', 'The matter goes on in another one', {
      joined: matter.joined,
    });
  return { events: [{ ...toldOf(matter, 'matter.absorbed', other, now), type: 'absorbed' }] };
}

/** What went on in this one stands by itself again. */
export function recordReleased(matter: Matter, other: string, now: string): Decision {
  if (!matter.absorbed?.includes(other))
    return refuse('order', '没有并入的该事项', 'No such matter goes on in this one', { other });
  return { events: [{ ...toldOf(matter, 'matter.released', other, now), type: 'released' }] };
}

/** Who stays out of the matter that began this one stays out of this one too, ended or not; undefined when they do. */
export const recordRecusal = (matter: Matter, who: PersonRef, now: string): RecusedEvent | undefined =>
  isRecused(matter, who)
    ? undefined
    : { ...stepBase(matter, 'recusal.declare', SYSTEM, 'system', {}, now), type: 'recused', who };

const toldOf = (matter: Matter, step: string, other: string, now: string): Omit<AbsorbedEvent, 'type'> => ({
  ...stepBase(matter, step, SYSTEM, 'system', {}, now),
  as: 'system',
  matter: other,
});

/**
 * The matter follows another version of its pack from now on: an explicit step, with a reason and the state in
 * which it goes on there. What waits for an answer was asked under the old rules and must be answered first.
 * @param source the procedure in the version that it runs on
 * @param target the procedure in the version that it moves to
 */
export function moveVersion(
  source: Machine,
  target: Machine,
  matter: Matter,
  to: string,
  actor: Actor,
  reason: string | undefined,
  now: string,
): Decision {
  const wrong = wrongReason(target, true, reason);
  if (wrong) return wrong;
  if (target.packVersion === matter.packVersion)
    return refuse('state', '事项已按该版本办理', 'The matter runs on this version already', { to });
  if (target.procedure !== matter.procedure || !Object.hasOwn(target.states, to)) {
    return refuse('state', '新版本没有该程序或状态', 'The other version has no such procedure or state', {
      to,
    });
  }
  if (!corresponds(source, target, matter.state, to))
    return refuse(
      'state',
      '换版本不能代替办理：只能到同一状态，或者新版本中替代它的状态',
      'Another version takes no step: the state stays, or one goes on that takes its place there',
      { to },
    );
  if (matter.pending || matter.transfer) {
    return refuse('order', '尚有请示或移送待答复', 'A request or a transfer waits for its answer', {});
  }
  const event: MovedEvent = {
    ...stepBase(matter, 'matter.move-version', actor, 'system', reason === undefined ? {} : { reason }, now),
    to,
    type: 'moved-version',
    packVersion: target.packVersion,
  };
  return { events: [event] };
}

/** Whether `to` is the state itself, or one new there, or in place of one gone, that is as far as the state was. */
function corresponds(source: Machine, target: Machine, state: string, to: string): boolean {
  if (to === state) return true;
  const [old, next] = [source.states[state], target.states[to]];
  const isNew = !Object.hasOwn(source.states, to) || !Object.hasOwn(target.states, state);
  return isNew && !next?.final && next?.status === old?.status && next?.phase === old?.phase;
}
