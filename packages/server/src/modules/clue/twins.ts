import type { Twin } from '@plumbline/contract/submission-rows';
import type { Likeness } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { containment, similarity, sketchOf } from '../../platform/matching/similarity.ts';
import { sameText, textOf } from './likeness.ts';
import type { StoredRow } from './row.store.ts';
import type { SubmissionRow } from './submission.store.ts';

/** Shown beside a row; the nearest ones. */
const MOST = 5;
/** Compared for one row at the most; clues that promise most come first. */
const COMPARED = 20;

interface Found {
  row_no: number;
  where: 'sheet' | 'earlier' | 'file';
  submission_id: string | null;
  twin_no: number | null;
  twin_row: number | null;
  clue_id: string | null;
  number: string | null;
  period: string | null;
  day: string | null;
  title: string | null;
  content: string | null;
  same_subject: boolean;
  accepted: boolean;
}

/**
 * What is almost the same as the rows: in the same sheet, in other sheets of the body, among clues on file —
 * each only as far as the caller may see it, so a body's liaison is shown only what the body itself sent.
 * One round trip for all rows.
 */
export async function findTwins(
  ctx: Ctx,
  sheet: SubmissionRow,
  rows: readonly StoredRow[],
): Promise<Map<number, Twin[]>> {
  const asking = rows.filter((row) => row.bands?.length);
  const { likeness: rule } = ctx.pack;
  if (!asking.length || !rule) return new Map();
  const asked = JSON.stringify(
    asking.map((row) => ({
      row_no: row.row_no,
      bands: row.bands,
      ...sketchOf(textOf(row.cells)),
      twin_key: row.twin_key,
      subject_id: row.subject_id,
      clue_id: row.clue_id,
    })),
  );
  const [sheets, clues] = await Promise.all([
    findRows(ctx, sheet, asked),
    ctx.may('clue.read') ? findClues(ctx, asked, rule) : [],
  ]);
  const texts = new Map(asking.map((row) => [row.row_no, textOf(row.cells)]));
  const twins = new Map<number, Twin[]>();
  for (const found of [...sheets, ...clues]) {
    const own = texts.get(found.row_no)!;
    const other = textOf({ title: found.title ?? '', content: found.content ?? '' });
    const likeness = similarity(own, other, containment(rule));
    if (likeness < rule.alike.from) continue;
    const list = twins.get(found.row_no) ?? [];
    twins.set(found.row_no, list);
    list.push(twinOf(found, likeness, found.same_subject && sameText(own, other)));
  }
  for (const [row, list] of twins) twins.set(row, list.sort(nearest).slice(0, MOST));
  return twins;
}

/** The same comes first, then what concerns the same subject: bodies use the same words of different people. */
const nearest = (a: Twin, b: Twin) =>
  Number(b.identical) - Number(a.identical) ||
  Number(b.sameSubject) - Number(a.sameSubject) ||
  b.similarity - a.similarity;

const twinOf = (found: Found, likeness: number, identical: boolean): Twin => ({
  where: found.where,
  submissionId: found.submission_id,
  rowNo: found.twin_no,
  sourceRow: found.twin_row,
  clueId: found.clue_id,
  number: found.number,
  period: found.period,
  day: found.day,
  title: found.title ?? '',
  similarity: Math.round(likeness * 100) / 100,
  sameSubject: found.same_subject,
  identical,
  accepted: found.accepted,
});

/** Rows on the same subject that share a key, the same before the rest; what was withdrawn or left out doesn't count. */
async function findRows(ctx: Ctx, sheet: SubmissionRow, asked: string): Promise<Found[]> {
  const j = ctx.actor.jurisdictionId;
  const { rows } = await sql<Found>`
    select a.row_no, case when t.submission_id = ${sheet.id} then 'sheet' else 'earlier' end as where,
      t.submission_id, t.row_no as twin_no, t.source_row as twin_row, null as clue_id, null as number, s.period,
      t.entry ->> 'occurredOn' as day, t.cells ->> 'title' as title, t.cells ->> 'content' as content,
      true as same_subject, t.state = 'accepted' as accepted
    from json_to_recordset(${asked}::json) as a (row_no integer, bands text[], twin_key text)
    cross join lateral (
      select r.submission_id, r.row_no, r.source_row, r.state, r.entry, r.cells from submission_row r
      where r.jurisdiction_id = ${j} and r.organ_id = ${sheet.organ_id} and r.twin_key = a.twin_key
        and r.bands && a.bands and r.state <> 'excluded'
        and (r.submission_id, r.row_no) <> (${sheet.id}::uuid, a.row_no)
      order by r.bands = a.bands desc limit ${COMPARED}) t
    join submission s on s.jurisdiction_id = ${j} and s.id = t.submission_id and s.withdrawn_at is null`.execute(
    ctx.trx,
  );
  return rows;
}

/** Clues on file that share a key, whomever they concern, but not what the row itself became. */
async function findClues(ctx: Ctx, asked: string, { alike, contained }: Likeness): Promise<Found[]> {
  const j = ctx.actor.jurisdictionId;
  const { rows } = await sql<Found>`
    select a.row_no, 'file' as where, null as submission_id, null as twin_no, null as twin_row, c.id as clue_id, c.number, c.period,
      c.occurred_on as day, c.title, c.content, coalesce(c.subject_id = a.subject_id, false) as same_subject, true as accepted
    from json_to_recordset(${asked}::json) as a (row_no integer, bands text[], sketch bit(512), shingles integer,
      subject_id uuid, clue_id uuid)
    cross join lateral app.similar_clues(a.bands, a.sketch, a.shingles, ${alike.from}::float8,
      ${contained.from}::float8, ${contained.pairs}::integer, ${COMPARED}::integer) f
    join clue c on c.jurisdiction_id = ${j} and c.id = f.id and c.id is distinct from a.clue_id`.execute(
    ctx.trx,
  );
  return rows;
}
