import { missingYears } from '@plumbline/policy';
import type { Ctx } from '../context/context.ts';

/**
 * Tells of a due day that terms were counted to whether it was counted without knowing the holidays of a year: the
 * notice of that year moves it. A day that somebody named is not provisional, and not asked about here.
 */
export async function provisionalIn(ctx: Ctx): Promise<(day: string | null) => boolean> {
  const { calendar } = await ctx.terms(null);
  return (day) => day !== null && missingYears(calendar, ctx.today, day).length > 0;
}
