import type { CalendarDay } from '@plumbline/contract/calendar';
import { AppError, type FaultInput } from '../../platform/errors/app-error.ts';
import { cellAt, cleanText } from '../../platform/workbook/cells.ts';
import { parseDay } from '../../platform/workbook/days.ts';
import { WorkbookError } from '../../platform/workbook/errors.ts';
import { findHeader, HEADER_SEARCH_ROWS, type HeaderMatch } from '../../platform/workbook/headers.ts';
import { readWorkbook } from '../../platform/workbook/reader.ts';
import { columnLetters } from '../../platform/workbook/reference.ts';
import type { MergeRange, RowEvent } from '../../platform/workbook/types.ts';
import { COLUMNS, type Key, kindOf } from './days-sheet.ts';

/** A year has no more days than this that differ from their weekday. */
const MOST_ROWS = 200;

interface DaysRead {
  days: CalendarDay[];
  faults: FaultInput[];
}

/**
 * Reads the first visible sheet that has a day and a kind in each row. @throws 422 workbook-refused, naming what
 * is wrong with the file
 */
export async function readDays(bytes: Uint8Array): Promise<DaysRead> {
  let rows: RowEvent[] = [];
  let merges: MergeRange[] = [];
  let first: FaultInput | undefined;
  try {
    for await (const event of readWorkbook({ bytes }, { maxRows: MOST_ROWS + HEADER_SEARCH_ROWS })) {
      if (event.type === 'sheet') [rows, merges] = [[], event.merges];
      else if (event.type === 'row') rows.push(event);
      if (event.type !== 'sheet-end' || event.sheet.visibility !== 'visible') continue;
      const header = findHeader(rows, COLUMNS, merges);
      if (header) return readRows(rows, header);
      first ??= { sheet: event.sheet.name, code: 'header.not-found', params: { rows: HEADER_SEARCH_ROWS } };
    }
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error;
    const faults = [{ code: error.code, params: error.params }];
    throw new AppError('workbook-refused', { faults, cause: error });
  }
  return { days: [], faults: first ? [first] : [] };
}

function readRows(rows: readonly RowEvent[], header: HeaderMatch): DaysRead {
  const at = { sheet: rows[0]!.sheet.name, row: header.lastRow };
  const faults: FaultInput[] = header.missing.map(({ labels }) => ({
    ...at,
    code: 'header.missing',
    params: { label: labels[0] },
  }));
  for (const { found } of header.duplicates) {
    const columns = found.map((one) => one.letters).join(', ');
    faults.push({ ...at, code: 'header.duplicate', params: { label: found[0]?.label, columns } });
  }
  if (faults.length) return { days: [], faults };
  const days = rows
    .filter(({ row }) => row > header.lastRow)
    .map((row) => readRow(row, header, faults))
    .filter((day) => day !== undefined);
  return { days, faults };
}

function readRow(
  { sheet, row, cells }: RowEvent,
  header: HeaderMatch,
  faults: FaultInput[],
): CalendarDay | undefined {
  const cell = (key: Key) => {
    const column = header.columns.get(key);
    return column === undefined ? undefined : cellAt(cells, column, row);
  };
  const fault = (key: Key, code: string, params: Record<string, unknown>) => {
    const column = columnLetters(header.columns.get(key)!);
    faults.push({ sheet: sheet.name, row, column, code, params });
  };
  const text = (key: Key) => cleanText(cell(key)?.text ?? '');
  // A row without a day is a title or a remark.
  if (text('day') === '' && text('kind') === '') return undefined;
  const parsed = parseDay(cell('day')!);
  if (!parsed.ok) fault('day', parsed.code, parsed.params);
  const kind = kindOf(text('kind'));
  if (!kind) fault('kind', 'calendar.kind', { value: text('kind') });
  return parsed.ok && kind ? { day: parsed.day, kind, name: text('name').slice(0, 50) } : undefined;
}
