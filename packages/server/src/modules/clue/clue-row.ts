import type { Ctx, EffectCall } from '../../platform/context/context.ts';
import { found } from '../../platform/errors/app-error.ts';
import { type SearchEntry, saveSearchEntry } from '../../platform/search/index-entry.ts';
import { type ClueRow, listMerged, lockClueOf, subjectNames } from './clue.store.ts';
import { clueEntry } from './clue-entry.ts';

/** The clue of the matter that a step was taken on, held until the transaction ends. @throws 404 */
export async function clueOf(ctx: Ctx, call: EffectCall): Promise<ClueRow> {
  return found(await lockClueOf(ctx.trx, ctx.actor.jurisdictionId, 'matter_id', call.matter.id));
}

export function changeClue(ctx: Ctx, id: string, set: Record<string, unknown>): void {
  ctx.send(
    ctx.trx
      .updateTable('clue')
      .set(set)
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('id', '=', id),
  );
}

/** What search finds of a clue, by the numbers of its repeats as well. */
export async function indexClue(ctx: Ctx, row: ClueRow): Promise<SearchEntry> {
  const j = ctx.actor.jurisdictionId;
  const [names, merged] = await Promise.all([
    subjectNames(ctx.trx, j, row.subject_id ? [row.subject_id] : [], ctx.today),
    listMerged(ctx.trx, j, row.id),
  ]);
  const known = names.get(row.subject_id ?? '');
  const label = [known?.name, known?.unit].filter(Boolean).join(' ');
  const entry = clueEntry({ ...row, label, repeats: merged.flatMap(({ number }) => number ?? []) });
  saveSearchEntry(ctx.trx, ctx.send, j, entry);
  return entry;
}
