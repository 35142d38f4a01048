import { actionsWith, type SubjectRef } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { found } from '../../platform/errors/app-error.ts';
import { act, lockMatter, type MatterRow, machineOfMatter } from '../matter/index.ts';
import { findClue } from './clue.store.ts';

interface Turnable {
  row: MatterRow;
  action: string;
}

/**
 * The matter in the caller's sight that may be turned into a clue now, by the step that the pack marks with
 * `clue.of-matter`; or why not. It is about the same person or unit, so that no clue tells of somebody else's matter.
 */
export async function turnable(
  ctx: Ctx,
  matterId: string,
  subject: SubjectRef,
): Promise<Turnable | { fault: 'unknown-reference' | 'unfit-matter' }> {
  const row = await lockMatter(ctx.trx, ctx.actor.jurisdictionId, matterId);
  if (!row) return { fault: 'unknown-reference' };
  const machine = await machineOfMatter(ctx, row);
  const [action] = actionsWith(machine, 'clue.of-matter');
  const fits =
    row.subject_id === subject.id &&
    row.subject_kind === subject.kind &&
    action !== undefined &&
    machine.actions[action]!.from.includes(row.state);
  return fits ? { row, action } : { fault: 'unfit-matter' };
}

/** The matter ends in the clue that was registered of it, and names it. */
export async function turnIntoClue(ctx: Ctx, { row, action }: Turnable, clueId: string): Promise<void> {
  const { matter_id: clue } = found(await findClue(ctx.trx, ctx.actor.jurisdictionId, clueId));
  await act(ctx, row.id, action, { data: { clue } }, { bySystem: true, row });
}
