import {
  available,
  countChildren,
  decide,
  isRefusal,
  isVerb,
  type Machine,
  type Matter,
  type PersonRef,
  SYSTEM,
  type World,
} from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import { type FaultInput, found, invalid, stale } from '../../platform/errors/app-error.ts';
import { engineActor } from './engine-actor.ts';
import { findMatter, lockMatter } from './matter.store.ts';
import { type MatterRow, type Step, toEngine } from './matter.types.ts';
import { refuseOwnChanges } from './own-changes.ts';
import { partyFaults, seatFault, staffFault } from './party-fit.ts';
import { machineForService, machineOfMatter, packOfMatter } from './procedures.ts';
import { recordStep } from './record-step.ts';
import { withPersons } from './refs.ts';
import { refusalError } from './refusals.ts';
import { refuseOtherName } from './refuse-other-name.ts';
import { readWorlds } from './world.ts';

export interface ActInput {
  data?: Record<string, unknown> | undefined;
  reason?: string | undefined;
  /** The version that the caller saw; another one is refused with 409. */
  version?: number | undefined;
}

export interface ActOptions {
  /** The platform takes the step itself. */
  bySystem?: boolean;
  duties?: Parameters<typeof engineActor>[2];
  /** The locked row, when the caller has it already. */
  row?: MatterRow;
}

/**
 * Takes one step on a matter: lock, decide, save, record.
 * @throws 404, 403, 409, 400 as the engine refuses
 */
export async function act(
  ctx: Ctx,
  matterId: string,
  action: string,
  input: ActInput,
  options: ActOptions = {},
): Promise<Step> {
  const row = options.row ?? found(await lockMatter(ctx.trx, ctx.actor.jurisdictionId, matterId));
  const machine = await machineOfMatter(ctx, row);
  if (input.version !== undefined && input.version !== row.version && !isOwnVoice(machine, action))
    throw stale({ version: row.version, state: row.state });
  const before = toEngine(row);
  const actor = options.bySystem ? SYSTEM : engineActor(ctx.actor, before, options.duties);
  const names =
    !options.bySystem && (machine.actions[action]?.partiesFrom !== undefined || action === HAND_OVER);
  const world = (await readWorlds(ctx, [before], { step: { machine, action }, allKin: names })).of(before);
  const data = await withPersons(ctx, action, input.data);
  if (names) await refuseUnfit(ctx, machine, row, before, action, data, world);
  if (!options.bySystem && machine.actions[action]?.approval !== undefined)
    await refuseOwnChanges(ctx, before.subjects);
  const given = {
    ...(data === undefined ? {} : { data }),
    ...(input.reason === undefined ? {} : { reason: input.reason }),
    ids: freshIds(machine, before, action),
  };
  const decision = decide(machine, before, action, actor, given, ctx.now.toISOString(), world);
  if (isRefusal(decision)) throw refusalError(decision, machine, before, actor, world);
  if (!options.bySystem)
    await refuseOtherName(
      ctx,
      (await packOfMatter(ctx, row)).forms[machine.actions[action]?.form ?? ''],
      data,
    );
  return recordStep(ctx, machine, row, decision.events);
}

/**
 * Whether each of several people speaks for himself in the step. They do it at the same moment, and what another said
 * meanwhile changes nothing of it; where it no longer fits, the state refuses it.
 */
const isOwnVoice = ({ actions }: Machine, action: string): boolean =>
  actions[action]?.panel?.step === 'opine' || actions[action]?.each === true;

export const HAND_OVER = 'matter.hand-over';

/** Nobody gets a place, and with it sight, who may not have one. @throws 400 */
async function refuseUnfit(
  ctx: Ctx,
  machine: Machine,
  row: MatterRow,
  matter: Matter,
  action: string,
  data: Record<string, unknown> | undefined,
  world: World,
): Promise<void> {
  const { subjects } = matter;
  const around = { subjects, kin: world.kin, custodian: matter.custodian, level: row.classification };
  if (action === HAND_OVER) {
    const [from, to] = [data?.from, data?.to] as [PersonRef | undefined, PersonRef | undefined];
    const code =
      (await staffFault(ctx, to?.account, around, machine.parties?.handler ?? {})) ??
      (from && to && (await seatFault(ctx, machine, matter, from, to)));
    if (code) throw invalid({ pointer: '/data/to/account', code });
    return;
  }
  const { partiesFrom } = machine.actions[action]!;
  const faults = await partyFaults(ctx, machine, { ...around, partiesFrom, data });
  faults.push(...approverFaults(machine, matter, partiesFrom, data));
  if (faults.length) throw invalid(...faults);
}

/** In a place where only the first named may decide, nobody else who decided on the matter takes a part. */
function approverFaults(
  { parties }: Machine,
  { acts }: Matter,
  partiesFrom: Readonly<Record<string, string>> = {},
  data: Record<string, unknown> = {},
): FaultInput[] {
  const approved = new Set(
    acts.flatMap(({ action, account, undone }) =>
      action === 'approval.approve' && !undone ? [account] : [],
    ),
  );
  return Object.entries(partiesFrom).flatMap(([role, field]) => {
    const named = parties?.[role]?.approves === 'first' ? [data[field]].flat().slice(1) : [];
    return named.some((id) => approved.has(String(id)))
      ? [{ pointer: `/data/${field}`, code: 'party.approved' }]
      : [];
  });
}

/** As many ids as the action, or the one that waits for its last approval, may begin matters. */
function freshIds(machine: Machine, matter: Matter, name: string): string[] {
  const action = machine.actions[isVerb(name) ? (matter.pending?.action ?? '') : name];
  return Array.from({ length: countChildren(action, matter) }, () => newId());
}

/**
 * Refuses an action that asks for nothing to whoever may not take it now, and takes no step: for what leaves nothing of
 * the matter that a step could be recorded of.
 * @throws 403, 409 as the engine refuses
 */
export async function refuseUnlessAllowed(ctx: Ctx, row: MatterRow, action: string): Promise<void> {
  const machine = await machineOfMatter(ctx, row);
  const matter = toEngine(row);
  const actor = engineActor(ctx.actor, matter);
  const world = (await readWorlds(ctx, [matter], { step: { machine, action } })).of(matter);
  const decision = decide(machine, matter, action, actor, { ids: [] }, ctx.now.toISOString(), world);
  if (isRefusal(decision)) throw refusalError(decision, machine, matter, actor, world);
}

/** Actions that the caller may take on each of several matters, in the order of the procedure. */
export async function allowedOn(
  ctx: Ctx,
  rows: readonly MatterRow[],
  { duties }: Pick<ActOptions, 'duties'> = {},
): Promise<string[][]> {
  const matters = rows.map(toEngine);
  const worlds = await readWorlds(ctx, matters);
  return Promise.all(
    rows.map(async (row, i) => {
      const matter = matters[i]!;
      const actor = engineActor(ctx.actor, matter, duties);
      return available(await machineOfMatter(ctx, row), matter, actor, worlds.of(matter));
    }),
  );
}

/** Actions that the caller may take on a matter, in the order of the procedure. */
export async function availableActions(
  ctx: Ctx,
  row: MatterRow,
  options: Pick<ActOptions, 'duties'> = {},
): Promise<string[]> {
  const [actions = []] = await allowedOn(ctx, [row], options);
  return actions;
}

export async function getMatter(ctx: Ctx, id: string): Promise<MatterRow> {
  return found(await findMatter(ctx.trx, ctx.actor.jurisdictionId, id));
}

/** Whether the caller may begin a matter of the service for this custodian. */
export function mayStart(
  ctx: Ctx,
  service: Parameters<typeof machineForService>[1],
  stage: Pick<Matter, 'custodian' | 'parties'>,
): boolean {
  const machine = machineForService(ctx.pack, service);
  const { permission } = machine.begin;
  const codes = permission === undefined ? [] : Array.isArray(permission) ? permission : [permission];
  const { permissions } = engineActor(ctx.actor, stage);
  return codes.length === 0 || codes.some((code) => permissions.has(code));
}
