import type { addReach as addRoute, Organ } from '@plumbline/contract/organs';
import type { Body } from '@plumbline/contract/route';
import type { Ctx } from '../../../platform/context/context.ts';
import { newId } from '../../../platform/db/id.ts';
import { AppError, found, invalid, stale } from '../../../platform/errors/app-error.ts';
import { identityChanged } from '../authenticator.ts';
import { lockGrants } from '../grants/grant.store.ts';
import { dayBefore, overlap } from '../ranges.ts';
import { lockOrgan, organRows, reachesOf } from './organ.store.ts';
import { getOrgan } from './read-organs.ts';

/** Lets an organ see what another one keeps. @throws 404, 400, 409 `duplicate` when it does so already */
export async function addReach(ctx: Ctx, id: string, input: Body<typeof addRoute>): Promise<Organ> {
  await lockGrants(ctx);
  await lockOrgan(ctx, id);
  const over = await organRows(ctx).where('id', '=', input.overOrganId).executeTakeFirst();
  if (!over) throw invalid({ pointer: '/overOrganId', code: 'unknown-reference' });
  if (over.id === id) throw invalid({ pointer: '/overOrganId', code: 'reach-over-itself' });
  if (input.to && input.to < input.from) throw invalid({ pointer: '/to', code: 'ends-before-it-begins' });
  if (input.from < ctx.today) throw invalid({ pointer: '/from', code: 'from-in-the-past' });
  const days = { from: input.from, to: input.to ?? null };
  const same = (await reachesOf(ctx, id, 'organ_id')).find(
    (reach) =>
      reach.over.id === over.id &&
      reach.includesBelow === input.includesBelow &&
      reach.clueRoom === input.clueRoom &&
      overlap(reach, days),
  );
  if (same)
    throw new AppError('duplicate', {
      faults: [{ pointer: '/from', code: 'reach-overlaps', params: { from: same.from, to: same.to ?? '—' } }],
    });
  const reachId = newId(ctx.now.getTime());
  const row = {
    organ_id: id,
    over_organ_id: over.id,
    includes_below: input.includesBelow,
    clue_room: input.clueRoom,
    basis: input.basis,
    from_day: days.from,
    to_day: days.to,
  };
  await ctx.trx
    .insertInto('organ_reach')
    .values({ jurisdiction_id: ctx.actor.jurisdictionId, id: reachId, ...row })
    .execute();
  ctx.record({ type: 'reach.created', entity: 'organ_reach', entityId: reachId, data: { after: row } });
  identityChanged(ctx);
  return getOrgan(ctx, id);
}

/**
 * Ends a reach on its last day; yesterday ends it at once. @throws 404, 400, 409
 * One that has not begun on that day is kept as ended on its first day's eve.
 */
export async function endReach(
  ctx: Ctx,
  id: string,
  input: { version: number; on: string; reason: string },
): Promise<undefined> {
  await lockGrants(ctx);
  const row = found(
    await ctx.trx
      .selectFrom('organ_reach')
      .selectAll()
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst(),
  );
  if (row.version !== input.version) throw stale({ version: row.version, to: row.to_day });
  if (input.on < dayBefore(ctx.today)) throw invalid({ pointer: '/on', code: 'on-in-the-past' });
  if (row.to_day !== null && input.on > row.to_day)
    throw invalid({ pointer: '/on', code: 'later-than-its-end' });
  const to_day = input.on < row.from_day ? dayBefore(row.from_day) : input.on;
  await ctx.trx
    .updateTable('organ_reach')
    .set({ to_day, version: row.version + 1 })
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', id)
    .execute();
  ctx.record({
    type: 'reach.ended',
    entity: 'organ_reach',
    entityId: id,
    data: { before: { to_day: row.to_day }, after: { to_day }, reason: input.reason },
  });
  identityChanged(ctx);
  return undefined;
}
