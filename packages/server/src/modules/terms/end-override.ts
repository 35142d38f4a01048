import type { LimitOverride } from '@plumbline/contract/limits';
import { addDays } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { invalid, stale, wrongState } from '../../platform/errors/app-error.ts';
import { getOverride, lockOverrides } from './override.store.ts';

/**
 * Ends an override on its last day; terms opened until then keep it. One that has not begun by then never holds.
 * @throws 404, 403, 400, 409
 */
export async function endOverride(
  ctx: Ctx,
  id: string,
  input: { version: number; on: string; opinion: string },
): Promise<LimitOverride> {
  await lockOverrides(ctx);
  const before = await getOverride(ctx, id);
  ctx.need('limit.approve', before.organ.id);
  if (before.version !== input.version) throw stale(before);
  if (before.state !== 'approved' || before.when === 'past') throw wrongState(before.allowed);
  if (input.on < addDays(ctx.today, -1)) throw invalid({ pointer: '/on', code: 'limit.end-past' });
  if (before.to !== null && input.on > before.to) throw invalid({ pointer: '/on', code: 'limit.end-later' });
  const to_day = input.on < before.from ? addDays(before.from, -1) : input.on;
  const version = before.version + 1;
  await ctx.trx
    .updateTable('limit_override')
    .set({ to_day, version })
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', id)
    .execute();
  ctx.record({
    type: 'limit.override-ended',
    entity: 'limit_override',
    entityId: id,
    organId: before.organ.id,
    data: {
      code: before.code,
      before: { to: before.to },
      after: { to: to_day },
      reason: input.opinion,
      version,
    },
  });
  return getOverride(ctx, id);
}
