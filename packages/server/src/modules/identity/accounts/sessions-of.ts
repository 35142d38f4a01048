import type { SessionView } from '@plumbline/contract/identity';
import type { Ctx } from '../../../platform/context/context.ts';
import { found } from '../../../platform/errors/app-error.ts';
import { IDLE_MS, identityChanged } from '../authenticator.ts';
import { endAllSessions, findAccount } from './account.store.ts';

/** Sessions of an account that still hold, the last used first. No addresses and no devices are kept. */
export async function liveSessions(ctx: Ctx, accountId: string): Promise<SessionView[]> {
  const rows = await ctx.trx
    .selectFrom('session')
    .select(['id', 'method', 'created_at', 'last_seen_at', 'expires_at'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', ctx.now)
    .where('last_seen_at', '>', new Date(ctx.now.getTime() - IDLE_MS))
    .orderBy('last_seen_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    method: row.method,
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    current: row.id === ctx.actor.sessionId,
  }));
}

/** @throws 404 */
export async function listSessionsOf(ctx: Ctx, accountId: string) {
  await findAccount(ctx, accountId);
  const [items, tokens] = await Promise.all([
    liveSessions(ctx, accountId),
    ctx.trx
      .selectFrom('api_token')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('account_id', '=', accountId)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', ctx.now)
      .executeTakeFirstOrThrow(),
  ]);
  return { items, tokens: tokens.count };
}

/** Ends every session of an account, its tokens too unless told otherwise. @throws 404 */
export async function endSessionsOf(ctx: Ctx, accountId: string, tokens: boolean): Promise<undefined> {
  await findAccount(ctx, accountId);
  endAllSessions(ctx, accountId, { tokens });
  ctx.record({ type: 'session.all-ended', entity: 'account', entityId: accountId, data: { tokens } });
  identityChanged(ctx);
  return undefined;
}

/** Ends one session: of the own account, or (with `of` left out) of any account. @throws 404 */
export async function endSession(ctx: Ctx, id: string, of?: { accountId: string }): Promise<undefined> {
  let ending = ctx.trx
    .updateTable('session')
    .set({ revoked_at: ctx.now })
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null);
  if (of) ending = ending.where('account_id', '=', of.accountId);
  const { account_id } = found(await ending.returning('account_id').executeTakeFirst());
  ctx.record({ type: 'session.ended', entity: 'session', entityId: id, data: { account: account_id } });
  identityChanged(ctx);
  return undefined;
}
