import type { FormFault } from '../forms/validate-form.ts';
import type { Procedure } from '../pack/procedure.schema.ts';
import { seatFor } from './approval/approvers.ts';
import type { Decision, HandedOverEvent, RecusedEvent } from './events.ts';
import { fieldFault, formFaults } from './input.ts';
import type { Parties, PartyRef, PersonRef } from './refs.ts';
import { grantRelation } from './refuse.ts';
import { isSamePerson, RECUSED_KEEPS, relationsOf, who } from './relations.ts';
import { stepBase } from './step-event.ts';
import { type ActionInput, type Actor, isRefused, type Matter, type Refusal, refuse } from './types.ts';
import type { World } from './world.ts';

const notHere = (): Refusal =>
  refuse('state', '本程序没有该操作', 'The procedure does not provide for it', {});

/** Relation in which the actor hands over or orders a recusal, as the procedure's `staffing` says. */
export const grantStaffing = (
  procedure: Procedure,
  matter: Matter,
  actor: Actor,
  world: World | undefined,
): string | Refusal =>
  procedure.staffing ? grantRelation(procedure.staffing, matter, actor, world) : notHere();

/** Relation in which the actor may recuse itself or, with the procedure's grant, somebody else. */
export function grantRecusal(
  procedure: Procedure,
  matter: Matter,
  actor: Actor,
  world: World | undefined,
): string | Refusal {
  if (!procedure.staffing) return notHere();
  const own = [...relationsOf(matter, actor)].find((relation) => !RECUSED_KEEPS.has(relation));
  if (own !== undefined) return own;
  if (world && matter.pending && seatFor(matter, matter.pending, actor, world)) return 'approver';
  return grantStaffing(procedure, matter, actor, world);
}

/** Somebody stays out of the matter from now on: the actor itself, or whom the form names. */
export function declareRecusal(
  procedure: Procedure,
  matter: Matter,
  actor: Actor,
  relation: string,
  input: ActionInput,
  now: string,
  world: World | undefined,
): Decision {
  const named = input.data === undefined ? who(actor) : personIn(input.data);
  if (!named)
    return formFaults(undefined, [fieldFault('account', 'required', '须选择人员', 'Choose somebody')]);
  let as = relation;
  if (!isSamePerson(named, actor)) {
    const granted = grantStaffing(procedure, matter, actor, world);
    if (typeof granted !== 'string') return granted;
    as = granted;
  }
  const event: RecusedEvent = {
    ...stepBase(matter, 'recusal.declare', actor, as, { ...input, data: undefined }, now),
    type: 'recused',
    who: named,
  };
  return { events: [event] };
}

/** Whoever takes over stands in every place of whoever gives; what the giver did stays on record as it was. */
export function handOver(
  procedure: Pick<Procedure, 'parties'>,
  matter: Matter,
  actor: Actor,
  relation: string,
  input: ActionInput,
  now: string,
): Decision {
  const { from, to } = (input.data ?? {}) as { from?: unknown; to?: unknown };
  const [giver, taker] = [personIn(from), personIn(to)];
  const faults = [
    ...(giver ? [] : [fieldFault('from', 'required', '须选择移交人', 'Choose who hands over')]),
    ...(taker ? [] : [fieldFault('to', 'required', '须选择接收人', 'Choose who takes over')]),
  ];
  if (!giver || !taker) return formFaults(undefined, faults);
  const parties = handedOver(matter.parties, giver, taker);
  if (isRefused(parties)) return parties;
  const unfit = wrongPlaces(procedure, matter, parties, taker);
  if (unfit.length > 0) return formFaults(undefined, unfit);
  const event: HandedOverEvent = {
    ...stepBase(matter, 'matter.hand-over', actor, relation, { ...input, data: undefined }, now),
    type: 'handed-over',
    giver,
    taker,
    parties,
  };
  return { events: [event] };
}

/** Places that keep too few, and those of which nobody but the first may have approved something. */
function wrongPlaces(
  { parties: declared = {} }: Pick<Procedure, 'parties'>,
  matter: Matter,
  parties: Parties,
  taker: PersonRef,
): FormFault[] {
  const approved = matter.acts.some(
    (act) => act.action === 'approval.approve' && !act.undone && isSamePerson(act, taker),
  );
  return Object.entries(parties).flatMap(([role, refs = []]) => {
    const { min = 0, approves } = declared[role] ?? {};
    const before = matter.parties[role]?.length ?? 0;
    if (refs.length < min && before >= min)
      return [
        fieldFault('to', 'parties', `该角色至少须有${min}人`, `This place needs ${min} people at least`),
      ];
    const after = refs.findIndex(({ id }) => id === taker.account);
    return approved && approves === 'first' && after > 0
      ? [
          fieldFault(
            'to',
            'parties',
            '接收人已审批本事项，不能承担该工作',
            'Whoever takes over has approved something here and can not do this',
          ),
        ]
      : [];
  });
}

function handedOver(parties: Parties, giver: PersonRef, taker: PersonRef): Parties | Refusal {
  const isGiver = (ref: PartyRef) => ref.id === (ref.kind === 'person' ? giver.person : giver.account);
  const changed = Object.entries(parties).flatMap(([role, refs = []]) => {
    if (!refs.some(isGiver)) return [];
    const moved = refs.map((ref) => (isGiver(ref) ? takerRef(ref, taker) : ref));
    const fit = moved.filter((ref) => ref !== undefined);
    return [[role, fit.filter((ref, i) => fit.findIndex((r) => r.id === ref.id) === i)] as const];
  });
  if (changed.length > 0) return Object.fromEntries(changed);
  const text = ['移交人在本事项中没有承担工作', 'Whoever hands over has no place in this matter'] as const;
  return formFaults(undefined, [fieldFault('from', 'parties', ...text)]);
}

const takerRef = ({ kind }: PartyRef, taker: PersonRef): PartyRef | undefined => {
  const id = kind === 'person' ? taker.person : taker.account;
  return id === undefined ? undefined : { kind, id };
};

function personIn(value: unknown): PersonRef | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { account, person } = value as { account?: unknown; person?: unknown };
  if (typeof account !== 'string' || account === '') return undefined;
  return typeof person === 'string' ? { account, person } : { account };
}
