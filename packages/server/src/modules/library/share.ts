import type * as contract from '@plumbline/contract/library';
import type { Body, Reply } from '@plumbline/contract/route';
import { pick } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import { found, invalid, stale, wrongState } from '../../platform/errors/app-error.ts';
import { refuseStanding } from './leave.ts';
import { storeOf } from './library.rules.ts';
import { listPublished, lockItem } from './library.store.ts';
import { organsWith, words } from './library.view.ts';
import { settleShares } from './settle-shares.ts';
import { listShareRows, type ShareRow } from './shares.store.ts';
import { organFor } from './write-item.ts';

/**
 * Opens a store of an organ's entries, or one entry, to the members of a zone for a time (S4.28 to S4.30).
 * @throws 403, 404, 400
 */
export async function addShare(
  ctx: Ctx,
  body: Body<typeof contract.addShare>,
): Promise<contract.LibraryShare> {
  if ((body.store === undefined) === (body.itemId === undefined))
    throw invalid({ pointer: '/store', code: 'library.share-one' });
  const item = body.itemId ? found(await lockItem(ctx, body.itemId)) : undefined;
  const organId = item?.organ_id ?? body.organId ?? organFor(ctx, 'library.share');
  ctx.need('library.share', organId);
  if (body.store) storeOf(ctx.pack, body.store);
  const from = body.from ?? ctx.today;
  if (body.to && (body.to < from || body.to < ctx.today))
    throw invalid({ pointer: '/to', code: 'library.share-past' });
  const zone = await ctx.trx
    .selectFrom('zone')
    .select('id')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', body.zoneId)
    .where((eb) => eb.or([eb('active_to', 'is', null), eb('active_to', '>=', ctx.today)]))
    .executeTakeFirst();
  if (!zone) throw invalid({ pointer: '/zoneId', code: 'unknown-reference' });
  if (item) await refuseStanding(ctx, item.published ? [item] : []);
  else await refuseStanding(ctx, await listPublished(ctx, body.store!, organId));
  const id = newId(ctx.now.getTime());
  await ctx.trx
    .insertInto('library_share')
    .values({
      jurisdiction_id: ctx.actor.jurisdictionId,
      id,
      organ_id: organId,
      zone_id: body.zoneId,
      store: body.store ?? null,
      item_id: body.itemId ?? null,
      from_day: from,
      to_day: body.to ?? null,
      reason: body.reason,
      granted_by: ctx.actor.accountId,
      granted_at: ctx.now,
    })
    .execute();
  ctx.record({
    type: 'library.shared',
    entity: 'library_share',
    entityId: id,
    organId,
    data: {
      zoneId: body.zoneId,
      store: body.store ?? null,
      itemId: body.itemId ?? null,
      from,
      to: body.to ?? null,
      reason: body.reason,
    },
  });
  await settleShares(ctx, organId);
  return shareBy(ctx, id);
}

/** Ends a share: the zone sees nothing of it from this moment on. @throws 404, 403, 409 */
export async function endShare(ctx: Ctx, id: string, version: number): Promise<contract.LibraryShare> {
  const [row] = await listShareRows(ctx, { id });
  const share = found(row);
  ctx.need('library.share', share.organ_id);
  if (share.version !== version) throw stale({ version: share.version });
  if (share.ended_at) throw wrongState([]);
  const done = await ctx.trx
    .updateTable('library_share')
    .set({ ended_at: ctx.now, ended_by: ctx.actor.accountId, version: version + 1 })
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (Number(done.numUpdatedRows) !== 1) throw stale({ version: version + 1 });
  ctx.record({
    type: 'library.share-ended',
    entity: 'library_share',
    entityId: id,
    organId: share.organ_id,
    data: { zoneId: share.zone_id, store: share.store, itemId: share.item_id },
  });
  await settleShares(ctx, share.organ_id);
  return shareBy(ctx, id);
}

async function shareBy(ctx: Ctx, id: string): Promise<contract.LibraryShare> {
  const [row] = await listShareRows(ctx, { id });
  return viewShare(ctx, found(row));
}

/** What the caller's organs share, and with which zones they could. */
export async function viewShares(ctx: Ctx): Promise<Reply<typeof contract.listShares>> {
  const [shares, zones, organs] = await Promise.all([
    listShareRows(ctx),
    ctx.trx
      .selectFrom('zone')
      .select(['id', 'name', 'name_en'])
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where((eb) => eb.or([eb('active_to', 'is', null), eb('active_to', '>=', ctx.today)]))
      .orderBy('code')
      .execute(),
    organsWith(ctx, 'library.share'),
  ]);
  return {
    items: shares.map((share) => viewShare(ctx, share)),
    zones: zones.map(({ id, name, name_en }) => ({ id, name: words(ctx, name, name_en) })),
    organs,
  };
}

export function viewShare(ctx: Ctx, row: ShareRow): contract.LibraryShare {
  const store = ctx.pack.library.stores.find(({ code }) => code === row.store);
  const ended = row.ended_at !== null;
  return {
    id: row.id,
    organ: { id: row.organ_id, name: row.organ_name },
    zone: { id: row.zone_id, name: row.zone_name },
    store: row.store,
    storeTitle: store ? pick(store.title, ctx.locale) : row.store,
    item: row.item_id ? { id: row.item_id, title: row.item_title ?? '' } : null,
    from: row.from_day,
    to: row.to_day,
    reason: row.reason,
    grantedBy: row.granted_name,
    active: !ended && row.from_day <= ctx.today && (row.to_day === null || row.to_day >= ctx.today),
    ended,
    version: row.version,
    allowed: !ended && ctx.may('library.share', row.organ_id) ? ['end'] : [],
  };
}
