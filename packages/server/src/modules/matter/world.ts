import {
  type Action,
  type Holder,
  type Machine,
  type Matter,
  openTerms,
  type SubjectFacts,
  type SubjectRef,
  type World,
} from '@plumbline/policy';
import { nearRelations } from '../../platform/access/near-kin.ts';
import type { Ctx } from '../../platform/context/context.ts';
import { traitsOf } from '../registry/index.ts';
import {
  listHolders,
  listKin,
  listNearToAccounts,
  listOrgans,
  listServing,
  listSubjectFacts,
} from './world.store.ts';

/** What the engine asks of the world, for several matters of one request. */
export interface Worlds {
  of(matter: Matter): World;
}

/** Permissions of everybody who may have to decide on what waits in these matters. */
const waitingFor = (matters: readonly Matter[]): string[] =>
  matters.flatMap((matter) =>
    (matter.pending?.chain ?? []).flatMap((step) => step.all.map((seat) => seat.permission)),
  );

/** Permissions that an authority may ask for, whichever of its rows counts. */
function askedBy(machine: Machine, action: Action | undefined): string[] {
  const authority = action?.approval === undefined ? undefined : machine.authority(action.approval);
  return (authority?.rows ?? []).flatMap((row) =>
    row.chain.flatMap((step) => step.all.map((seat) => seat.permission)),
  );
}

export interface WorldNeeds {
  /** The step that is to be decided on: its authority says who might have to approve. */
  step?: { machine: Machine; action: string };
  /** Kin of the subjects whoever they are; otherwise only whether the caller is one is asked, unless something waits. */
  allKin?: boolean;
  /** The procedure of the step: whether a day that somebody sets in it is bounded by a limit. */
  machine?: Machine;
}

/**
 * Gathers kin of the subjects and, as far as something waits or a step needs approval, organs, holders of the
 * permissions with their delegates, and the facts that choose the row of the authority.
 */
export async function readWorlds(
  ctx: Ctx,
  matters: readonly Matter[],
  { step, allKin, machine = step?.machine }: WorldNeeds = {},
): Promise<Worlds> {
  const asked = step ? askedBy(step.machine, step.machine.actions[step.action]) : [];
  const permissions = [...new Set([...waitingFor(matters), ...asked])];
  const subjects = matters.flatMap((matter) => matter.subjects);
  const bounded = Object.values(machine?.terms ?? {}).some(
    ({ due }) => due?.atMost !== undefined || due?.atLeast !== undefined,
  );
  // Whether a step waits for the end of a term is asked of every step that may be taken.
  const counted = matters.filter((matter) => bounded || openTerms(matter).length > 0);
  const [kin, organs, holders, facts, rules] = await Promise.all([
    allKin || permissions.length > 0 ? keptFromOf(ctx, matters) : callersKin(ctx),
    permissions.length ? listOrgans(ctx) : [],
    permissions.length ? listHolders(ctx, permissions) : ([] as Holder[]),
    asked.length ? listSubjectFacts(ctx, subjects) : new Map<string, SubjectFacts>(),
    Promise.all(counted.map(async (one) => [one.id, await ctx.terms(one.custodian)] as const)),
  ]);
  const rulesOf = new Map(rules);
  return {
    of: (matter) => ({
      organs,
      holders,
      subjectFacts: matter.subjects.flatMap((subject) => facts.get(subject.id) ?? []),
      kin: new Set(matter.subjects.flatMap((subject) => kin.get(subject.id) ?? [])),
      ...(rulesOf.has(matter.id) ? { rules: rulesOf.get(matter.id)!, today: ctx.today } : {}),
    }),
  };
}

/** Subject → persons near enough to be kept out of what concerns it. */
export type Kin = ReadonlyMap<string, readonly string[]>;

/** Persons whose matters somebody with an account may have to be kept out of, as kin. */
export const nearToAccounts = (ctx: Ctx): Promise<string[]> =>
  listNearToAccounts(ctx, nearRelations(ctx.pack));

/** Whom each subject's matters are kept from: kin of a person; of a unit that does not see the matter, who serves there. */
async function keptFromOf(ctx: Ctx, matters: readonly Matter[]): Promise<Kin> {
  const subjects = matters.flatMap((matter) => matter.subjects);
  const hidden = matters.filter(({ procedure, state }) => {
    const { narrow, states } = ctx.pack.procedures[procedure] ?? {};
    return narrow === true && states?.[state]?.shownTo?.includes('unit') !== true;
  });
  const [kin, serving] = await Promise.all([
    kinOf(ctx, subjects),
    servingIn(
      ctx,
      hidden.flatMap((matter) => matter.subjects),
    ),
  ]);
  return new Map([...kin, ...serving]);
}

/** Unit → persons with accounts who serve in it, and kin of whoever heads it. */
export function servingIn(ctx: Ctx, subjects: readonly SubjectRef[]): Promise<Kin> {
  const units = subjects.filter(({ kind }) => kind === 'unit').map(({ id }) => id);
  if (units.length === 0) return Promise.resolve(NO_KIN);
  return listServing(ctx, [...new Set(units)], {
    heads: traitsOf(ctx.pack).heads,
    relations: nearRelations(ctx.pack),
  });
}

/** Kin of every person among the subjects. */
export function kinOf(ctx: Ctx, subjects: readonly SubjectRef[]): Promise<Kin> {
  const persons = subjects.filter((subject) => subject.kind === 'person').map((subject) => subject.id);
  return persons.length
    ? listKin(ctx, [...new Set(persons)], nearRelations(ctx.pack))
    : Promise.resolve(NO_KIN);
}

const NO_KIN: Kin = new Map();
const known = new WeakMap<Ctx, Promise<Kin>>();

/** The caller as kin of others, asked once in a transaction: lists of matters need no more. */
function callersKin(ctx: Ctx): Promise<Kin> {
  const { personId } = ctx.actor;
  if (!personId) return Promise.resolve(NO_KIN);
  let found = known.get(ctx);
  if (!found) {
    found = listKin(ctx, [personId], nearRelations(ctx.pack)).then(
      (kin) => new Map((kin.get(personId) ?? []).map((other) => [other, [personId]])),
    );
    known.set(ctx, found);
  }
  return found;
}
