import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';

/**
 * Brings archives to the organ that keeps their dossier now. Runs as the platform, again without harm.
 * @returns how many moved
 */
export async function followCustody(ctx: Ctx): Promise<number> {
  const { rows } = await sql<{ subject_id: string; organ_id: string }>`
    select distinct i.subject_id, d.organ_id from library_item i
    join dossier d on d.jurisdiction_id = i.jurisdiction_id and d.subject_id = i.subject_id
    where i.jurisdiction_id = ${ctx.actor.jurisdictionId} and i.organ_id <> d.organ_id`.execute(ctx.trx);
  let moved = 0;
  for (const row of rows) moved += await moveArchives(ctx, row.subject_id, row.organ_id);
  return moved;
}

/**
 * Hands the archive of a subject to another organ: the entry, and its versions with the matters on which they are
 * published. Whom it is shared with is for the new organ to say: what shares this one entry ends, and a share of the
 * old organ's store no longer fits it. An organ that has an archive of the subject already keeps its own.
 */
async function moveArchives(ctx: Ctx, subjectId: string, organId: string): Promise<number> {
  const j = ctx.actor.jurisdictionId;
  const { rows } = await sql<{ id: string }>`
    update library_item i set organ_id = ${organId}, version = version + 1
    where i.jurisdiction_id = ${j} and i.subject_id = ${subjectId} and i.organ_id <> ${organId}
      and not exists (select 1 from library_item o where o.jurisdiction_id = i.jurisdiction_id
        and o.store = i.store and o.subject_id = i.subject_id and o.organ_id = ${organId})
      and i.id = (select f.id from library_item f where f.jurisdiction_id = i.jurisdiction_id
        and f.store = i.store and f.subject_id = i.subject_id order by f.updated_at desc, f.id limit 1)
    returning i.id`.execute(ctx.trx);
  for (const { id } of rows) {
    const mine = sql`select v.matter_id from library_version v where v.jurisdiction_id = ${j} and v.item_id = ${id}`;
    await sql`update matter set organ_id = ${organId}, version = version + 1
      where jurisdiction_id = ${j} and id in (${mine})`.execute(ctx.trx);
    await sql`update library_version set organ_id = ${organId}
      where jurisdiction_id = ${j} and item_id = ${id}`.execute(ctx.trx);
    const ended = await sql<{ id: string; organ_id: string; zone_id: string }>`
      update library_share set ended_at = ${ctx.now}, version = version + 1
      where jurisdiction_id = ${j} and item_id = ${id} and ended_at is null
      returning id, organ_id, zone_id`.execute(ctx.trx);
    for (const share of ended.rows)
      ctx.record({
        type: 'library.share-ended',
        entity: 'library_share',
        entityId: share.id,
        organId: share.organ_id,
        data: { zoneId: share.zone_id, store: null, itemId: id },
      });
  }
  return rows.length;
}
