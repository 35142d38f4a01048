import type { Ctx } from '../../../platform/context/context.ts';
import { AppError, stale, wrongState } from '../../../platform/errors/app-error.ts';
import { identityChanged } from '../authenticator.ts';
import { endGrants } from '../grants/end-grant.ts';
import { grantRows, lockGrants } from '../grants/grant.store.ts';
import { dayBefore, stateOn } from '../ranges.ts';
import { endAllSessions, findAccount } from './account.store.ts';
import { getAccount } from './get-account.ts';
import { endOpenReset } from './password-reset.store.ts';

/**
 * Closes an account for good: sessions, tokens and roles end at once; its name stays taken, because the
 * ledger speaks of it. @throws 404, 403 on the own account, 409 `stale-version`, `wrong-state`, `last-security-administrator`
 */
export async function closeAccount(
  ctx: Ctx,
  id: string,
  input: { version: number; reason: string },
): Promise<undefined> {
  const { trx, actor } = ctx;
  await lockGrants(ctx);
  const account = await findAccount(ctx, id, 'lock');
  if (id === actor.accountId) throw new AppError('second-person');
  if (account.version !== input.version) throw stale(await getAccount(ctx, id));
  if (account.closed_at) throw wrongState([]);
  const grants = await grantRows(trx, actor.jurisdictionId).where('g.account_id', '=', id).execute();
  const live = grants.filter((grant) => stateOn(grant, ctx.today) !== 'past');
  await endGrants(ctx, live, dayBefore(ctx.today), input.reason);
  const j = actor.jurisdictionId;
  ctx.send(
    trx
      .updateTable('account')
      .set({ closed_at: ctx.now, version: account.version + 1 })
      .where('jurisdiction_id', '=', j)
      .where('id', '=', id),
  );
  ctx.send(
    trx
      .updateTable('grant_proposal')
      .set({ decided_at: ctx.now, decided_by: actor.accountId, decision: 'refused' })
      .where('jurisdiction_id', '=', j)
      .where('account_id', '=', id)
      .where('decided_at', 'is', null),
  );
  endOpenReset(ctx, id, 'lapsed');
  endAllSessions(ctx, id, { tokens: true });
  ctx.record({
    type: 'account.closed',
    entity: 'account',
    entityId: id,
    data: { reason: input.reason, version: account.version + 1 },
  });
  identityChanged(ctx);
  return undefined;
}
