import { actionsWith, isAllowed } from '@plumbline/policy';
import type { Ctx, EffectHandler } from '../../platform/context/context.ts';
import { forgetLeaves } from '../library/index.ts';
import { getMatter, machineForService, machineOfMatter } from '../matter/index.ts';
import { isFactual, itemOf } from './catalogue.ts';
import { closeAnswered } from './collection.effects.ts';
import type { MaterialRow } from './dossier.types.ts';
import { mirrorKin } from './mirror-kin.ts';
import { mirrorSearch } from './mirror-search.ts';

type Mirrored = Omit<MaterialRow, 'form'> & { form: unknown };

/** Keeps the entries of a matter in step with it: status, version, who verified; then what follows from those. */
export const followMatter: EffectHandler = async (ctx, call) => {
  if (!call.before) return;
  const rows = await ctx.trx
    .selectFrom('material')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('matter_id', '=', call.matter.id)
    .execute();
  const own = call.service === 'material';
  for (const row of rows) {
    await settle(ctx, row, call.status, own ? call.matter.seq : row.version + 1, own);
    if (row.supersedes_id) await settleAnew(ctx, row.supersedes_id);
    if (isFactual(ctx.pack, call.status)) await closeAnswered(ctx, row.id);
  }
};

/**
 * Computes an entry's status again from its own matter and from what follows it. An entry is superseded as
 * long as a later version of it stands; nothing of that is written into its own matter, so that a version
 * filed to the wrong person leaves no trace there when it moves away.
 */
export async function settleAnew(ctx: Ctx, materialId: string): Promise<void> {
  const row = await ctx.trx
    .selectFrom('material')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', materialId)
    .executeTakeFirst();
  if (!row) return;
  const matter = await getMatter(ctx, row.matter_id);
  const machine = await machineOfMatter(ctx, matter);
  await settle(ctx, row, machine.states[matter.state]!.status, row.version, machine.service === 'material');
}

async function settle(
  ctx: Ctx,
  row: MaterialRow,
  own: string,
  version: number,
  searchable: boolean,
): Promise<void> {
  const { pack } = await itemOf(ctx, row);
  const replaced = isFactual(pack, own) && (await hasLaterVersion(ctx, row.id));
  const status = replaced ? (supersededStatus(ctx) ?? own) : own;
  const verified = isAllowed(ctx.pack.uses, status, 'portrait-summary') && !row.verified_at;
  const change = {
    status,
    version,
    ...(verified ? { verified_by: ctx.actor.accountId || null, verified_at: ctx.now } : {}),
  };
  ctx.send(
    ctx.trx
      .updateTable('material')
      .set(change)
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('id', '=', row.id),
  );
  if (!isAllowed(ctx.pack.uses, status, 'export')) forgetLeaves(ctx, row.id);
  await mirrorMaterial(ctx, { ...row, status }, { searchable });
}

/** What a matter filed takes another status although the matter has ended: it is undone by what came after. */
export async function settleFiled(ctx: Ctx, matterId: string, status: string): Promise<void> {
  const rows = await ctx.trx
    .selectFrom('material')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('matter_id', '=', matterId)
    .execute();
  for (const row of rows) await settle(ctx, row, status, row.version + 1, false);
}

/** Brings search and kinship in step with an entry's status and place. */
export async function mirrorMaterial(
  ctx: Ctx,
  row: Mirrored,
  { searchable }: { searchable: boolean },
): Promise<void> {
  const { pack, item } = await itemOf(ctx, row);
  mirrorSearch(ctx, row, pack, item, searchable);
  mirrorKin(ctx, row, pack, item);
}

/** The status that the pack's procedure gives to what a newer version replaces. */
function supersededStatus(ctx: Ctx): string | undefined {
  const machine = machineForService(ctx.pack, 'material');
  const to = actionsWith(machine, 'material.supersede')
    .map((name) => machine.actions[name]?.to)
    .find((state) => state !== undefined);
  return to === undefined ? undefined : machine.states[to]?.status;
}

async function hasLaterVersion(ctx: Ctx, materialId: string): Promise<boolean> {
  const factual = ctx.pack.statuses.filter((status) => status.factual).map((status) => status.code);
  const row = await ctx.trx
    .selectFrom('material')
    .select('id')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('supersedes_id', '=', materialId)
    .where('status', 'in', factual)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
