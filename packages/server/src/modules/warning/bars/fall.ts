import type { Ctx } from '../../../platform/context/context.ts';
import { act, lockMatter, machineOfMatter } from '../../matter/index.ts';

/**
 * Ends a matter whose bars fell with what it rested on, by the step that its procedure leaves to the platform alone for
 * this. Told twice, or of a matter that began no bar or has ended, it finds nothing to do.
 */
export async function fall(ctx: Ctx, matterId: string): Promise<void> {
  const row = await lockMatter(ctx.trx, ctx.actor.jurisdictionId, matterId);
  if (!row || row.closed_at) return;
  const { actions } = await machineOfMatter(ctx, row);
  const [name] =
    Object.entries(actions).find(
      ([, { by, byItself, effects, from }]) =>
        by.every((relation) => relation === 'system') &&
        byItself === undefined &&
        effects.includes('bar.end') &&
        [from].flat().includes(row.state),
    ) ?? [];
  if (name !== undefined) await act(ctx, matterId, name, {}, { bySystem: true, row });
}
