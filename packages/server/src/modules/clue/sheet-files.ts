import { addDays, dueDate, pick, quarterOf } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { found } from '../../platform/errors/app-error.ts';
import type { Download } from '../../platform/http/endpoints.ts';
import { workbookFile } from '../../platform/workbook/workbook-file.ts';
import type { WriteColumn, WriteRow } from '../../platform/workbook/writer-types.ts';
import { listRows, type StoredRow, writtenCells } from './row.store.ts';
import { RowChecker } from './row-checker.ts';
import { NOTE_COLUMN } from './sheet/one-sheet.ts';
import { localFaults, sheetColumns } from './sheet.view.ts';
import { type OpenSheet, openFor, rowsAboutCaller } from './submission.access.ts';
import { findSubmission } from './submission.store.ts';
import { spoken } from './submission.view.ts';

const NOTE = 'note__';
const PAGE = 1000;
const WIDTHS: Record<string, number> = { ordinal: 6, 'id-number': 22, day: 12, 'long-text': 60, text: 36 };

function columnsOf(ctx: Ctx): WriteColumn[] {
  return sheetColumns(ctx).map((column) => ({
    key: column.code,
    header: column.label,
    width: WIDTHS[column.kind] ?? 18,
    note: [column.hint, column.required ? REQUIRED[ctx.locale] : null].filter(Boolean).join(' '),
    ...(column.options ? { list: column.options.map((option) => option.title) } : {}),
  }));
}

const REQUIRED = { zh: '必填。', en: 'Required.' };

/** The quarter whose sheet is being prepared on a day: the last one that has ended. */
const periodBefore = (today: string): string => quarterOf(addDays(`${quarterStart(today)}-01`, -1));
const quarterStart = (day: string): string =>
  `${day.slice(0, 4)}-${String(Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}`;

/** The workbook template of a quarter: headings, notes and drop-down lists as the pack has them. */
export async function template(ctx: Ctx, period: string = periodBefore(ctx.today)): Promise<Download> {
  const { submission } = ctx.pack;
  const name = pick(submission.sheet, ctx.locale);
  const { calendar } = await ctx.terms();
  const due = dueDate(submission, period, calendar);
  const notes =
    ctx.locale === 'zh'
      ? [
          `${name}（${period}，${due}前报送）`,
          '列的先后不限；不写反映人信息；身份证号请按文本填写；没有线索的请在平台签署零报告。',
        ]
      : [
          `${name} (${period}, due ${due})`,
          'Columns may stand in any order. Write nothing about who reported it. ID numbers as text. With nothing to report, sign a nil return on the platform.',
        ];
  return workbookFile(`${name} ${period}.xlsx`, { name, columns: columnsOf(ctx), rows: [], notes });
}

/**
 * Rows that are wrong or not clear, as the body wrote them, with a column that says what to mend; made to be
 * corrected and uploaded again. ID numbers are whole: they are the body's own, and what was masked could not be
 * read again.
 * @throws as for editing the sheet
 */
export async function wrongRows(ctx: Ctx, id: string): Promise<Download> {
  const sheet = await openFor(ctx, id, 'edit');
  ctx.record({
    kind: 'open',
    type: 'submission.wrong-rows-exported',
    entity: 'submission',
    entityId: id,
    matterId: sheet.submission.matter_id,
    organId: sheet.submission.organ_id,
  });
  const rows = await written(ctx, id, ['wrong', 'ambiguous'], (row) => notesOf(ctx, sheet, row));
  const note = NOTE_COLUMN[ctx.locale];
  const name = pick(ctx.pack.submission.sheet, ctx.locale);
  const columns = [...columnsOf(ctx), { key: NOTE, header: note, width: 60 }];
  return workbookFile(`${name} ${sheet.submission.period} ${note}.xlsx`, { name, columns, rows });
}

/** The rows in these states, or all that show, as they stand in a workbook. */
async function written(
  ctx: Ctx,
  id: string,
  states: StoredRow['state'][] | undefined,
  notes?: (row: StoredRow) => string,
): Promise<WriteRow[]> {
  const rows: WriteRow[] = [];
  const checker = new RowChecker(ctx, id, ctx.today);
  for (let after = 0; ; ) {
    const page = await listRows(ctx.trx, ctx.actor.jurisdictionId, id, { states, after, limit: PAGE });
    for (const row of page) {
      const idNumber = row.id_sealed ? { idNumber: checker.open(row.row_no, row.id_sealed) } : {};
      const cells = { ...writtenCells(row), ...idNumber };
      // Of a row that was destroyed its place is left, empty.
      if (Object.keys(cells).length > 0) rows.push(notes ? { ...cells, [NOTE]: notes(row) } : cells);
    }
    if (page.length < PAGE) return rows;
    after = page.at(-1)!.row_no;
  }
}

function notesOf(ctx: Ctx, { submission }: OpenSheet, row: StoredRow): string {
  const faults = localFaults(ctx, submission, row).map((fault) => spoken(ctx, fault));
  const notes = faults.map((fault) => [fault.column, fault.detail].filter(Boolean).join(' '));
  if (row.state === 'ambiguous') {
    const ambiguous = spoken(ctx, { code: 'row.ambiguous' }).detail;
    const names = (row.candidates ?? []).map((candidate) =>
      [candidate.name, candidate.unit, candidate.post].filter(Boolean).join(' '),
    );
    notes.push([ambiguous, ...names].join('\n'));
  }
  return notes.join('\n');
}

/**
 * The workbook as the body uploaded it; once rows of it are set aside or destroyed, one made anew of those that show.
 * @throws 404 when there is none in sight
 */
export async function uploadedWorkbook(ctx: Ctx, id: string): Promise<Download> {
  const sheet = found(await findSubmission(ctx.trx, ctx.actor.jurisdictionId, id));
  ctx.need('submission.write', sheet.organ_id);
  found(sheet.digest);
  ctx.record({
    kind: 'open',
    type: 'submission.workbook-opened',
    entity: 'submission',
    entityId: id,
    matterId: sheet.matter_id,
    organId: sheet.organ_id,
  });
  const about = await rowsAboutCaller(ctx, [sheet.id]);
  if (sheet.file_store && sheet.rows_aside === 0 && about.size === 0) {
    const content = await ctx.services.files.get(ctx.actor.jurisdictionId, sheet.file_store);
    return { name: sheet.file_name ?? 'workbook', type: 'application/octet-stream', content };
  }
  const name = pick(ctx.pack.submission.sheet, ctx.locale);
  const fileName = sheet.file_name?.replace(/\.\w+$/, '') ?? `${name} ${sheet.period}`;
  const rows = await written(ctx, id, undefined);
  return workbookFile(`${fileName}.xlsx`, { name, columns: columnsOf(ctx), rows });
}
