import { isInForce, type Mark, type SameMatter } from '@plumbline/policy';
import type { Ctx } from '../../../platform/context/context.ts';
import { invalid } from '../../../platform/errors/app-error.ts';
import type { MarkKind } from './fact.store.ts';
import { listMarks } from './mark.store.ts';

interface Place {
  subjectId: string;
  matterId: string;
}

/**
 * One matter carries one warning (P3, P7): what another warning of the person ever rested on is no ground for one more,
 * whatever became of that warning or of the entry, and in whatever version or copy it comes again.
 * @throws 400
 */
export async function refuseRelied(
  ctx: Ctx,
  { subjectId, matterId }: Place,
  chosen: readonly { id: string }[],
  same: SameMatter,
): Promise<void> {
  refuseAgain(await warnedBefore(ctx, subjectId, matterId), chosen, same);
}

/** Warnings of the person that are or were in force or were made void, one of them left out. */
export const warnedBefore = async (ctx: Ctx, subjectId: string, but?: string): Promise<Mark[]> =>
  (await listMarks(ctx, 'warning', subjectId, but)).filter(({ fromOn, voided }) => fromOn !== null || voided);

/**
 * Nobody stands on the list twice at once: what goes on is renewed, told and heard. What a place rested on that was voided, as
 * by an accepted objection, is no ground for another one.
 * @throws 400
 */
async function refuseSecondPlace(
  ctx: Ctx,
  { subjectId, matterId }: Place,
  chosen: readonly { id: string }[],
  same: SameMatter,
): Promise<void> {
  const others = await listMarks(ctx, 'listing', subjectId, matterId);
  if (others.some((mark) => isInForce(mark, ctx.today)))
    throw invalid({ pointer: '/data', code: 'listing.on-list' });
  refuseAgain(
    others.filter(({ voided }) => voided),
    chosen,
    same,
  );
}

/** @throws 400 where one of the chosen is what the marks rest on, or a version or copy of it */
export function refuseAgain(
  marks: readonly Pick<Mark, 'facts'>[],
  chosen: readonly { id: string }[],
  same: SameMatter,
  field = 'facts',
): void {
  const relied = marks.flatMap(({ facts }) => facts.map(({ id }) => id));
  const faults = chosen.flatMap(({ id }, i) => {
    if (relied.includes(id)) return [{ pointer: `/data/${field}/${i}`, code: 'warning.relied-on' }];
    return relied.some((one) => same.isSame(one, id))
      ? [{ pointer: `/data/${field}/${i}`, code: 'warning.copy' }]
      : [];
  });
  if (faults.length) throw invalid(...faults);
}

/** What stands against a decision that begins a mark, or against proposing one. @throws 400 */
export async function refuseBegun(
  ctx: Ctx,
  kind: MarkKind,
  place: Place,
  chosen: readonly { id: string }[],
  same: SameMatter,
): Promise<void> {
  await (kind === 'warning' ? refuseRelied : refuseSecondPlace)(ctx, place, chosen, same);
}
