import { actionsWith, isAllowed } from '@plumbline/policy';
import { asPlatform } from '../../platform/context/as-platform.ts';
import type { Ctx, EffectHandler, EffectHandlers } from '../../platform/context/context.ts';
import { invalid } from '../../platform/errors/app-error.ts';
import { containment, similarity } from '../../platform/matching/similarity.ts';
import { getMatter, machineOfMatter } from '../matter/index.ts';
import { type ClueRow, listMerged, lockClueOf } from './clue.store.ts';
import { changeClue, clueOf, indexClue } from './clue-row.ts';
import { textOf } from './likeness.ts';

/** Whether a repeat may go on in the clue: one of the same organ and subject that came earlier and counts itself. */
export const mayTake = (ctx: Ctx, into: ClueRow, repeat: ClueRow): boolean =>
  into.id !== repeat.id &&
  into.organ_id === repeat.organ_id &&
  into.subject_id !== null &&
  into.subject_id === repeat.subject_id &&
  into.polarity === repeat.polarity &&
  into.created_at.getTime() <= repeat.created_at.getTime() &&
  into.merged_into === null &&
  into.room < 2 &&
  isAllowed(ctx.pack.uses, into.status, 'workload-count') &&
  // What a second person established does not go under in what nobody verified.
  usesOf(ctx, repeat.status).every((use) => isAllowed(ctx.pack.uses, into.status, use));

const usesOf = ({ pack }: Ctx, status: string) =>
  Object.keys(pack.uses.table[status] ?? {}).filter((use) => isAllowed(pack.uses, status, use));

/** Nothing takes a clue away under the repeats that go on in it: they would count nowhere. @throws 400 */
export async function refuseRepeats(ctx: Ctx, id: string): Promise<void> {
  if ((await listMerged(ctx.trx, ctx.actor.jurisdictionId, id)).length > 0)
    throw invalid({ code: 'clue.has-repeats' });
}

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
  if (!into || !mayTake(ctx, into, row) || (await isAway(ctx, into)))
    throw invalid({ pointer: '/data/into', code: 'clue.unfit-earlier' });
  if (!areAlike(ctx, into, row)) throw invalid({ pointer: '/data/into', code: 'clue.unlike' });
  changeClue(ctx, row.id, { merged_into: into.id });
  await indexClue(ctx, into);
};

function areAlike({ pack: { likeness: rule } }: Ctx, one: ClueRow, other: ClueRow): boolean {
  return rule !== null && similarity(textOf(one), textOf(other), containment(rule)) >= rule.alike.from;
}

/** Whether it is on its way to another organ. */
async function isAway(ctx: Ctx, clue: ClueRow): Promise<boolean> {
  const matter = await getMatter(ctx, clue.matter_id);
  const machine = await machineOfMatter(ctx, matter);
  return actionsWith(machine, 'clue.leave').some((code) =>
    machine.actions[code]!.from.includes(matter.state),
  );
}

/** What goes to another organ, or is taken back, leaves no repeats behind. */
const alone: EffectHandler = async (ctx, call) => refuseRepeats(ctx, (await clueOf(ctx, call)).id);

/** Taken back is what was registered here: what another organ transferred would lie nowhere then. @throws 400 */
const refuseTransferred: EffectHandler = async (ctx, call) => {
  if ((await clueOf(ctx, call)).transfer_id !== null) throw invalid({ code: 'clue.came-by-transfer' });
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
  'clue.alone': asPlatform(alone),
  'clue.own': refuseTransferred,
};
