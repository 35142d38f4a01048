import { AppError, type FaultInput } from '../../../platform/errors/app-error.ts';
import { WorkbookError } from '../../../platform/workbook/errors.ts';
import { readWorkbookBatches } from '../../../platform/workbook/reader.ts';
import type { Limits, WorkbookSource } from '../../../platform/workbook/types.ts';
import { OneSheet, type SheetRow } from './one-sheet.ts';
import type { SheetSpec } from './sheet-spec.ts';

/** What was noticed besides the rows: sheets left out, formulas, hidden rows. */
export type Note = Omit<FaultInput, 'pointer' | 'parameter' | 'text' | 'detail'>;

export interface SheetsRead {
  notes: Note[];
  /** The sheets that were read, with the letters of each column of the pack. */
  sheets: { name: string; letters: Record<string, string> }[];
  rows: number;
}

/** Sheets of the template that hold no data; nobody needs to be told of them. */
export const OWN_SHEETS = new Set(['_lists', '填写说明', 'How to fill in']);

/**
 * Streams the data rows of a workbook in batches. Every visible sheet with the whole heading is read, in any
 * order of columns; others are left out with a note. `read` is complete when the iteration has ended.
 *
 * @throws {AppError} workbook-refused, with every fault of the file; what came before must not be kept then
 */
export async function* readSheets(
  source: WorkbookSource,
  spec: SheetSpec,
  read: SheetsRead,
  limits: Partial<Limits> = {},
): AsyncGenerator<SheetRow[]> {
  const misses: OneSheet[] = [];
  let sheet: OneSheet | undefined;
  let date1904 = false;
  const counts = { formulas: 0, hidden: 0 };
  try {
    for await (const events of readWorkbookBatches(source, limits)) {
      const rows: SheetRow[] = [];
      for (const event of events) {
        if (event.type === 'workbook') {
          date1904 = event.date1904;
          if (event.macros) read.notes.push({ code: 'note.macros' });
        } else if (event.type === 'sheet') {
          sheet = new OneSheet(event.sheet, event.merges, spec, date1904, counts);
        } else if (event.type === 'row') {
          sheet?.take(event, rows);
        } else if (sheet) {
          sheet.end(rows);
          finish(sheet, read, misses);
        }
      }
      read.rows += rows.length;
      if (rows.length) yield rows;
    }
  } catch (error) {
    if (error instanceof WorkbookError)
      throw new AppError('workbook-refused', {
        faults: [{ code: error.code, params: error.params }],
        cause: error,
      });
    throw error;
  }
  if (!read.sheets.length) throw new AppError('workbook-refused', { faults: missing(misses) });
  if (!read.rows) {
    const { name } = read.sheets[0]!;
    throw new AppError('workbook-refused', {
      faults: [{ sheet: name, code: 'workbook.no-rows', params: { sheet: name } }],
    });
  }
  for (const miss of misses) read.notes.push(...noteOf(miss));
  if (counts.formulas) read.notes.push({ code: 'note.formulas', params: { count: counts.formulas } });
  if (counts.hidden) read.notes.push({ code: 'note.hidden-rows', params: { count: counts.hidden } });
}

function finish(sheet: OneSheet, read: SheetsRead, misses: OneSheet[]): void {
  if (sheet.usable) {
    read.sheets.push({ name: sheet.name, letters: sheet.letters() });
    for (const { label, letters } of sheet.unknown())
      read.notes.push({
        sheet: sheet.name,
        column: letters,
        code: 'header.unknown',
        params: { label, column: letters },
      });
  } else if (!OWN_SHEETS.has(sheet.name)) misses.push(sheet);
}

function noteOf(miss: OneSheet): Note[] {
  const params = { sheet: miss.name };
  if (miss.hidden) return [{ sheet: miss.name, code: 'note.sheet-hidden', params }];
  if (!miss.looksLikeData) return [{ sheet: miss.name, code: 'note.sheet-ignored', params }];
  const labels = miss.missingLabels();
  return [{ sheet: miss.name, code: 'note.sheet-incomplete', params: { ...params, labels } }];
}

/** What to mend when no sheet could be read: the faults of the one that came nearest. */
function missing(misses: readonly OneSheet[]): FaultInput[] {
  const best = misses.toSorted((a, b) => b.known - a.known)[0];
  return best?.faults() ?? [{ code: 'header.not-found', params: { rows: 20 } }];
}
