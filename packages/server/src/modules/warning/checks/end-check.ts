import { actionsWith } from '@plumbline/policy';
import { asPlatform } from '../../../platform/context/as-platform.ts';
import type { Ctx, EffectCall } from '../../../platform/context/context.ts';
import { invalid } from '../../../platform/errors/app-error.ts';
import { act, getMatter, machineOfMatter } from '../../matter/index.ts';
import { changeSpotCheck, findSpotCheck, isAllChecked, noteResult } from './spot-check.store.ts';

/** The platform ends a spot check once every letter that was drawn has its result. */
export async function finishIfChecked(ctx: Ctx, id: string): Promise<void> {
  if (!(await isAllChecked(ctx, id))) return;
  const machine = await machineOfMatter(ctx, await getMatter(ctx, id));
  const [finish] = actionsWith(machine, 'spot-check.finish');
  if (finish !== undefined) await act(ctx, id, finish, {}, { bySystem: true });
}

/** `answer-check.*`: the check of a letter has ended with this result. */
const endWith = (result: 'truthful' | 'inaccurate' | 'false') =>
  asPlatform(async (ctx: Ctx, { matter }: EffectCall) => {
    const letter = await noteResult(ctx, matter.id, result);
    if (!letter) return;
    ctx.record({
      type: 'spot-check.checked',
      entity: 'spot_check',
      entityId: letter.spot_check_id,
      matterId: letter.spot_check_id,
      organId: matter.custodian,
      data: { letter: letter.letter_id, check: matter.id, result },
    });
    await finishIfChecked(ctx, letter.spot_check_id);
  });

/** `spot-check.unknown`: whoever could know the number could know the sample, and throw away one that is not liked. @throws 400 */
const refuseKnown = asPlatform(async (ctx: Ctx, { matter }: EffectCall) => {
  const row = await findSpotCheck(ctx, matter.id);
  if (row && ctx.today >= row.source_on)
    throw invalid({ code: 'spot-check.known', params: { text: row.source_on } });
});

/** `spot-check.void`: what was committed to stays on record, and its period may be committed to anew. */
const voidCommitment = asPlatform(async (ctx: Ctx, { matter }: EffectCall) =>
  changeSpotCheck(ctx, matter.id, { voided_at: ctx.now }),
);

export const endEffects = {
  'answer-check.truthful': endWith('truthful'),
  'answer-check.inaccurate': endWith('inaccurate'),
  'answer-check.false': endWith('false'),
  'spot-check.unknown': refuseKnown,
  'spot-check.void': voidCommitment,
};
