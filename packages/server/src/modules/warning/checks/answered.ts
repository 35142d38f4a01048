import { actionsWith } from '@plumbline/policy';
import { dayOf } from '../../../platform/clock/clock.ts';
import { asPlatform } from '../../../platform/context/as-platform.ts';
import type { Ctx, EffectCall } from '../../../platform/context/context.ts';
import { machineOfMatter, toEngine } from '../../matter/index.ts';

/** `answer.given`: the letter stands among those that were answered on this day; what was said earlier stays on its own day. */
export const noteAnswer = asPlatform(async (ctx: Ctx, { matter }: EffectCall) => {
  ctx.send(
    ctx.trx
      .insertInto('answered_letter')
      .values({
        jurisdiction_id: ctx.actor.jurisdictionId,
        matter_id: matter.id,
        organ_id: matter.custodian,
        answered_on: ctx.today,
      })
      .onConflict((conflict) => conflict.doNothing()),
  );
});

/**
 * `answer.gone`: what the step undoes does not stand, so nothing is drawn of it; other answers to the letter stay on their
 * days. A list committed to before keeps it.
 */
export const forgetAnswer = asPlatform(async (ctx: Ctx, { matter, before }: EffectCall) => {
  if (!before) return;
  const given = actionsWith(await machineOfMatter(ctx, before), 'answer.given');
  const days = (acts: typeof matter.acts) =>
    new Set(
      acts
        .filter(({ action, undone }) => given.includes(action) && !undone)
        .map(({ at }) => dayOf(new Date(at))),
    );
  const standing = days(matter.acts);
  const gone = [...days(toEngine(before).acts)].filter((day) => !standing.has(day));
  if (gone.length === 0) return;
  ctx.send(
    ctx.trx
      .deleteFrom('answered_letter')
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('matter_id', '=', matter.id)
      .where('answered_on', 'in', gone),
  );
});
