import type { Register } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import type { MatterRow } from '../matter/index.ts';
import type { ClueRow } from './clue.store.ts';

export interface RegisteredRow extends ClueRow {
  matter: MatterRow;
}

/** The files that stand in a register, as far as the caller sees them. */
function standing(ctx: Ctx, register: Register) {
  let query = ctx.trx
    .selectFrom('clue as c')
    .innerJoin('matter as m', (join) =>
      join.onRef('m.jurisdiction_id', '=', 'c.jurisdiction_id').onRef('m.id', '=', 'c.matter_id'),
    )
    .where('c.jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('c.room', register.aside ? '=' : '<', 2)
    .where('c.merged_into', 'is', null)
    .where('m.procedure', '=', register.procedure);
  if (register.states) query = query.where('m.state', 'in', register.states);
  if (register.overdue) query = query.where('m.due_on', '<', ctx.today).where('m.closed_at', 'is', null);
  for (const [field, value] of Object.entries(register.only ?? {}))
    query = query.where(sql<boolean>`m.data ->> ${field} = ${value}`);
  if (register.since)
    query = query.where(
      sql<boolean>`exists (select from jsonb_array_elements(m.history -> 'acts') act
        where act ->> 'action' = any (${register.since}::text[]) and not act ? 'undone')`,
    );
  return query;
}

export async function countRegistered(ctx: Ctx, register: Register): Promise<number> {
  const row = await standing(ctx, register)
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

/** Latest received first. */
export async function listRegistered(
  ctx: Ctx,
  register: Register,
  { after, limit }: { after?: { day: string; id: string } | undefined; limit: number },
): Promise<RegisteredRow[]> {
  let query = standing(ctx, register)
    .selectAll('c')
    .select(sql<MatterRow>`to_jsonb(m)`.as('matter'))
    .orderBy('c.received_on', 'desc')
    .orderBy('c.id', 'desc')
    .limit(limit);
  if (after)
    query = query.where(sql<boolean>`(c.received_on, c.id) < (${after.day}::date, ${after.id}::uuid)`);
  return query.execute();
}
