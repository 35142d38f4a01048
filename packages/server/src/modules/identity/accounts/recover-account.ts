import type { resetPassword as route } from '@plumbline/contract/identity';
import type { Reply } from '@plumbline/contract/route';
import type { Ctx } from '../../../platform/context/context.ts';
import { AppError, wrongState } from '../../../platform/errors/app-error.ts';
import { identityChanged } from '../authenticator.ts';
import { hashPassword, newInitialPassword } from '../password.ts';
import { endAllSessions, findAccount } from './account.store.ts';
import { initialUntil } from './create-account.ts';
import { tellAccount } from './tell.ts';

/** An open account that is not the own one. @throws 404, 403 `second-person`, 409 */
async function othersAccount(ctx: Ctx, id: string) {
  const account = await findAccount(ctx, id, 'lock');
  if (id === ctx.actor.accountId) throw new AppError('second-person');
  if (account.closed_at) throw wrongState([]);
  return account;
}

const credentialOf = (ctx: Ctx, id: string) =>
  ctx.trx
    .updateTable('credential')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('account_id', '=', id);

/**
 * Gives a forgotten account a new initial password. The second factor stays: taking over an account that has
 * one needs a second administrator ({@link resetFactors}).
 */
export async function resetPassword(ctx: Ctx, id: string, reason: string): Promise<Reply<typeof route>> {
  const initialPassword = newInitialPassword();
  const password_hash = await hashPassword(initialPassword);
  const account = await othersAccount(ctx, id);
  const until = initialUntil(ctx.now);
  ctx.send(
    credentialOf(ctx, id).set({
      password_hash,
      must_change: true,
      initial_until: until,
      failed_count: 0,
      locked_until: null,
    }),
  );
  endAllSessions(ctx, id, { tokens: true });
  tellAccount(ctx, id, 'password-reset');
  ctx.record({ type: 'account.password-reset', entity: 'account', entityId: id, data: { reason } });
  identityChanged(ctx);
  return { id, version: account.version, initialPassword, validUntil: until.toISOString() };
}

/** Lifts the lock that failed sign-ins have set. */
export async function unlockAccount(ctx: Ctx, id: string): Promise<undefined> {
  await othersAccount(ctx, id);
  ctx.send(credentialOf(ctx, id).set({ failed_count: 0, locked_until: null }));
  ctx.record({ type: 'account.unlocked', entity: 'account', entityId: id });
  return undefined;
}

/** Removes a lost authenticator and all passkeys, after which the password alone opens the account. */
export async function resetFactors(ctx: Ctx, id: string, reason: string): Promise<undefined> {
  await othersAccount(ctx, id);
  ctx.send(
    credentialOf(ctx, id).set({
      totp_secret: null,
      totp_pending: null,
      totp_confirmed_at: null,
      totp_last_step: null,
    }),
  );
  ctx.send(
    ctx.trx
      .deleteFrom('passkey')
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('account_id', '=', id),
  );
  endAllSessions(ctx, id);
  tellAccount(ctx, id, 'factors-reset');
  ctx.record({ type: 'account.factors-reset', entity: 'account', entityId: id, data: { reason } });
  identityChanged(ctx);
  return undefined;
}
