import { actionsWith, limitOn } from '@plumbline/policy';
import type { Ctx, EffectHandler } from '../../platform/context/context.ts';
import { AppError, type FaultInput, found, invalid, wrongState } from '../../platform/errors/app-error.ts';
import { act, machineForService } from '../matter/index.ts';
import { findClue, lockClueOf } from './clue.store.ts';

/** Limit of the pack within which a registration may be undone. */
const LIMIT = 'clue.undo';
const DAY_MS = 24 * 3_600_000;

/**
 * Undoes registrations by a counter-event each, all of them or none.
 * @throws 400 naming every one that can not be undone
 */
export async function undoClues(ctx: Ctx, ids: readonly string[]): Promise<{ undone: number }> {
  const [action] = actionsWith(machineForService(ctx.pack, 'clue'), 'clue.undo');
  if (!action) throw wrongState([]);
  const faults: FaultInput[] = [];
  // One after the other in one order, so that two who undo the same ones can't wait for each other.
  for (const id of [...new Set(ids)].sort()) {
    try {
      const clue = found(await findClue(ctx.trx, ctx.actor.jurisdictionId, id));
      await act(ctx, clue.matter_id, action, {});
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const code =
        error.details.faults?.[0]?.code ??
        (error.code === 'not-found' ? 'unknown-reference' : 'undo.handled');
      faults.push({ pointer: `/ids/${ids.indexOf(id)}`, code });
    }
  }
  if (faults.length) throw invalid(...faults);
  return { undone: new Set(ids).size };
}

/** A registration is undone within the time that the pack gives; later it is withdrawn, with a reason. @throws 400 */
export const refuseLateUndo: EffectHandler = async (ctx, call) => {
  const clue = found(await lockClueOf(ctx.trx, ctx.actor.jurisdictionId, 'matter_id', call.matter.id));
  const own = call.before?.opened_by === ctx.actor.accountId;
  if (!own || clue.submission_id !== null || clue.transfer_id !== null)
    throw invalid({ pointer: '', code: 'undo.not-own' });
  const { limits } = await ctx.terms(clue.organ_id);
  const length = limitOn(limits, LIMIT, ctx.today)?.length;
  const days = length?.unit === 'day' ? length.value : 0;
  if (ctx.now.getTime() - clue.created_at.getTime() > days * DAY_MS)
    throw invalid({ pointer: '', code: 'undo.late' });
};
