import { type Action, markKindOf } from '@plumbline/policy';
import type { Ctx } from '../../../platform/context/context.ts';
import { act, lockMatter, machineOfMatter } from '../../matter/index.ts';

/**
 * Ends a matter that fell with what it rested on, by the step that its procedure leaves to the platform alone for this: one
 * with `bar.end`, so that nothing of it is in force any more. Told twice, or of a matter without such a step or that has
 * ended, it finds nothing to do.
 */
export async function fall(ctx: Ctx, matterId: string): Promise<void> {
  await takeAlone(
    ctx,
    matterId,
    ({ effects }) => effects.includes('bar.end') && !effects.some((effect) => markKindOf(effect)),
  );
}

/** Takes the step that is the platform's alone and waits for nothing but being told. @returns whether there was one */
export async function takeAlone(
  ctx: Ctx,
  matterId: string,
  fits: (step: Action) => boolean,
): Promise<boolean> {
  const row = await lockMatter(ctx.trx, ctx.actor.jurisdictionId, matterId);
  if (!row || row.closed_at) return false;
  const { actions } = await machineOfMatter(ctx, row);
  const [name] =
    Object.entries(actions).find(
      ([, step]) =>
        step.by.every((relation) => relation === 'system') &&
        step.byItself === undefined &&
        [step.from].flat().includes(row.state) &&
        fits(step),
    ) ?? [];
  if (name === undefined) return false;
  await act(ctx, matterId, name, {}, { bySystem: true, row });
  return true;
}
