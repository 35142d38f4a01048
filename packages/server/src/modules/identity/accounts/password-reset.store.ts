import type { Ctx } from '../../../platform/context/context.ts';

/** Requests of an account that nobody has decided on; at most one. */
const openResets = ({ trx, actor }: Ctx, accountId: string) =>
  trx
    .selectFrom('password_reset as r')
    .where('r.jurisdiction_id', '=', actor.jurisdictionId)
    .where('r.account_id', '=', accountId)
    .where('r.decided_at', 'is', null);

/** The request that waits for a second administrator, held until the transaction ends. */
export const lockOpenReset = (ctx: Ctx, accountId: string) =>
  openResets(ctx, accountId)
    .selectAll('r')
    .where('r.expires_at', '>', ctx.now)
    .forUpdate()
    .executeTakeFirst();

/** The request that waits, as an administrator sees it: without its secret. */
export const findOpenReset = (ctx: Ctx, accountId: string) =>
  openResets(ctx, accountId)
    .innerJoin('account as by', (join) =>
      join.onRef('by.jurisdiction_id', '=', 'r.jurisdiction_id').onRef('by.id', '=', 'r.requested_by'),
    )
    .select([
      'r.id',
      'by.name as requestedBy',
      'by.id as requesterId',
      'by.person_id as requesterPerson',
      'r.requested_at as requestedAt',
      'r.reason',
      'r.expires_at as validUntil',
    ])
    .where('r.expires_at', '>', ctx.now)
    .executeTakeFirst();

/** Ends what waits; its half of the password goes with it. Travels with COMMIT. */
export function endOpenReset(
  ctx: Ctx,
  accountId: string,
  decision: 'confirmed' | 'refused' | 'withdrawn' | 'lapsed',
): void {
  ctx.send(
    ctx.trx
      .updateTable('password_reset')
      .set({ decided_at: ctx.now, decided_by: ctx.actor.accountId || null, decision, first_half: null })
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('account_id', '=', accountId)
      .where('decided_at', 'is', null),
  );
}
