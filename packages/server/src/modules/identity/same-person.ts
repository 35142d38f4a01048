import type { Ctx } from '../../platform/context/context.ts';

/** Whether one of the accounts is the caller's, or another account of the same person: no second pair of eyes. */
export async function isSamePerson(ctx: Ctx, ...accountIds: readonly string[]): Promise<boolean> {
  const { accountId, personId, jurisdictionId } = ctx.actor;
  if (accountIds.includes(accountId)) return true;
  if (personId === null || accountIds.length === 0) return false;
  const row = await ctx.trx
    .selectFrom('account')
    .select('id')
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('id', 'in', [...accountIds])
    .where('person_id', '=', personId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
