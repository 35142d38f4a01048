import { pick } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { machineOfMatter } from './procedures.ts';

/** Other matters by id, as far as the caller may see them. */
export async function listRelated(
  ctx: Ctx,
  ids: readonly string[],
): Promise<Map<string, { title: string; stateTitle: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.trx
    .selectFrom('matter')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', 'in', [...ids])
    .execute();
  const entries = rows.map(async (row) => {
    const machine = await machineOfMatter(ctx, row);
    const stateTitle = pick(machine.states[row.state]!.title, ctx.locale);
    return [row.id, { title: `${pick(machine.title, ctx.locale)} · ${row.title}`, stateTitle }] as const;
  });
  return new Map(await Promise.all(entries));
}
