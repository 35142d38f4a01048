import type { RowCounts } from '@plumbline/contract/submission';
import { sql } from 'kysely';
import type { Trx } from '../../platform/db/database.ts';
import type { Entry, RowFault } from './sheet/check-row.ts';
import type { RowCandidate } from './sheet/resolve-row.ts';

/** A row of a sheet as it is kept. */
export interface StoredRow {
  submission_id: string;
  row_no: number;
  sheet: string;
  source_row: number;
  state: 'ready' | 'wrong' | 'ambiguous' | 'excluded' | 'accepted' | 'returned';
  cells: Record<string, string>;
  entry: Entry | null;
  faults: RowFault[] | null;
  candidates: RowCandidate[] | null;
  subject_kind: 'person' | 'unit' | null;
  subject_id: string | null;
  certainty: 'certain' | 'likely' | 'ambiguous' | null;
  reasons: string[] | null;
  picked_by: string | null;
  bands: string[] | null;
  twin_key: string | null;
  id_sealed: Buffer | null;
  return_reason: string | null;
  clue_id: string | null;
  edited_by: string | null;
}

/** Among the reasons of a match: the body named no unit, the picked person's stands in the row. */
export const UNIT_FILLED = 'unit-filled';

/** The cells as the body wrote them, without a unit that was taken from the record of a picked person. */
export function writtenCells({
  cells,
  reasons,
}: Pick<StoredRow, 'cells' | 'reasons'>): Record<string, string> {
  if (!reasons?.includes(UNIT_FILLED)) return cells;
  const { unit: _, ...written } = cells;
  return written;
}

/** A row that is written anew; `id_sealed` is base64. */
export type NewRow = Omit<
  StoredRow,
  'submission_id' | 'id_sealed' | 'return_reason' | 'clue_id' | 'edited_by' | 'picked_by'
> & { id_sealed: string | null } & {
  /** The row of an earlier sheet that came back and was carried over. */
  came_from?: string;
  came_row?: number;
};

/**
 * Writes many rows by one statement: they travel as one JSON parameter, so its text is the same for any number
 * of rows.
 */
export async function insertRows(
  trx: Trx,
  of: { jurisdiction: number; submissionId: string; organId: string },
  rows: readonly NewRow[],
): Promise<void> {
  if (!rows.length) return;
  await sql`
    insert into submission_row (jurisdiction_id, submission_id, organ_id, row_no, sheet, source_row, state, cells,
      entry, faults, candidates, subject_kind, subject_id, certainty, reasons, bands, twin_key, id_sealed,
      came_from, came_row)
    select ${of.jurisdiction}, ${of.submissionId}::uuid, ${of.organId}::uuid, row_no, sheet, source_row, state, cells,
      entry, faults, candidates, subject_kind, subject_id, certainty, reasons, bands, twin_key,
      decode(id_sealed, 'base64'), came_from, came_row
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (row_no integer, sheet text, source_row integer,
      state text, cells jsonb, entry jsonb, faults jsonb, candidates jsonb, subject_kind text, subject_id uuid,
      certainty text, reasons text[], bands text[], twin_key text, id_sealed text,
      came_from uuid, came_row integer)`.execute(trx);
}

export async function deleteRows(trx: Trx, j: number, submissionId: string): Promise<void> {
  await trx
    .deleteFrom('submission_row')
    .where('jurisdiction_id', '=', j)
    .where('submission_id', '=', submissionId)
    .execute();
}

export async function findRow(
  trx: Trx,
  j: number,
  submissionId: string,
  rowNo: number,
): Promise<StoredRow | undefined> {
  const row = await rowsOf(trx, j, submissionId).where('row_no', '=', rowNo).executeTakeFirst();
  return row as StoredRow | undefined;
}

export interface RowFilter {
  states?: readonly string[] | undefined;
  uncertain?: boolean | undefined;
  edited?: boolean | undefined;
  rows?: readonly number[] | undefined;
  /** Without rows that the body left out: they were never handed in. */
  handedIn?: boolean | undefined;
  after: number;
  limit: number;
}

export async function listRows(
  trx: Trx,
  j: number,
  submissionId: string,
  filter: RowFilter,
): Promise<StoredRow[]> {
  let query = rowsOf(trx, j, submissionId)
    .where('row_no', '>', filter.after)
    .orderBy('row_no')
    .limit(filter.limit);
  if (filter.states) query = query.where('state', 'in', [...filter.states] as StoredRow['state'][]);
  if (filter.handedIn) query = query.where('state', '<>', 'excluded');
  if (filter.rows) query = query.where('row_no', 'in', [...filter.rows]);
  // As `countRows` has it: what is wrong, left out or returned waits for no second person.
  if (filter.uncertain)
    query = query
      .where('certainty', 'in', ['likely', 'ambiguous'])
      .where('state', 'in', ['ready', 'accepted']);
  else if (filter.uncertain === false) query = query.where('certainty', 'not in', ['likely', 'ambiguous']);
  if (filter.edited) query = query.where('edited_by', 'is not', null);
  return (await query.execute()) as unknown as StoredRow[];
}

const rowsOf = (trx: Trx, j: number, submissionId: string) =>
  trx
    .selectFrom('submission_row')
    .selectAll()
    .where('jurisdiction_id', '=', j)
    .where('submission_id', '=', submissionId);

/** What `picks` of the rules tells of a row, for statements over many. */
export const PICKS = sql<boolean>`(coalesce(jsonb_array_length(faults), 0) = 1
  and faults @> '[{"code": "cell.required", "column": "unit"}]'
  and coalesce(candidates @> '[{"kind": "person"}]', false))`;

/** How many rows are in which state. */
export async function countRows(trx: Trx, j: number, submissionId: string): Promise<RowCounts> {
  const { rows } = await sql<{
    state: keyof RowCounts;
    count: number;
    uncertain: number;
    wrong: number;
    unclear: number;
  }>`
    select state, count(*) as count, count(*) filter (where state in ('ready', 'accepted') and certainty <> 'certain')
      as uncertain,
      count(*) filter (where state = 'excluded' and faults is not null and not ${PICKS}) as wrong,
      count(*) filter (where state = 'excluded' and (faults is null and subject_id is null or ${PICKS})) as unclear
    from submission_row where jurisdiction_id = ${j} and submission_id = ${submissionId}
    group by state`.execute(trx);
  const counts: RowCounts = {
    total: 0,
    ready: 0,
    wrong: 0,
    ambiguous: 0,
    excluded: 0,
    accepted: 0,
    returned: 0,
    uncertain: 0,
    excludedWrong: 0,
    excludedAmbiguous: 0,
  };
  for (const row of rows) {
    counts[row.state] = row.count;
    counts.total += row.count;
    counts.uncertain += row.uncertain;
    counts.excludedWrong += row.wrong;
    counts.excludedAmbiguous += row.unclear;
  }
  return counts;
}

/**
 * SHA-256 (hex) over what the body wrote: of each row that isn't left out the digest of its number, sheet, row
 * and cells, in the order of the rows. `jsonb` has one way to write the same cells.
 */
export async function digestRows(trx: Trx, j: number, submissionId: string): Promise<string> {
  const { rows } = await sql<{ digest: string }>`
    select encode(sha256(coalesce(string_agg(sha256(convert_to(
      concat_ws(E'\\x1f', row_no, sheet, source_row, cells), 'UTF8')), ''::bytea order by row_no), ''::bytea)), 'hex')
      as digest
    from submission_row
    where jurisdiction_id = ${j} and submission_id = ${submissionId} and state <> 'excluded'`.execute(trx);
  return rows[0]!.digest;
}
