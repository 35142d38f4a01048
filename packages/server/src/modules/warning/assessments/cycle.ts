import { dueOfPeriod, entryOn, lastEnded, type Period } from '@plumbline/policy';
import type { Ctx } from '../../../platform/context/context.ts';
import { found } from '../../../platform/errors/app-error.ts';

/** The recurring limit by which units and persons are assessed. */
export const CYCLE = 'assessment.cycle';

/** The last period that has ended, with the last day on which its sheets are due. @throws 404 where the pack has no cycle */
export async function cycleOf(ctx: Ctx): Promise<{ period: Period; dueOn: string; late: boolean }> {
  const limit = entryOn(ctx.pack.terms, CYCLE, ctx.today);
  const every = found(limit?.every);
  const period = lastEnded(every, ctx.today);
  const { calendar } = await ctx.terms();
  const dueOn = limit?.due ? dueOfPeriod(limit.due, period.last, calendar) : period.last;
  return { period, dueOn, late: ctx.today > dueOn };
}
