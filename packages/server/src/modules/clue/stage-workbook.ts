import { quarterDays } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { json } from '../../platform/db/sql.ts';
import { AppError } from '../../platform/errors/app-error.ts';
import { FORGET_TOPIC } from '../../platform/http/forget-contents.ts';
import type { Limits } from '../../platform/workbook/types.ts';
import { act } from '../matter/index.ts';
import { deleteRows, insertRows, type NewRow } from './row.store.ts';
import { RowChecker } from './row-checker.ts';
import type { SheetRow } from './sheet/one-sheet.ts';
import { readSheets, type SheetsRead } from './sheet/read-sheets.ts';
import { sheetSpec } from './sheet/sheet-spec.ts';
import { type OpenSheet, openFor, refuseOwnRows } from './submission.access.ts';

/** Rows checked, matched and written together: one statement, and a breath for other requests between. */
const BATCH = 1000;

export interface StagedFile {
  /** Where the content can be read from. */
  path: string;
  name: string;
  size: number;
  /** SHA-256, hex. */
  digest: string;
  /** Keeps the content and gives its name in the store. */
  keep(): Promise<string>;
}

export interface Staged {
  repeated: boolean;
  rows: number;
}

/**
 * Replaces the rows of a sheet by those of a workbook: each is checked, matched to the registry and written, a
 * batch at a time as the file is read, all in the caller's transaction. The same file again changes nothing.
 *
 * @throws 404, 403, 409 as for editing the sheet; 409 `duplicate` for a file that was sent in before; 422 with
 *   every fault of a file that can't be read. Nothing is kept then.
 */
export async function stageWorkbook(
  ctx: Ctx,
  submissionId: string,
  file: StagedFile,
  options: { job?: string; onRows?: (count: number) => void; limits?: Partial<Limits> } = {},
): Promise<Staged> {
  const sheet = await openFor(ctx, submissionId, 'edit', options);
  const { submission } = sheet;
  if (submission.digest === file.digest && submission.row_count > 0) {
    return { repeated: true, rows: submission.row_count };
  }
  await refuseOwnRows(ctx, submissionId);
  await refuseSentBefore(ctx, sheet, file.digest);
  await act(ctx, sheet.matter.id, sheet.action, {}, { row: sheet.matter });
  const j = ctx.actor.jurisdictionId;
  await deleteRows(ctx.trx, j, submissionId);
  const read: SheetsRead = { notes: [], sheets: [], rows: 0 };
  const of = { jurisdiction: j, submissionId, organId: submission.organ_id };
  const checker = new RowChecker(ctx, submissionId, quarterDays(submission.period).last);
  let written = 0;
  let writing: Promise<void> = Promise.resolve();
  for await (const batch of inBatches(
    readSheets({ path: file.path }, sheetSpec(ctx.pack), read, options.limits),
  )) {
    const rows: NewRow[] = await checker.check(batch, written + 1);
    await writing;
    // The next rows are read and checked while the database takes these.
    writing = insertRows(ctx.trx, of, rows);
    writing.catch(() => undefined);
    written += rows.length;
    options.onRows?.(written);
  }
  await writing;
  const store = await file.keep();
  const set = {
    file_store: store,
    file_name: file.name,
    file_size: file.size,
    digest: file.digest,
    notes: json(read.notes),
    sheets: json(read.sheets),
    row_count: written,
  };
  ctx.send(
    ctx.trx
      .updateTable('submission')
      .set(set)
      .where('jurisdiction_id', '=', j)
      .where('id', '=', submissionId),
  );
  // What was sent before in its place is kept by nobody.
  if (submission.file_store && submission.file_store !== store)
    ctx.later(FORGET_TOPIC, { stores: [submission.file_store] });
  ctx.record({
    type: 'submission.staged',
    entity: 'submission',
    entityId: submissionId,
    matterId: submission.matter_id,
    organId: submission.organ_id,
    data: { digest: file.digest, size: file.size, rows: written },
  });
  return { repeated: false, rows: written };
}

/** A file that the body has sent in already under another sheet would count everything twice. */
async function refuseSentBefore(ctx: Ctx, { submission }: OpenSheet, digest: string): Promise<void> {
  const other = await ctx.trx
    .selectFrom('submission')
    .select(['id', 'period', 'kind', 'submitted_at as submittedAt'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('organ_id', '=', submission.organ_id)
    .where('digest', '=', digest)
    .where('id', '<>', submission.id)
    .where('withdrawn_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (!other) return;
  throw new AppError('duplicate', {
    params: { detail: 'workbook.sent-before', period: other.period },
    changed: other,
  });
}

async function* inBatches(source: AsyncIterable<SheetRow[]>): AsyncGenerator<SheetRow[]> {
  let waiting: SheetRow[] = [];
  for await (const rows of source) {
    waiting = waiting.length ? waiting.concat(rows) : rows;
    while (waiting.length >= BATCH) {
      yield waiting.slice(0, BATCH);
      waiting = waiting.slice(BATCH);
    }
  }
  if (waiting.length) yield waiting;
}
