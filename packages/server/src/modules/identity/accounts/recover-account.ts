import type { Ctx } from '../../../platform/context/context.ts';
import { AppError, wrongState } from '../../../platform/errors/app-error.ts';
import { identityChanged } from '../authenticator.ts';
import { endAllSessions, findAccount } from './account.store.ts';
import { tellAccount } from './tell.ts';

/** An open account that is not the own one. @throws 404, 403 `second-person`, 409 */
export async function othersAccount(ctx: Ctx, id: string) {
  const account = await findAccount(ctx, id, 'lock');
  if (id === ctx.actor.accountId) throw new AppError('second-person');
  if (account.closed_at) throw wrongState([]);
  return account;
}

export const credentialOf = (ctx: Ctx, id: string) =>
  ctx.trx
    .updateTable('credential')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('account_id', '=', id);

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
