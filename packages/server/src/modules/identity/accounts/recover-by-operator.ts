import { sql } from 'kysely';
import { systemActor } from '../../../platform/access/system-actor.ts';
import type { Endpoints } from '../../../platform/http/endpoints.ts';
import { usernameKey } from './account.store.ts';
import { resetFactors } from './recover-account.ts';
import { resetByOperator } from './reset-password.ts';

/**
 * A new initial password for an open account, on behalf of whoever runs the machine: for a jurisdiction whose last
 * administrators have locked themselves out. Recorded as nobody's doing but the operator's.
 * @returns the password; undefined when there is no such open account
 */
export async function recoverByOperator(
  endpoints: Endpoints,
  jurisdiction: number,
  of: { username: string; reason: string; factors: boolean },
): Promise<string | undefined> {
  const platform = systemActor(jurisdiction, []);
  const operator = { ...platform, settings: { ...platform.settings, accounts: true } };
  return endpoints.run(operator, async (ctx) => {
    const account = await ctx.trx
      .selectFrom('account')
      .select('id')
      .where('jurisdiction_id', '=', jurisdiction)
      .where(sql<boolean>`lower(username) = ${usernameKey(of.username)}`)
      .where('closed_at', 'is', null)
      .executeTakeFirst();
    if (!account) return undefined;
    if (of.factors) await resetFactors(ctx, account.id, of.reason);
    return resetByOperator(ctx, account.id, of.reason);
  });
}
