import type { Query, Reply } from '@plumbline/contract/route';
import type { readWarningStanding, readWarningBoard as route } from '@plumbline/contract/warning';
import { GRAVITIES, pick } from '@plumbline/policy';
import type { Ctx } from '../../../platform/context/context.ts';
import type { MarkKind } from './fact.store.ts';
import { countBy, countMarks, listMarks } from './list-marks.ts';
import { levelTitle, viewMarks } from './mark.view.ts';

const MOST = 50;

const some = async (ctx: Ctx, kind: MarkKind, filter: Parameters<typeof listMarks>[2]) =>
  viewMarks(ctx, kind, await listMarks(ctx, kind, filter, { limit: MOST }));

/** The board: what is in force level by level, what is due, how many by organ and unit. */
export async function readBoard(ctx: Ctx, asked: Query<typeof route>): Promise<Reply<typeof route>> {
  const on = { ...asked, standing: 'in-force' as const };
  const columns = [];
  // Gravest first.
  for (const level of GRAVITIES.toReversed()) {
    const filter = { ...on, level };
    columns.push({
      level,
      title: levelTitle(ctx, level) ?? level,
      count: await countMarks(ctx, 'warning', filter),
      items: await some(ctx, 'warning', filter),
    });
  }
  const late = { ...asked, due: 'true' as const };
  const due = [...(await some(ctx, 'warning', late)), ...(await some(ctx, 'listing', late))];
  return {
    columns,
    listed: await countMarks(ctx, 'listing', on),
    proposed: await countMarks(ctx, 'warning', { ...asked, standing: 'proposed' }),
    due: due.sort((a, b) => (a.dueOn ?? a.untilOn ?? '').localeCompare(b.dueOn ?? b.untilOn ?? '')),
    byOrgan: await countBy(ctx, 'organ', asked),
    byUnit: await countBy(ctx, 'unit', asked),
  };
}

/** What is in force of one subject, and warnings that tolerance ended: the portrait says so. */
export async function readStanding(ctx: Ctx, subjectId: string): Promise<Reply<typeof readWarningStanding>> {
  const on = { subjectId, standing: 'in-force' as const };
  const ended = await some(ctx, 'warning', { subjectId, standing: 'ended' });
  return {
    warnings: await some(ctx, 'warning', on),
    listings: await some(ctx, 'listing', on),
    tolerated: ended.flatMap(({ id, number, endedOn, state, stateTitle }) =>
      endedOn !== null && isByTolerance(ctx, state)
        ? [{ id, number, on: endedOn, title: { code: state, title: stateTitle } }]
        : [],
    ),
  };
}

/** Whether the state is one in which a warning ended without a trace because a child said so. */
const isByTolerance = (ctx: Ctx, state: string): boolean =>
  Object.values(ctx.pack.procedures).some(({ actions }) =>
    Object.values(actions).some(
      ({ byItself, effects, to }) =>
        to === state && effects.includes('warning.void') && byItself !== undefined && 'child' in byItself,
    ),
  );

/** Name of a workbook and of its sheet. */
export const nameOf = (ctx: Ctx, kind: MarkKind): string =>
  pick(
    kind === 'warning'
      ? { zh: '预警', en: 'Warnings' }
      : { zh: '专项监督清单', en: 'Special supervision list' },
    ctx.locale,
  );
