import { asPlatform } from '../../../platform/context/as-platform.ts';
import type { Ctx, EffectCall } from '../../../platform/context/context.ts';

/** `answer.given`: the letter stands among those that were answered, by the day of its latest answer. */
export const noteAnswer = asPlatform(async (ctx: Ctx, { matter }: EffectCall) => {
  const answered_on = ctx.today;
  ctx.send(
    ctx.trx
      .insertInto('answered_letter')
      .values({
        jurisdiction_id: ctx.actor.jurisdictionId,
        matter_id: matter.id,
        organ_id: matter.custodian,
        answered_on,
      })
      .onConflict((conflict) =>
        conflict.columns(['jurisdiction_id', 'matter_id']).doUpdateSet({ answered_on }),
      ),
  );
});

/** `answer.gone`: what was answered does not stand, so nothing is drawn of it. A list committed to before keeps it. */
export const forgetAnswer = asPlatform(async (ctx: Ctx, { matter }: EffectCall) => {
  ctx.send(
    ctx.trx
      .deleteFrom('answered_letter')
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('matter_id', '=', matter.id),
  );
});
