import type { Ctx } from '../../platform/context/context.ts';
import type { MatterRow } from '../matter/index.ts';

/** Matters by id, as far as the caller may see them. */
export async function listMatterRows(ctx: Ctx, ids: readonly string[]): Promise<Map<string, MatterRow>> {
  if (!ids.length) return new Map();
  const rows = await ctx.trx
    .selectFrom('matter')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
