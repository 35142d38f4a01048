import { AppError, type FaultInput } from '../../../platform/errors/app-error.ts';
import { cellAt, cleanName } from '../../../platform/workbook/cells.ts';
import { parseDay } from '../../../platform/workbook/days.ts';
import { WorkbookError } from '../../../platform/workbook/errors.ts';
import { findHeader, HEADER_SEARCH_ROWS, type HeaderMatch } from '../../../platform/workbook/headers.ts';
import { readWorkbook } from '../../../platform/workbook/reader.ts';
import { columnLetters } from '../../../platform/workbook/reference.ts';
import type { Cell, MergeRange, RowEvent } from '../../../platform/workbook/types.ts';
import { COLUMNS, type Key } from './columns.ts';

/** More accounts are brought in by several workbooks: each account's password is hashed on purpose slowly. */
const MOST_ROWS = 1000;

export interface SheetRow {
  sheet: string;
  row: number;
  texts: Record<Exclude<Key, 'from' | 'to'>, string>;
  from: string | null;
  to: string | null;
  /** Letters of each column, for faults. */
  columns: Partial<Record<Key, string>>;
}

export interface SheetRead {
  rows: SheetRow[];
  faults: FaultInput[];
}

/**
 * Reads the first visible sheet with a heading that fits; others are left alone. Faults of heading and cells
 * are gathered. @throws 422 workbook-refused, naming what is wrong with the file
 */
export async function readSheet(bytes: Uint8Array): Promise<SheetRead> {
  try {
    let first: FaultInput | undefined;
    for await (const sheet of sheetsOf(bytes)) {
      const header = findHeader(sheet.rows, COLUMNS, sheet.merges);
      if (header) return readRows(sheet, header);
      first ??= {
        sheet: sheet.name,
        code: 'header.not-found',
        params: { rows: HEADER_SEARCH_ROWS },
      };
    }
    return { rows: [], faults: first ? [first] : [] };
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error;
    throw new AppError('workbook-refused', {
      faults: [{ code: error.code, params: error.params }],
      cause: error,
    });
  }
}

interface Sheet {
  name: string;
  merges: MergeRange[];
  rows: RowEvent[];
}

async function* sheetsOf(bytes: Uint8Array): AsyncGenerator<Sheet> {
  let sheet: Sheet = { name: '', merges: [], rows: [] };
  for await (const event of readWorkbook({ bytes }, { maxRows: MOST_ROWS + HEADER_SEARCH_ROWS })) {
    if (event.type === 'sheet') sheet = { name: event.sheet.name, merges: event.merges, rows: [] };
    else if (event.type === 'row') sheet.rows.push(event);
    else if (event.type === 'sheet-end' && event.sheet.visibility === 'visible') yield sheet;
  }
}

function readRows(sheet: Sheet, header: HeaderMatch): SheetRead {
  const faults: FaultInput[] = [];
  const at = { sheet: sheet.name, row: header.lastRow };
  for (const missing of header.missing)
    faults.push({ ...at, code: 'header.missing', params: { label: missing.labels[0] } });
  for (const { found } of header.duplicates) {
    const columns = found.map((one) => one.letters).join(', ');
    faults.push({ ...at, code: 'header.duplicate', params: { label: found[0]?.label, columns } });
  }
  const rows = sheet.rows
    .filter(({ row }) => row > header.lastRow)
    .map((row) => readRow(row, header, faults));
  if (rows.length === 0) faults.push({ ...at, code: 'no-account-rows' });
  return { rows, faults };
}

function readRow({ sheet, row, cells }: RowEvent, header: HeaderMatch, faults: FaultInput[]): SheetRow {
  const cell = (key: Key): Cell | undefined => {
    const column = header.columns.get(key);
    return column === undefined ? undefined : cellAt(cells, column, row);
  };
  const columns = Object.fromEntries(
    [...header.columns].map(([key, column]) => [key, columnLetters(column)]),
  ) as SheetRow['columns'];
  const day = (key: 'from' | 'to'): string | null => {
    const found = cell(key);
    if (!found || found.text === '') return null;
    const parsed = parseDay(found);
    if (parsed.ok) return parsed.day;
    faults.push({ sheet: sheet.name, row, column: columns[key], code: parsed.code, params: parsed.params });
    return null;
  };
  const text = (key: Key) => cleanName(cell(key)?.text ?? '');
  return {
    sheet: sheet.name,
    row,
    texts: {
      username: text('username').normalize('NFKC'),
      name: text('name'),
      role: text('role'),
      organ: text('organ'),
      unit: text('unit'),
    },
    from: day('from'),
    to: day('to'),
    columns,
  };
}
