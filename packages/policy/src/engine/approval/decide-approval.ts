import type { FormFault } from '../../forms/validate-form.ts';
import type { Action } from '../../pack/procedure.schema.ts';
import { REFUSING } from '../effects.ts';
import type { ApprovedEvent, Decision, MatterEvent, RequestEndedEvent, RequestedEvent } from '../events.ts';
import { planStep } from '../plan-step.ts';
import type { Pending } from '../records.ts';
import { isSamePerson, who } from '../relations.ts';
import { acted, stepBase } from '../step-event.ts';
import {
  type ActionInput,
  type Actor,
  isRefused,
  type Machine,
  type Matter,
  type Refusal,
  refuse,
} from '../types.ts';
import type { World } from '../world.ts';
import { currentStep, holdersOf, type Request, seatFor } from './approvers.ts';
import { approvingNothing } from './approves-nothing.ts';
import { chainFor, nobody } from './chain.ts';

/** Asks for the approval of an action that may otherwise be taken. */
export function requestApproval(
  machine: Machine,
  matter: Matter,
  name: string,
  actor: Actor,
  as: string,
  input: ActionInput,
  now: string,
  world: World,
): Decision {
  const { approval: code = '', effects = [] } = machine.actions[name] ?? {};
  const authority = machine.authority(code);
  if (!authority) return nobody({ authority: code });
  const chain = chainFor(authority, matter, world);
  if (isRefused(chain)) return chain;
  const except = approvingNothing(machine, matter);
  const empty = emptySeat(matter, { ...who(actor), ...chain, except, approvals: [] }, world);
  if (empty) return nobody({ ...empty });
  const event: RequestedEvent = {
    ...stepBase(matter, 'approval.request', actor, as, input, now),
    type: 'requested',
    asked: name,
    authority: code,
    chain: chain.chain,
    repeats: chain.repeats,
    ...(except.length > 0 ? { except } : {}),
    effects: effects.filter((effect) => REFUSING.has(effect)),
  };
  return { events: [event] };
}

/**
 * The first seat that nobody could fill. Whoever alone could fill an earlier one is taken to have done so: nobody approves
 * twice, under whichever account.
 */
function emptySeat(matter: Matter, request: Request, world: World) {
  const approvals = [...request.approvals];
  for (const [i, { title, all }] of request.chain.entries()) {
    for (const [n, { permission, organ }] of all.entries()) {
      const seat = holdersOf({ permission, organ }, i, matter, { ...request, approvals }, world);
      const [one] = seat.holders;
      if (!one) return { step: title, organ, permission };
      if (seat.holders.every((other) => isSamePerson(other, one)))
        approvals.push({
          ...who(one),
          seq: 0,
          at: '',
          step: i,
          seat: n,
          organ: one.organ,
          ...(one.delegateOf ? { for: who(one.delegateOf) } : {}),
        });
    }
  }
  return undefined;
}

/** Why this actor can't approve, return or reject now. */
export function refuseApprover(matter: Matter, actor: Actor, world: World): Refusal | undefined {
  if (!matter.pending) return noRequest(matter);
  if (seatFor(matter, matter.pending, actor, world)) return undefined;
  return refuse('approval.not-yours', '该请示现在不由您审批', 'This request is not yours to decide now', {});
}

export const noRequest = (matter: Matter): Refusal =>
  refuse('state', '没有待审批的请示', 'No request waits for approval', { state: matter.state });

/** One approval; with the last one the action itself is taken, in the same decision. */
export function approve(
  machine: Machine,
  matter: Matter,
  actor: Actor,
  input: ActionInput,
  now: string,
  world: World,
): Decision {
  const pending = matter.pending as Pending;
  const { open, holder } = seatFor(matter, pending, actor, world) as NonNullable<ReturnType<typeof seatFor>>;
  const event: ApprovedEvent = {
    ...stepBase(matter, 'approval.approve', actor, 'approver', { ...input, data: undefined }, now),
    type: 'approved',
    request: pending.seq,
    step: open.step,
    seat: open.seat,
    organ: holder.organ,
    ...(holder.delegateOf ? { for: who(holder.delegateOf) } : {}),
  };
  const { seq, at, step, seat, organ } = event;
  const approvals = [...pending.approvals, { ...who(actor), seq, at, step, seat, organ }];
  if (currentStep({ chain: pending.chain, approvals }) !== undefined) return { events: [event] };
  const last = takeApproved(machine, matter, pending, input.ids ?? [], now, world);
  return isRefused(last) ? last : { events: [event, last] };
}

/** The action, now that it is approved: whoever asked has taken it. It must still be possible. */
function takeApproved(
  machine: Machine,
  matter: Matter,
  pending: Pending,
  ids: readonly string[],
  now: string,
  world: World,
): MatterEvent | Refusal {
  const action = machine.actions[pending.action] as Action;
  const input: ActionInput = {
    ...(pending.data === undefined ? {} : { data: pending.data }),
    ...(pending.reason === undefined ? {} : { reason: pending.reason }),
    ids,
  };
  const plan = planStep(machine, matter, action, who(pending), pending.as, input, now, world);
  if (isRefused(plan)) return plan.faults ? outdated(plan.faults) : plan;
  const base = stepBase(matter, pending.action, pending, pending.as, input, now);
  return { ...acted(base, action, plan), seq: matter.seq + 2, approval: pending.seq };
}

/** Whoever approves can't mend the form of whoever asked: the request goes back. */
const outdated = (faults: readonly FormFault[]): Refusal =>
  refuse(
    'approval.outdated',
    `请示内容已不能照办（${faults.map(({ text }) => text.zh).join('；')}），请退回后重新请示`,
    `What was asked for can no longer be done (${faults.map(({ text }) => text.en).join('; ')}); return the request`,
    {},
  );

/** Gives the request back, rejects it, or takes it back. */
export function endRequest(
  machine: Machine,
  matter: Matter,
  verb: 'approval.return' | 'approval.reject' | 'approval.withdraw',
  actor: Actor,
  input: ActionInput,
  now: string,
): Decision {
  const pending = matter.pending as Pending;
  const type = ENDINGS[verb];
  const to = type === 'rejected' ? machine.actions[pending.action]?.rejectedTo : undefined;
  const as = type === 'withdrawn' ? pending.as : 'approver';
  const event: RequestEndedEvent = {
    ...stepBase(matter, verb, actor, as, { ...input, data: undefined }, now),
    ...(to === undefined ? {} : { to }),
    type,
    request: pending.seq,
  };
  return { events: [event] };
}

const ENDINGS = {
  'approval.return': 'returned',
  'approval.reject': 'rejected',
  'approval.withdraw': 'withdrawn',
} as const;
