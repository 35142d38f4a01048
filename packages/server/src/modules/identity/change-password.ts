import type { Ctx } from '../../platform/context/context.ts';
import { AppError, invalid } from '../../platform/errors/app-error.ts';
import { identityChanged } from './authenticator.ts';
import { hashPassword, passwordMatches } from './password.ts';

/** Replaces the own password; all other sessions of the account end. @throws 401 on a wrong present one */
export async function changeOwnPassword(
  ctx: Ctx,
  input: { current: string; next: string },
): Promise<undefined> {
  const { actor, trx } = ctx;
  const owner = { jurisdiction_id: actor.jurisdictionId, account_id: actor.accountId };
  const credential = await trx
    .selectFrom('credential')
    .select('password_hash')
    .where('jurisdiction_id', '=', owner.jurisdiction_id)
    .where('account_id', '=', owner.account_id)
    .forUpdate()
    .executeTakeFirst();
  if (!(await passwordMatches(credential?.password_hash, input.current)))
    throw new AppError('bad-credentials');
  if (input.next === input.current) throw invalid({ pointer: '/next', code: 'password-unchanged' });
  const password_hash = await hashPassword(input.next);
  ctx.send(
    trx
      .updateTable('credential')
      .set({ password_hash, must_change: false })
      .where('jurisdiction_id', '=', owner.jurisdiction_id)
      .where('account_id', '=', owner.account_id),
  );
  ctx.send(
    trx
      .updateTable('session')
      .set({ revoked_at: ctx.now })
      .where('jurisdiction_id', '=', owner.jurisdiction_id)
      .where('account_id', '=', owner.account_id)
      .where('id', '<>', actor.sessionId)
      .where('revoked_at', 'is', null),
  );
  ctx.record({ type: 'password.changed', entity: 'account', entityId: actor.accountId });
  identityChanged(ctx);
  return undefined;
}
