import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';

/**
 * Scans of what came in, for the file of their own that a clue gets at the organ to which it was transferred: the same
 * content under ids of its own, kept by the receiver as uploads of whoever accepts it until that file takes them.
 * @returns ids of the copies, in order; of scans that are not there any more none
 */
export async function copyScans(
  ctx: Ctx,
  { organId, matterId, ids }: { organId: string; matterId: string; ids: readonly string[] },
): Promise<string[]> {
  if (ids.length === 0) return [];
  const copies = ids.map(() => newId(ctx.now.getTime()));
  const { rows } = await sql<{ id: string; text_state: string }>`
    insert into file (jurisdiction_id, id, store_name, name, type, size, text_state, text_content, account_id,
      order_no, created_at, organ_id, classification, room, concerns_person_id, sealed_unit_id)
    select f.jurisdiction_id, c.copy, f.store_name, f.name, f.type, f.size, f.text_state, f.text_content,
      ${ctx.actor.accountId}, c.nr, ${ctx.now}, ${organId}, f.classification, f.room, f.concerns_person_id, f.sealed_unit_id
    from unnest(${ids}::uuid[], ${copies}::uuid[]) with ordinality as c (id, copy, nr)
      join file f on f.jurisdiction_id = ${ctx.actor.jurisdictionId} and f.id = c.id and f.matter_id = ${matterId}
    order by c.nr
    returning id, text_state`.execute(ctx.trx);
  for (const { id, text_state } of rows) {
    const of = ids[copies.indexOf(id)];
    ctx.record({ type: 'file.copied', entity: 'file', entityId: id, organId, data: { of } });
    if (text_state === 'waiting') ctx.later('file.extract', { fileId: id });
  }
  return rows.map(({ id }) => id);
}
