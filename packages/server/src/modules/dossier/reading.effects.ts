import type { Updateable } from 'kysely';
import type { Ctx, EffectHandler, EffectHandlers } from '../../platform/context/context.ts';
import type { ReadingSlip } from '../../platform/db/schema.gen.ts';

function change(ctx: Ctx, matterId: string, columns: Updateable<ReadingSlip>): void {
  ctx.send(
    ctx.trx
      .updateTable('reading_slip')
      .set(columns)
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('matter_id', '=', matterId)
      .where('ended_at', 'is', null),
  );
}

/** What the steps of a slip mean for reading. */
export const readingEffects: EffectHandlers = {
  'reading.grant': async (ctx, { matter }) =>
    change(ctx, matter.id, { granted_by: ctx.actor.accountId || null, granted_at: ctx.now }),
  'reading.open': async (ctx, { matter }) => change(ctx, matter.id, { opened_at: ctx.now }),
  'reading.end': async (ctx, { matter }) => change(ctx, matter.id, { ended_at: ctx.now }),
};

/** Whatever closes a slip ends the reading. */
export const followReading: EffectHandler = async (ctx, { matter, status }) => {
  const live = ctx.pack.statuses.some((s) => s.code === status && s.live);
  if (!live) change(ctx, matter.id, { ended_at: ctx.now });
};
