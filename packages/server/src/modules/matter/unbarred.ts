import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';

/** Who is kept out of a matter, as its row says. */
export interface KeptOut {
  barred: readonly string[];
  concerns_person_id: string | null;
  sealed_unit_id: string | null;
}

/**
 * Of those who are to be told the ones who are not kept out of the matter: by account, as the person they are, or by the
 * unit they speak for. Where nothing leads to the matter, its own sight does not keep a notice from them.
 */
export async function unbarred(
  ctx: Ctx,
  principals: readonly string[],
  { barred, concerns_person_id, sealed_unit_id }: KeptOut,
): Promise<string[]> {
  if (principals.length === 0) return [];
  const out = [...barred, ...(concerns_person_id ? [concerns_person_id] : [])];
  const { rows } = await sql<{ id: string }>`
    select told.id from unnest(${[...new Set(principals)]}::uuid[]) as told (id)
      left join account a on a.jurisdiction_id = ${ctx.actor.jurisdictionId} and a.id = told.id
    where told.id <> all (${out}::uuid[]) and (a.person_id is null or a.person_id <> all (${out}::uuid[]))
      and (${sealed_unit_id}::uuid is null or a.unit_id is distinct from ${sealed_unit_id}::uuid)`.execute(
    ctx.trx,
  );
  return rows.map(({ id }) => id);
}
