import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';

/**
 * The organ under whose name a letter goes out: never a part of one, such as a room, by which whoever gets it could tell
 * where the matter came from.
 */
export async function outwardOrgan(ctx: Ctx, organId: string): Promise<string> {
  const inside = ctx.pack.routing?.inside ?? [];
  if (inside.length === 0) return organId;
  const j = ctx.actor.jurisdictionId;
  const { rows } = await sql<{ id: string }>`
    with recursive up as (
      select id, parent_id, kind, 0 as depth from organ where jurisdiction_id = ${j} and id = ${organId}::uuid
      union all
      select o.id, o.parent_id, o.kind, up.depth + 1 from organ o join up on o.id = up.parent_id
      where o.jurisdiction_id = ${j} and up.kind = any (${[...inside]}::text[]))
    select id from up order by depth desc limit 1`.execute(ctx.trx);
  return rows[0]?.id ?? organId;
}
