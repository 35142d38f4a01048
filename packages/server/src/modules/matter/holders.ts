import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';

/** Accounts that hold a permission for an organ's affairs today: in it or in an organ above it. */
export async function holdersOf(ctx: Ctx, permission: string, organId: string): Promise<string[]> {
  const roles = ctx.pack.roles
    .filter((role) => role.permissions.includes(permission))
    .map((role) => role.code);
  const j = ctx.actor.jurisdictionId;
  const { rows } = await sql<{ account_id: string }>`
    with recursive up as (
      select id, parent_id from organ where jurisdiction_id = ${j} and id = ${organId}
      union all
      select o.id, o.parent_id from organ o join up on o.id = up.parent_id where o.jurisdiction_id = ${j})
    select distinct g.account_id from role_grant g join up on up.id = g.organ_id
    where g.jurisdiction_id = ${j} and g.role = any (${roles}::text[])
      and g.from_day <= ${ctx.today}::date and (g.to_day is null or g.to_day >= ${ctx.today}::date)`.execute(
    ctx.trx,
  );
  return rows.map((row) => row.account_id);
}
