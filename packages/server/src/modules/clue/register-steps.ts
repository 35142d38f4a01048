import type { Ctx } from '../../platform/context/context.ts';
import { AppError, type FaultInput, found, invalid } from '../../platform/errors/app-error.ts';
import { act } from '../matter/index.ts';
import { findClue } from './clue.store.ts';
import type { Asked } from './register.store.ts';

interface Input {
  ids: readonly string[];
  data?: Record<string, unknown> | undefined;
  reason?: string | undefined;
}

/**
 * Takes a step of a register on many files, on all of them or on none.
 * @throws 404 where the register has no such step, 400 naming every field, or every file on which it can not be taken
 */
export async function actOnRegister(
  ctx: Ctx,
  { register }: Asked,
  action: string,
  { ids, data, reason }: Input,
): Promise<{ done: number }> {
  found(register.steps?.find((step) => step === action));
  const given = { ...(data ? { data } : {}), ...(reason ? { reason } : {}) };
  const faults: FaultInput[] = [];
  // One after the other in one order, so that two who take the same ones can't wait for each other.
  for (const id of [...new Set(ids)].sort()) {
    try {
      const clue = found(await findClue(ctx.trx, ctx.actor.jurisdictionId, id));
      await act(ctx, clue.matter_id, action, given);
    } catch (error) {
      if (!(error instanceof AppError) || error.status >= 500) throw error;
      // What is wrong with the form is wrong for every file.
      if (error.details.faults?.some(({ pointer }) => /^\/(data|reason)/.test(pointer ?? ''))) throw error;
      const code = error.code === 'not-found' ? 'unknown-reference' : 'register.not-now';
      faults.push({ pointer: `/ids/${ids.indexOf(id)}`, code });
    }
  }
  if (faults.length) throw invalid(...faults);
  return { done: new Set(ids).size };
}
