import type { LimitOverride } from '@plumbline/contract/limits';
import type { Ctx } from '../../platform/context/context.ts';
import { AppError, stale, wrongState } from '../../platform/errors/app-error.ts';
import { getOverride, lockOverrides } from './override.store.ts';

/**
 * Approves or rejects an override. Whoever proposed it may not. Approved after its first day, it holds from today:
 * terms that opened before keep the limit they opened under.
 * @throws 404, 403 `second-person`, 409 when it was decided, changed, or has run out in the meantime
 */
export async function decideOverride(
  ctx: Ctx,
  id: string,
  state: 'approved' | 'rejected',
  input: { version: number; opinion?: string | undefined },
): Promise<LimitOverride> {
  await lockOverrides(ctx);
  const before = await getOverride(ctx, id);
  ctx.need('limit.approve', before.organ.id);
  if (before.version !== input.version) throw stale(before);
  if (before.state !== 'proposed') throw wrongState(before.allowed);
  if (before.proposedBy.id === ctx.actor.accountId || (await isProposer(ctx, before.proposedBy.id)))
    throw new AppError('second-person');
  const [, from] = [before.from, ctx.today].sort() as [string, string];
  if (state === 'approved' && before.to !== null && before.to < from) throw wrongState(['reject']);
  const set = {
    state,
    ...(state === 'approved' ? { from_day: from } : {}),
    decided_by: ctx.actor.accountId,
    decided_at: ctx.now,
    opinion: input.opinion ?? null,
    version: before.version + 1,
  };
  await ctx.trx
    .updateTable('limit_override')
    .set(set)
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', id)
    .execute();
  ctx.record({
    type: `limit.override-${state}`,
    entity: 'limit_override',
    entityId: id,
    organId: before.organ.id,
    data: { code: before.code, from, opinion: set.opinion, version: set.version },
  });
  return getOverride(ctx, id);
}

/** Two accounts of one person are one person. */
async function isProposer(ctx: Ctx, accountId: string): Promise<boolean> {
  if (!ctx.actor.personId) return false;
  const proposer = await ctx.trx
    .selectFrom('account')
    .select('person_id')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', accountId)
    .executeTakeFirst();
  return proposer?.person_id === ctx.actor.personId;
}
