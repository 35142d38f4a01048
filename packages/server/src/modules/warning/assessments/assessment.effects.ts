import { entryOn, periodOf } from '@plumbline/policy';
import { asPlatform } from '../../../platform/context/as-platform.ts';
import type { Ctx, EffectHandler, EffectHandlers } from '../../../platform/context/context.ts';
import { found, invalid } from '../../../platform/errors/app-error.ts';
import { CYCLE } from './cycle.ts';

interface Begun {
  from: string;
  to: string;
}

/** With the platform's sight: the other organ's sheet need not be in the caller's. */
const keepOnce = asPlatform(async (ctx: Ctx, matterId: string, subjectId: string, from: string) => {
  const kept = await ctx.trx
    .insertInto('style_assessment')
    .values({
      jurisdiction_id: ctx.actor.jurisdictionId,
      matter_id: matterId,
      subject_id: subjectId,
      from_day: from,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('matter_id')
    .executeTakeFirst();
  return kept !== undefined;
});

/** One sheet for a subject and period. @throws 400 for days that are no period, for a second sheet */
const keep: EffectHandler = async (ctx, { matter }) => {
  const { from, to } = matter.data as unknown as Begun;
  const every = entryOn(ctx.pack.terms, CYCLE, from)?.every;
  const period = every && periodOf(every, from);
  if (!period || period.first !== from || period.last !== to)
    throw invalid({ pointer: '/data/from', code: 'assessment.period' });
  const subject = found(matter.subjects[0]);
  if (!(await keepOnce(ctx, matter.id, subject.id, from)))
    throw invalid({ pointer: '/data/from', code: 'assessment.twice' });
};

const drop: EffectHandler = async (ctx, { matter }) => {
  await ctx.trx
    .updateTable('style_assessment')
    .set({ dropped: true })
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('matter_id', '=', matter.id)
    .execute();
};

export const assessmentEffects: EffectHandlers = { 'assessment.keep': keep, 'assessment.drop': drop };
