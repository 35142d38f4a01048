import type { RowCounts } from '@plumbline/contract/submission';
import { quarterDays } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { json } from '../../platform/db/sql.ts';
import { type FaultInput, found, invalid } from '../../platform/errors/app-error.ts';
import { emptyCell } from '../../platform/workbook/cells.ts';
import type { Cell } from '../../platform/workbook/types.ts';
import {
  countRows,
  findRow,
  type NewRow,
  PICKS,
  type StoredRow,
  UNIT_FILLED,
  writtenCells,
} from './row.store.ts';
import { ELSEWHERE, RowChecker } from './row-checker.ts';
import type { RowFault } from './sheet/check-row.ts';
import { sheetSpec } from './sheet/sheet-spec.ts';
import { openFor } from './submission.access.ts';
import { picks, rowState } from './submission.rules.ts';

export interface RowChange {
  cells?: Record<string, string> | undefined;
  pick?: string | null | undefined;
  excluded?: boolean | undefined;
}

/**
 * Fixes a row on the page: new cells, a candidate picked, left out or taken in again. The row is checked and
 * matched anew as if it had come so.
 * @throws 404, 403, 409 as for editing the sheet; 400 for a column or candidate that isn't there
 */
export async function fixRow(ctx: Ctx, id: string, rowNo: number, change: RowChange): Promise<void> {
  const { submission } = await openFor(ctx, id, 'edit');
  const j = ctx.actor.jurisdictionId;
  const row = found(await findRow(ctx.trx, j, id, rowNo));
  refuseUnknownColumns(ctx, change);
  const checker = new RowChecker(ctx, id, quarterDays(submission.period).last);
  const [checked] = await checker.check(
    [{ sheet: row.sheet, row: row.source_row, date1904: false, cells: cellsOf(ctx, checker, row, change) }],
    rowNo,
  );
  const picked = pickOf(row, checked!, change);
  const unit = checked!.cells.unit ? undefined : picked.unit;
  const settled = new Set([...(picked.byHand ? ['person.unknown'] : []), ...(unit ? [UNIT_MISSING] : [])]);
  // Whom the row is about is known only now.
  const elsewhere = picked.subject ? await checker.elsewhere(picked.subject, checked!.entry?.source) : [];
  const faults = [
    ...(checked!.faults ?? []).filter((fault) => fault.code !== ELSEWHERE && !settled.has(keyOf(fault))),
    ...elsewhere,
  ];
  const excluded = change.excluded ?? row.state === 'excluded';
  const state = rowState({
    faults: faults.length,
    subject: picked.subject !== null,
    picks: picks({ faults, candidates: checked!.candidates }),
    excluded,
  });
  const set = {
    state,
    cells: json(unit ? { ...checked!.cells, unit } : checked!.cells),
    entry: checked!.entry && json(checked!.entry),
    faults: faults.length ? json(faults) : null,
    candidates: checked!.candidates && json(checked!.candidates),
    subject_kind: picked.subject?.kind ?? null,
    subject_id: picked.subject?.id ?? null,
    certainty: picked.subject?.certainty ?? null,
    reasons: picked.subject ? [...picked.subject.reasons, ...(unit ? [UNIT_FILLED] : [])] : null,
    picked_by: picked.byHand ? ctx.actor.accountId : null,
    bands: checked!.bands,
    twin_key: picked.subject?.id ?? checked!.twin_key,
    id_sealed: checked!.id_sealed === null ? null : Buffer.from(checked!.id_sealed, 'base64'),
    // Leaving a row out changes nothing that was written in it.
    edited_by: change.cells || change.pick !== undefined ? ctx.actor.accountId : row.edited_by,
  };
  ctx.send(
    ctx.trx
      .updateTable('submission_row')
      .set(set)
      .where('jurisdiction_id', '=', j)
      .where('submission_id', '=', id)
      .where('row_no', '=', rowNo),
  );
  ctx.record({
    type: 'submission.row-fixed',
    entity: 'submission',
    entityId: id,
    matterId: submission.matter_id,
    organId: submission.organ_id,
    data: {
      row: rowNo,
      columns: Object.keys(change.cells ?? {}),
      ...(change.pick === undefined ? {} : { pick: change.pick }),
      ...(change.excluded === undefined ? {} : { excluded: change.excluded }),
    },
  });
}

function refuseUnknownColumns(ctx: Ctx, change: RowChange): void {
  const known = sheetSpec(ctx.pack).byCode;
  const faults = Object.keys(change.cells ?? {})
    .filter((code) => !known.has(code))
    .map(
      (code): FaultInput => ({ pointer: `/cells/${code}`, code: 'unknown-code', params: { value: code } }),
    );
  if (faults.length) throw invalid(...faults);
}

const UNIT_MISSING = 'cell.required unit';
const keyOf = (fault: RowFault) =>
  fault.code === 'cell.required' ? `${fault.code} ${fault.column}` : fault.code;

/**
 * The row's cells as if read from a workbook: what was kept, with the changes over it. A unit that was taken
 * from a picked person is no evidence for that person, so the match is made without it.
 */
export function cellsOf(ctx: Ctx, checker: RowChecker, row: StoredRow, change: RowChange): Map<string, Cell> {
  const texts: Record<string, string> = { ...writtenCells(row), ...change.cells };
  const idColumns = sheetSpec(ctx.pack).columns.filter((column) => column.kind === 'id-number');
  for (const { code } of idColumns) {
    // Kept masked for showing; the whole number lies sealed beside the row.
    if (change.cells?.[code] === undefined && row.id_sealed)
      texts[code] = checker.open(row.row_no, row.id_sealed);
  }
  return new Map(
    Object.entries(texts)
      .filter(([, text]) => text.trim() !== '')
      .map(([code, text]) => [code, { ...emptyCell(1, row.source_row), kind: 'text', text }]),
  );
}

interface Picked {
  subject: Pick<NonNullable<NewRow['candidates']>[number], 'kind' | 'id' | 'certainty' | 'reasons'> | null;
  /** Picking by hand settles that nobody knows the person: the unit was picked, or one of the known. */
  byHand: boolean;
  /** The unit of the picked person, for a row that names none. */
  unit?: string | undefined;
}

/** The candidate picked now, else the one picked before where it is one still, else what the check found. */
function pickOf(row: StoredRow, checked: NewRow, change: RowChange): Picked {
  const found: Picked['subject'] =
    checked.subject_id && checked.subject_kind && checked.certainty
      ? {
          kind: checked.subject_kind,
          id: checked.subject_id,
          certainty: checked.certainty,
          reasons: checked.reasons ?? [],
        }
      : null;
  const before = row.picked_by ? row.subject_id : null;
  const wanted = change.pick === undefined ? before : change.pick;
  if (!wanted) return { subject: found, byHand: false };
  const candidate = checked.candidates?.find((known) => known.id === wanted);
  if (!candidate) {
    if (change.pick) throw invalid({ pointer: '/pick', code: 'unknown-reference' });
    return { subject: found, byHand: false };
  }
  return { subject: candidate, byHand: true, unit: candidate.unit ?? undefined };
}

/** Rows in this state, or left out in it. */
const STOOD = {
  wrong: sql<boolean>`faults is not null and not ${PICKS}`,
  ambiguous: sql<boolean>`(faults is null and subject_id is null or ${PICKS})`,
};

/** Leaves many rows out, or takes them in again in the state that their faults and match give them. */
export async function excludeRows(
  ctx: Ctx,
  id: string,
  of: { rows?: readonly number[] | undefined; state?: 'wrong' | 'ambiguous' | undefined; excluded: boolean },
): Promise<{ changed: number; counts: RowCounts }> {
  const { submission } = await openFor(ctx, id, 'edit');
  const j = ctx.actor.jurisdictionId;
  const chosen = of.rows ? sql`row_no = any (${[...of.rows]}::integer[])` : STOOD[of.state ?? 'wrong'];
  const to = of.excluded
    ? sql`'excluded'`
    : sql`case when ${PICKS} then 'ambiguous' when faults is not null then 'wrong' when subject_id is null then 'ambiguous' else 'ready' end`;
  const from = of.excluded ? sql`state in ('ready', 'wrong', 'ambiguous')` : sql`state = 'excluded'`;
  const { numAffectedRows = 0n } = await sql`
    update submission_row set state = ${to}
    where jurisdiction_id = ${j} and submission_id = ${id} and ${chosen} and ${from}`.execute(ctx.trx);
  ctx.record({
    type: 'submission.rows-excluded',
    entity: 'submission',
    entityId: id,
    matterId: submission.matter_id,
    organId: submission.organ_id,
    data: {
      excluded: of.excluded,
      rows: of.rows ?? null,
      state: of.state ?? null,
      changed: Number(numAffectedRows),
    },
  });
  return { changed: Number(numAffectedRows), counts: await countRows(ctx.trx, j, id) };
}
