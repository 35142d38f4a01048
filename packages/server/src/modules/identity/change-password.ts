import type { Ctx } from '../../platform/context/context.ts';
import { invalid } from '../../platform/errors/app-error.ts';
import { endAllSessions } from './accounts/account.store.ts';
import { endOpenReset } from './accounts/password-reset.store.ts';
import { identityChanged } from './authenticator.ts';
import { passwordFault } from './password.rules.ts';
import { hashPassword } from './password.ts';

/** Replaces the own password, once the present one was proved; all other sessions of the account end, and its API tokens. @throws 400 */
export async function changeOwnPassword(
  ctx: Ctx,
  input: { current: string; next: string },
): Promise<undefined> {
  const { actor, trx } = ctx;
  const account = await trx
    .selectFrom('account')
    .select(['username', 'name'])
    .where('jurisdiction_id', '=', actor.jurisdictionId)
    .where('id', '=', actor.accountId)
    .executeTakeFirstOrThrow();
  if (input.next === input.current) throw invalid({ pointer: '/next', code: 'password-unchanged' });
  const fault = passwordFault(input.next, [account.username, account.name]);
  if (fault) throw invalid({ pointer: '/next', code: fault });
  const password_hash = await hashPassword(input.next);
  ctx.send(
    trx
      .updateTable('credential')
      .set({ password_hash, must_change: false, initial_until: null })
      .where('jurisdiction_id', '=', actor.jurisdictionId)
      .where('account_id', '=', actor.accountId),
  );
  // Who knows the present password needs no new one.
  endOpenReset(ctx, actor.accountId, 'lapsed');
  endAllSessions(ctx, actor.accountId, { exceptSession: actor.sessionId, tokens: true });
  ctx.record({ type: 'password.changed', entity: 'account', entityId: actor.accountId });
  identityChanged(ctx);
  return undefined;
}
