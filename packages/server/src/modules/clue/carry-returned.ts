import { quarterDays } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { found, invalid } from '../../platform/errors/app-error.ts';
import { cellsOf } from './edit-rows.ts';
import { insertRows, listRows } from './row.store.ts';
import { RowChecker } from './row-checker.ts';
import { findSubmission, type SubmissionRow } from './submission.store.ts';

interface Draft {
  id: string;
  organId: string;
  period: string;
}

/** The accepted sheet whose returned rows a new one takes up. @throws 404 not in sight; 400 another's, or nothing came back */
export async function sheetWithReturned(ctx: Ctx, id: string, of: Omit<Draft, 'id'>): Promise<SubmissionRow> {
  const sheet = found(await findSubmission(ctx.trx, ctx.actor.jurisdictionId, id));
  if (sheet.organ_id !== of.organId || sheet.period !== of.period || !sheet.accepted_at)
    throw invalid({ pointer: '/returnedFrom', code: 'unknown-reference' });
  return sheet;
}

/**
 * Begins a supplement with the rows that came back from an earlier sheet, as they were written there. Each is checked
 * anew and counts as wrong with the reason it came back for, until it is mended or left out.
 * @returns how many rows
 */
export async function carryReturned(ctx: Ctx, from: SubmissionRow, to: Draft): Promise<number> {
  const j = ctx.actor.jurisdictionId;
  const returned = await listRows(ctx.trx, j, from.id, {
    states: ['returned'],
    after: 0,
    limit: from.row_count,
  });
  if (!returned.length) throw invalid({ pointer: '/returnedFrom', code: 'unknown-reference' });
  const asOf = quarterDays(to.period).last;
  // Identity numbers are sealed to their sheet and row.
  const opener = new RowChecker(ctx, from.id, asOf);
  const rows = await new RowChecker(ctx, to.id, asOf).check(
    returned.map((row) => ({
      sheet: row.sheet,
      row: row.source_row,
      date1904: false,
      cells: cellsOf(ctx, opener, row, {}),
    })),
    1,
  );
  await insertRows(
    ctx.trx,
    { jurisdiction: j, submissionId: to.id, organId: to.organId },
    rows.map((row, i) => ({
      ...row,
      came_from: from.id,
      came_row: returned[i]!.row_no,
      state: 'wrong' as const,
      faults: [
        ...(row.faults ?? []),
        { column: 'title', code: 'row.returned', params: { reason: returned[i]!.return_reason ?? '' } },
      ],
    })),
  );
  return rows.length;
}
