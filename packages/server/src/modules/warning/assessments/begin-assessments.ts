import type { Body, Reply } from '@plumbline/contract/route';
import type { beginStyleAssessments as route } from '@plumbline/contract/style-assessment';
import type { Ctx } from '../../../platform/context/context.ts';
import { found } from '../../../platform/errors/app-error.ts';
import { beginMatter } from '../../matter/index.ts';
import { cycleOf } from './cycle.ts';

/**
 * Begins the sheet of the last period for each, handled by the caller: all or none.
 * @throws 400 for one that has a sheet already, for what is not there; 403
 */
export async function beginAssessments(
  ctx: Ctx,
  { subjects, organId }: Body<typeof route>,
): Promise<Reply<typeof route>> {
  const { procedure } = found(
    Object.values(ctx.pack.procedures).find(({ begin }) => begin.effects.includes('assessment.keep')),
  );
  const { period } = await cycleOf(ctx);
  const data = { from: period.first, to: period.last, handlers: [ctx.actor.accountId] };
  const ids: string[] = [];
  for (const subject of subjects) {
    const { id } = await beginMatter(ctx, {
      procedure,
      subjects: [subject],
      data,
      ...(organId ? { organId } : {}),
    });
    ids.push(id);
  }
  return { ids };
}
