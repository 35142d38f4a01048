import { sql } from 'kysely';
import type { Ctx, EffectHandler, EffectHandlers } from '../../platform/context/context.ts';
import { found } from '../../platform/errors/app-error.ts';
import { getMatter, machineOfMatter } from '../matter/index.ts';
import { refuseIdentifying } from './leave.ts';
import { findVersion, listParts, lockItem } from './library.store.ts';
import { zonesOf } from './shares.store.ts';
import { endVersion, publishVersion } from './version.store.ts';

/** The version counts from its day on; its entry opens to its audience and to the zones it is shared with. */
const publish: EffectHandler = async (ctx, { matter }) => {
  const version = found(await findVersion(ctx, matter.id));
  const item = found(await lockItem(ctx, version.item_id));
  await refuseIdentifying(ctx, item, version.note, await listParts(ctx, version.id));
  const j = ctx.actor.jurisdictionId;
  await publishVersion(ctx, version.id);
  await ctx.trx
    .updateTable('library_item')
    .set({
      published: true,
      readers: await zonesOf(ctx, item),
      updated_at: ctx.now,
      version: item.version + 1,
    })
    .where('jurisdiction_id', '=', j)
    .where('id', '=', item.id)
    .execute();
};

/** A version that ends, published or not, no longer stands; the entry goes with its last one. */
export const followVersion: EffectHandler = async (ctx, { matter, before }) => {
  if (!before) return;
  const machine = await machineOfMatter(ctx, await getMatter(ctx, matter.id));
  if (machine.states[matter.state]?.final) await takeDown(ctx, matter.id);
};

async function takeDown(ctx: Ctx, versionId: string): Promise<void> {
  const version = await findVersion(ctx, versionId);
  if (!version) return;
  const j = ctx.actor.jurisdictionId;
  await endVersion(ctx, versionId);
  const left = sql<boolean>`exists (select 1 from library_version v where v.jurisdiction_id = ${j}
    and v.item_id = ${version.item_id} and v.published_at is not null and v.withdrawn_at is null)`;
  await ctx.trx
    .updateTable('library_item')
    .set((eb) => ({
      published: left,
      readers: sql<string[]>`case when ${left} then readers else '{}' end`,
      updated_at: ctx.now,
      version: eb('version', '+', 1),
    }))
    .where('jurisdiction_id', '=', j)
    .where('id', '=', version.item_id)
    .execute();
}

export const libraryEffects: EffectHandlers = { 'library.publish': publish };
