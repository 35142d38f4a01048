import type { LimitOverride, proposeLimitOverride as route } from '@plumbline/contract/limits';
import type { Body } from '@plumbline/contract/route';
import { entryOn, overrideFault } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import { AppError, found, invalid } from '../../platform/errors/app-error.ts';
import { findOverlap, getOverride, lockOverrides } from './override.store.ts';

/**
 * Proposes a length of its own for an organ. It counts for nothing until a second person has approved it.
 * @throws 404 for a limit that the pack hasn't, 403, 400, 409 `duplicate` where the organ has one on these days
 */
export async function proposeOverride(
  ctx: Ctx,
  code: string,
  body: Body<typeof route>,
): Promise<LimitOverride> {
  const entry = found(entryOn(ctx.pack.terms, code, body.from));
  await lockOverrides(ctx);
  const j = ctx.actor.jurisdictionId;
  const organ = await ctx.trx
    .selectFrom('organ')
    .select(['id', 'active_to'])
    .where('jurisdiction_id', '=', j)
    .where('id', '=', body.organId)
    .executeTakeFirst();
  if (!organ) throw invalid({ pointer: '/organId', code: 'unknown-reference' });
  ctx.need('limit.propose', organ.id);
  if (organ.active_to && organ.active_to < body.from)
    throw invalid({ pointer: '/organId', code: 'limit.organ-closed' });
  if (body.from < ctx.today) throw invalid({ pointer: '/from', code: 'limit.from-past' });
  if (body.to && body.to < body.from) throw invalid({ pointer: '/to', code: 'limit.ends-before' });
  const fault = overrideFault(entry, body.length);
  if (fault) throw invalid({ pointer: '/length', code: fault });
  const days = { from: body.from, to: body.to ?? null };
  const other = await findOverlap(ctx, { code, organId: organ.id, ...days });
  if (other) {
    const params = { from: other.from_day, to: other.to_day ?? '—' };
    throw new AppError('duplicate', { faults: [{ pointer: '/from', code: 'limit.overlaps', params }] });
  }
  const id = newId(ctx.now.getTime());
  const row = {
    code,
    organ_id: organ.id,
    value: body.length.value,
    unit: body.length.unit,
    from_day: days.from,
    to_day: days.to,
    basis: body.basis,
    state: 'proposed',
  };
  const proposal = { proposed_by: ctx.actor.accountId, proposed_at: ctx.now };
  await ctx.trx
    .insertInto('limit_override')
    .values({ jurisdiction_id: j, id, ...row, ...proposal })
    .execute();
  ctx.record({
    type: 'limit.override-proposed',
    entity: 'limit_override',
    entityId: id,
    organId: organ.id,
    data: { after: row },
  });
  return getOverride(ctx, id);
}
