import type { Candidate, SubmissionRow } from '@plumbline/contract/submission-rows';
import type { Ctx } from '../../platform/context/context.ts';
import { type FaultInput, found } from '../../platform/errors/app-error.ts';
import { faultText, hasFaultText } from '../../platform/errors/fault-texts.ts';
import { classTitles, titleOf } from './clue.summary.ts';
import { listRows, type StoredRow } from './row.store.ts';
import type { RowCandidate } from './sheet/resolve-row.ts';
import { localFaults } from './sheet.view.ts';
import { findSubmission, type SubmissionRow as SheetRecord } from './submission.store.ts';
import { spoken } from './submission.view.ts';
import { findTwins } from './twins.ts';

/** Why a match was made, in the caller's language; a unit has no name of a person. */
export const reasonsOf = (ctx: Ctx, kind: 'person' | 'unit', reasons: readonly string[]) =>
  reasons.map((code) => {
    const ofUnit = `match.unit.${code}`;
    const text = kind === 'unit' && hasFaultText(ofUnit) ? ofUnit : `match.${code}`;
    return { code, text: faultText(text, {}, ctx.locale) };
  });

export const candidateOf = (ctx: Ctx, candidate: RowCandidate): Candidate => ({
  ...candidate,
  reasons: reasonsOf(ctx, candidate.kind, candidate.reasons),
});

/** Rows with what each will become, whom it was matched to and why, what is wrong and what is almost the same. */
export async function presentRows(
  ctx: Ctx,
  sheet: SheetRecord,
  rows: readonly StoredRow[],
): Promise<SubmissionRow[]> {
  const [twins, clues] = await Promise.all([findTwins(ctx, sheet, rows), cluesOf(ctx, rows)]);
  return rows.map((row) => ({
    rowNo: row.row_no,
    sheet: row.sheet,
    sourceRow: row.source_row,
    state: row.state,
    cells: row.cells,
    becomes: becomesOf(ctx, row),
    subject: subjectOf(ctx, row),
    candidates: (row.candidates ?? []).map((candidate) => candidateOf(ctx, candidate)),
    faults: localFaults(ctx, sheet, row).map((fault) => spoken(ctx, fault)),
    twins: twins.get(row.row_no) ?? [],
    returnReason: row.return_reason,
    clueId: clues.has(row.clue_id ?? '') ? row.clue_id : null,
    number: clues.get(row.clue_id ?? '') ?? null,
    edited: row.edited_by !== null,
  }));
}

/** Every row of a sheet that somebody must look at, with what is wrong and what to write. */
export async function openRows(
  ctx: Ctx,
  id: string,
): Promise<{ sheet: string; row: number; state: string; faults: FaultInput[] }[]> {
  const j = ctx.actor.jurisdictionId;
  const sheet = found(await findSubmission(ctx.trx, j, id));
  const rows = await listRows(ctx.trx, j, id, {
    states: ['wrong', 'ambiguous'],
    after: 0,
    limit: sheet.row_count,
  });
  return rows.map((row) => ({
    sheet: row.sheet,
    row: row.source_row,
    state: row.state,
    faults: [
      ...(row.state === 'ambiguous' ? [{ code: 'row.ambiguous' }] : []),
      ...localFaults(ctx, sheet, row),
    ],
  }));
}

function becomesOf(ctx: Ctx, { entry, cells }: StoredRow): SubmissionRow['becomes'] {
  if (!entry) return null;
  return {
    class: entry.class,
    subType: entry.subType,
    ...classTitles(ctx, entry.class, entry.subType),
    polarity: entry.polarity,
    source: entry.source,
    sourceTitle: titleOf(ctx.pack.sources, entry.source, ctx.locale),
    occurredOn: entry.occurredOn,
    receivedOn: entry.receivedOn,
    title: cells.title ?? '',
  };
}

function subjectOf(ctx: Ctx, row: StoredRow): Candidate | null {
  const known = row.candidates?.find((candidate) => candidate.id === row.subject_id);
  if (!known || !row.certainty) return null;
  return candidateOf(ctx, { ...known, certainty: row.certainty, reasons: row.reasons ?? known.reasons });
}

/** Numbers of the clue files that rows became, for those who may see them: the sender may not. */
async function cluesOf(ctx: Ctx, rows: readonly StoredRow[]): Promise<Map<string, string | null>> {
  const ids = rows.flatMap((row) => row.clue_id ?? []);
  if (!ids.length) return new Map();
  const clues = await ctx.trx
    .selectFrom('clue')
    .select(['id', 'number'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', 'in', ids)
    .execute();
  return new Map(clues.map((clue) => [clue.id, clue.number]));
}
