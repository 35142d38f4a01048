import type { Procedure } from '../pack/procedure.schema.ts';
import type { Decision, TransferEvent } from './events.ts';
import type { Offer } from './records.ts';
import { grantRelation } from './refuse.ts';
import { isRecused } from './relations.ts';
import { stepBase } from './step-event.ts';
import { type ActionInput, type Actor, type Matter, type Refusal, refuse } from './types.ts';
import type { World } from './world.ts';

export type TransferVerb = 'transfer.accept' | 'transfer.return' | 'transfer.withdraw';

/** Relation in which the actor answers the offer of custody or takes it back, or why it may not. */
export function grantTransfer(
  procedure: Procedure,
  matter: Matter,
  verb: TransferVerb,
  actor: Actor,
  world: World | undefined,
): string | Refusal {
  const offer = matter.transfer;
  if (!offer) return refuse('state', '没有待接收的移送', 'No transfer waits for acceptance', {});
  const action = procedure.actions[offer.action];
  if (verb === 'transfer.withdraw') {
    return action ? grantRelation(action, matter, actor, world) : noPlace();
  }
  if (actor.organs?.includes(offer.organ) !== true) return noPlace();
  if (isRecused(matter, actor, world))
    return refuse('actor.recused', '您应回避本事项', 'You are to stay out of this matter');
  if (matter.subjects.some((s) => s.kind === 'person' && s.id === actor.person)) return noPlace();
  const permission = action?.transfer?.permission ?? [];
  if (permission.length === 0 || permission.some((p) => actor.permissions.has(p))) return 'receiver';
  return refuse('actor.permission', '您没有该操作的权限', 'You lack the permission for it', { permission });
}

const noPlace = () =>
  refuse('actor.relation', '您与本事项的关系不允许该操作', 'Your relation to this matter does not allow it');

/** Accepted: custody passes on, with the state that the offering action leads to. Otherwise nothing changes. */
export function answerTransfer(
  matter: Matter,
  verb: TransferVerb,
  actor: Actor,
  relation: string,
  input: ActionInput,
  now: string,
): Decision {
  const { seq, organ, to } = matter.transfer as Offer;
  const type = ANSWERS[verb];
  const event: TransferEvent = {
    ...stepBase(matter, verb, actor, relation, { ...input, data: undefined }, now),
    ...(type === 'transfer-accepted' ? { to } : {}),
    type,
    offer: seq,
    organ,
  };
  return { events: [event] };
}

const ANSWERS = {
  'transfer.accept': 'transfer-accepted',
  'transfer.return': 'transfer-returned',
  'transfer.withdraw': 'transfer-withdrawn',
} as const;
