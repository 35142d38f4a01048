import type { Fact } from '@plumbline/policy';
import type { Ctx } from '../../../platform/context/context.ts';
import { invalid } from '../../../platform/errors/app-error.ts';
import { listMarks } from './mark.store.ts';

/**
 * One matter carries one warning (P3, P7): what another warning of the person rests on, or a copy of it, is no ground for
 * one more. What was ended by tolerance, or revoked, rests on nothing.
 * @param counting all entries of the person that count, by which copies are told
 * @throws 400
 */
export async function refuseRelied(
  ctx: Ctx,
  { subjectId, matterId }: { subjectId: string; matterId: string },
  chosen: readonly Pick<Fact, 'id' | 'matter'>[],
  counting: readonly Pick<Fact, 'id' | 'matter'>[],
): Promise<void> {
  const others = await listMarks(ctx, 'warning', subjectId, matterId);
  const relied = new Set(
    others
      .filter(({ fromOn, voided }) => fromOn !== null && !voided)
      .flatMap(({ facts }) => facts.map(({ id }) => id)),
  );
  const told = new Set(counting.flatMap(({ id, matter }) => (relied.has(id) ? [matter] : [])));
  const faults = chosen.flatMap(({ id, matter }, i) => {
    if (relied.has(id)) return [{ pointer: `/data/facts/${i}`, code: 'warning.relied-on' }];
    return told.has(matter) ? [{ pointer: `/data/facts/${i}`, code: 'warning.copy' }] : [];
  });
  if (faults.length) throw invalid(...faults);
}
