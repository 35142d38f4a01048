import { AsyncLocalStorage } from 'node:async_hooks';
import { sql } from 'kysely';
import { dayOf } from '../../platform/clock/clock.ts';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import { invalid } from '../../platform/errors/app-error.ts';
import type { Place } from '../dossier/index.ts';
import { engineActor } from '../matter/index.ts';
import { type ClueDraft, openClues, type Registration } from './open-clues.ts';
import { proposeMatches } from './propose-matches.ts';
import { seeingRegistry } from './registry-sight.ts';
import { StubRoutes } from './route-clue.ts';
import { listRows, type StoredRow } from './row.store.ts';
import { elsewhereFault } from './row-checker.ts';
import { localFaults } from './sheet.view.ts';
import type { SubmissionRow } from './submission.store.ts';

/** Rows turned into clues together: a few statements, and a breath for other requests between. */
const BATCH = 1000;
/** Rows told of when the acceptance is refused. */
const TOLD = 20;

/** Tells whoever runs an acceptance how many rows are done. */
export const acceptance = new AsyncLocalStorage<(done: number) => void>();

/**
 * Turns every ready row of a sheet into a clue file, all in the caller's transaction: afterwards all of them
 * exist or none. A row whose match is less than certain waits for a second person without subject and number.
 */
export async function acceptRows(ctx: Ctx, sheet: SubmissionRow): Promise<void> {
  const organId = sheet.receiver_organ_id;
  const parties = { receiver: [{ kind: 'organ' as const, id: organId }] };
  const actor = engineActor(ctx.actor, { custodian: organId, parties });
  const opening = { organId, actor, parties, places: new Map<string, Place>() };
  const receivedOn = dayOf(sheet.submitted_at ?? ctx.now);
  const page = (after: number) =>
    listRows(ctx.trx, ctx.actor.jurisdictionId, sheet.id, { states: ['ready'], after, limit: BATCH });
  const routes = new StubRoutes(ctx, organId);
  let done = 0;
  for (let rows = await page(0); rows.length; ) {
    // Asked for before this page is written, so that it is there when PostgreSQL has done with that.
    const next = page(rows.at(-1)!.row_no);
    next.catch(() => undefined);
    await refuseElsewhere(ctx, sheet, routes, rows);
    const drafts = rows.map((row) => ({ row, draft: draftOf(ctx, sheet, row, receivedOn) }));
    const certain = drafts.filter(({ row }) => row.certainty === 'certain');
    const uncertain = drafts.filter(({ row }) => row.certainty !== 'certain');
    await openClues(
      ctx,
      certain.map(({ draft }) => draft),
      opening,
    );
    proposeMatches(
      ctx,
      uncertain.map(({ row, draft }) => ({ draft, certainty: row.certainty!, reasons: row.reasons ?? [] })),
      opening,
    );
    markAccepted(
      ctx,
      sheet.id,
      drafts.map(({ row, draft }) => ({ row_no: row.row_no, clue_id: draft.id })),
    );
    done += rows.length;
    acceptance.getStore()?.(done);
    rows = await next;
  }
}

/** Who manages a post may have changed since the sheet was checked. @throws 400 that names the rows */
async function refuseElsewhere(
  ctx: Ctx,
  sheet: SubmissionRow,
  routes: StubRoutes,
  rows: readonly StoredRow[],
): Promise<void> {
  const about = rows.flatMap((row) =>
    row.subject_kind && row.subject_id
      ? [{ row, subject: { kind: row.subject_kind, id: row.subject_id } }]
      : [],
  );
  await seeingRegistry(ctx, () => routes.read(about.map(({ subject }) => subject)));
  const faults = about.flatMap(({ row, subject }) => {
    const line = routes.lineOf(subject, row.entry?.source);
    if (!line) return [];
    const marked = { ...row, faults: [elsewhereFault(subject, line)] };
    return localFaults(ctx, sheet, marked).map((fault) => ({ ...fault, pointer: `/rows/${row.row_no}` }));
  });
  if (faults.length) throw invalid(...faults.slice(0, TOLD));
}

function draftOf(ctx: Ctx, sheet: SubmissionRow, row: StoredRow, receivedOn: string): ClueDraft {
  const { cells, entry } = row;
  if (!entry || !row.subject_id || !row.subject_kind) throw new Error(`Row ${row.row_no} is not ready`);
  const subject = { kind: row.subject_kind, id: row.subject_id };
  const known = row.candidates?.find((candidate) => candidate.id === row.subject_id);
  return {
    id: newId(ctx.now.getTime()),
    subject,
    label: [known?.name, known?.unit].filter(Boolean).join(' '),
    form: registrationOf(cells, entry, receivedOn),
    period: sheet.period,
    sourceOrganId: sheet.organ_id,
    bands: row.bands ?? [],
    submissionId: sheet.id,
    rowNo: row.row_no,
  };
}

function registrationOf(
  cells: StoredRow['cells'],
  entry: NonNullable<StoredRow['entry']>,
  receivedOn: string,
): Registration {
  const text = (code: 'content' | 'basis' | 'decidedBy' | 'note') =>
    cells[code] ? { [code]: cells[code] } : {};
  return {
    class: entry.class,
    subType: entry.subType,
    polarity: entry.polarity,
    source: entry.source,
    occurredOn: entry.occurredOn,
    receivedOn: entry.receivedOn ?? receivedOn,
    title: cells.title ?? '',
    ...text('content'),
    ...text('basis'),
    ...text('decidedBy'),
    ...(entry.clear === null ? {} : { clear: entry.clear }),
    ...text('note'),
  };
}

function markAccepted(
  ctx: Ctx,
  submissionId: string,
  rows: readonly { row_no: number; clue_id: string }[],
): void {
  const given = JSON.stringify(rows);
  ctx.send({
    compile: () =>
      sql`update submission_row r set state = 'accepted', clue_id = g.clue_id
        from json_to_recordset(${given}::json) as g (row_no integer, clue_id uuid)
        where r.jurisdiction_id = ${ctx.actor.jurisdictionId} and r.submission_id = ${submissionId}
          and r.row_no = g.row_no`.compile(ctx.trx),
  });
}
