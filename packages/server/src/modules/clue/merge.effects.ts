import { isAllowed } from '@plumbline/policy';
import { asPlatform } from '../../platform/context/as-platform.ts';
import type { Ctx, EffectHandler, EffectHandlers } from '../../platform/context/context.ts';
import { invalid } from '../../platform/errors/app-error.ts';
import { type ClueRow, lockClueOf } from './clue.store.ts';
import { changeClue, clueOf, indexClue } from './clue-row.ts';

/** Whether a repeat may go on in the clue: one of the same organ and subject that came earlier and counts itself. */
export const mayTake = (ctx: Ctx, into: ClueRow, repeat: ClueRow): boolean =>
  into.id !== repeat.id &&
  into.organ_id === repeat.organ_id &&
  into.subject_id !== null &&
  into.subject_id === repeat.subject_id &&
  into.created_at.getTime() <= repeat.created_at.getTime() &&
  into.merged_into === null &&
  into.room < 2 &&
  isAllowed(ctx.pack.uses, into.status, 'workload-count');

/**
 * A repeat goes on in the file of the earlier clue and counts with it once (P3): both numbers and histories stay.
 * Whoever merges sees both, keeps both and found the same subject in both: the matters were joined before this runs.
 * @throws 400 when the other clue came later, or counts for nothing itself
 */
const mergeClue: EffectHandler = async (ctx, call) => {
  const { event } = call;
  if (event.type !== 'acted' || event.into === undefined) return;
  const j = ctx.actor.jurisdictionId;
  const row = await clueOf(ctx, call);
  const into = await lockClueOf(ctx.trx, j, 'matter_id', event.into);
  if (!into || !mayTake(ctx, into, row)) throw invalid({ pointer: '/data/into', code: 'clue.unfit-earlier' });
  changeClue(ctx, row.id, { merged_into: into.id });
  await indexClue(ctx, into);
};

/** The repeat stands by itself again. */
const partClue: EffectHandler = async (ctx, call) => {
  const { event } = call;
  if (event.type !== 'acted' || event.leaves === undefined) return;
  const row = await clueOf(ctx, call);
  changeClue(ctx, row.id, { merged_into: null });
  const from = await lockClueOf(ctx.trx, ctx.actor.jurisdictionId, 'matter_id', event.leaves);
  if (from) await indexClue(ctx, from);
};

export const mergeEffects: EffectHandlers = {
  'clue.merge': asPlatform(mergeClue),
  'clue.part': asPlatform(partClue),
};
