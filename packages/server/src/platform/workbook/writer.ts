import { type EventEmitter, once } from 'node:events';
import type { Writable } from 'node:stream';
import type { Column, Worksheet } from 'exceljs';
import { addDropDown, addListSheet, type DropDown } from './drop-downs.ts';
import { WorkbookError } from './errors.ts';
import { columnLetters } from './reference.ts';
import { type CellValue, type ColumnKind, NUMBER_FORMATS, storedValue } from './writer-values.ts';

export interface WriteColumn {
  key: string;
  header: string;
  /** In characters of a Latin digit; a Chinese character takes two. */
  width?: number;
  /** Left out: text. Text cells have number format `@`, so that what is typed or edited there stays text. */
  kind?: ColumnKind;
  /** Shown when a cell of the column is selected. At most 255 characters. */
  note?: string;
  /** The values of the column's drop-down list. */
  list?: readonly string[];
}

export type WriteRow = Readonly<Record<string, CellValue>>;

export interface WriteSheet {
  name: string;
  columns: readonly WriteColumn[];
  rows: Iterable<WriteRow> | AsyncIterable<WriteRow>;
  /** Lines above the heading: title, how to fill in. */
  notes?: readonly string[];
}

export interface WriteOptions {
  sheets: readonly WriteSheet[];
  /** The moment written into the file's properties. Left out: a fixed one. */
  createdAt?: Date;
}

const DEFAULT_WIDTH = 16;
/** Drop-down lists and notes reach this far below the heading: people fill templates in from the top. */
const TEMPLATE_ROWS = 10_000;
/** Rows between two looks at how far the receiver has come. */
const ROWS_A_BREATH = 200;
const MAX_ROW = 1_048_576;
const FIXED_DATE = new Date(Date.UTC(2000, 0, 1));

/**
 * Writes an .xlsx to the stream and ends it. Rows are taken as fast as the stream drains.
 *
 * Against formula injection every text, whatever it starts with (= + - @ tab CR), is stored as a string cell
 * with number format `@`. Neither opening nor editing such a cell makes a formula of it, and unlike a
 * leading apostrophe in the value it comes back unchanged when the file is read again. (A CSV has no types:
 * there `csvLine` sets the apostrophe.) Whole numbers too long for a spreadsheet are written as text.
 *
 * Errors: workbook.cell-too-long and workbook.too-many-rows, because an export is whole or refused; those of
 * the stream. After an error the stream is destroyed.
 */
export async function writeWorkbook(
  stream: Writable,
  { sheets, createdAt = FIXED_DATE }: WriteOptions,
): Promise<void> {
  // Loaded when first needed: it takes longer to load than the rest of a command to run.
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    stream,
    useStyles: true,
    useSharedStrings: false,
  });
  workbook.creator = workbook.lastModifiedBy = 'Plumbline';
  workbook.created = workbook.modified = createdAt;
  const broken = brokenStream(stream);
  try {
    const names = sheetNames(sheets.map(({ name }) => name));
    const dropDowns: DropDown[] = [];
    for (const [index, sheet] of sheets.entries()) {
      const target = workbook.addWorksheet(names[index]!, { views: [frozenBelow(sheet)] });
      await writeSheet(target, sheet, dropDowns, broken);
    }
    addListSheet(workbook, dropDowns);
    await Promise.race([workbook.commit(), broken.failure]);
  } catch (error) {
    stream.destroy();
    throw error;
  } finally {
    broken.release();
  }
}

function frozenBelow({ notes = [] }: WriteSheet): { state: 'frozen'; ySplit: number } {
  return { state: 'frozen', ySplit: notes.length + 1 };
}

async function writeSheet(
  target: Worksheet,
  sheet: WriteSheet,
  dropDowns: DropDown[],
  broken: BrokenStream,
): Promise<void> {
  const { columns, notes = [] } = sheet;
  target.columns = columns.map(
    ({ key, width, kind = 'text' }): Partial<Column> => ({
      key,
      width: width ?? DEFAULT_WIDTH,
      style: { numFmt: NUMBER_FORMATS[kind], alignment: { vertical: 'top', wrapText: kind === 'text' } },
    }),
  );
  for (const note of notes) writeNote(target, note);
  writeHeading(target, columns);
  const heading = notes.length + 1;
  for (const [index, column] of columns.entries()) {
    const letters = columnLetters(index + 1);
    const area = `${letters}${heading + 1}:${letters}${heading + TEMPLATE_ROWS}`;
    if (column.list || column.note) addDropDown(target, area, column, dropDowns);
  }
  let row = heading;
  for await (const values of sheet.rows) {
    if (++row > MAX_ROW) throw new WorkbookError('workbook.too-many-rows', { max: MAX_ROW - heading });
    const cells = columns.map(({ key, kind = 'text' }, index) =>
      storedValue(values[key], kind, () => ({ sheet: sheet.name, ref: `${columnLetters(index + 1)}${row}` })),
    );
    const line = target.addRow(cells);
    for (const [index, value] of cells.entries()) {
      // A text in a column of numbers or dates is as open to being edited into a formula as any other.
      if (
        typeof value === 'string' &&
        columns[index]!.kind !== undefined &&
        columns[index]!.kind !== 'text'
      ) {
        line.getCell(index + 1).numFmt = NUMBER_FORMATS.text;
      }
    }
    line.commit();
    if (row % ROWS_A_BREATH === 0) await breathe(target, broken);
  }
  target.commit();
}

function writeNote(target: Worksheet, note: string): void {
  const line = target.addRow([storedValue(note, 'text', () => ({ sheet: target.name, ref: 'A1' }))]);
  line.getCell(1).style = { numFmt: '@', font: { italic: true }, alignment: { wrapText: false } };
  line.commit();
}

function writeHeading(target: Worksheet, columns: readonly WriteColumn[]): void {
  const line = target.addRow(columns.map(({ header }) => header));
  line.eachCell((cell) => {
    cell.style = {
      numFmt: '@',
      font: { bold: true },
      fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEFEBE3' } },
      border: { bottom: { style: 'thin' } },
      alignment: { vertical: 'middle', horizontal: 'center', wrapText: true },
    };
  });
  line.commit();
}

/** Names as a spreadsheet accepts them: 31 characters, none of []:*?/\, no two alike. */
function sheetNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const plain = name.replace(/[[\]:*?/\\\u0000-\u001f]/g, ' ').replace(/^[\s']+|[\s']+$/g, '') || 'Sheet';
    let free = plain.slice(0, 31);
    for (let i = 2; taken.has(free.toLowerCase()); i++)
      free = `${plain.slice(0, 31 - String(i).length - 1)} ${i}`;
    taken.add(free.toLowerCase());
    return free;
  });
}

interface BrokenStream {
  /** Rejects when the receiver goes away, never resolves. */
  failure: Promise<never>;
  release(): void;
}

/** A receiver that hangs up emits no error on its own, and waiting for it to drain would never end. */
function brokenStream(stream: Writable): BrokenStream {
  const { promise, reject } = Promise.withResolvers<never>();
  promise.catch(() => {});
  const closed = () => reject(new Error('The stream was closed before the workbook was written'));
  // This listener stays: an error that comes late must not end the process.
  stream.on('error', reject);
  stream.on('close', closed);
  return { failure: promise, release: () => stream.off('close', closed) };
}

/** The pipe behind a sheet of exceljs is a stream of an early kind, which tells its state only here. */
interface SheetPipe extends EventEmitter {
  _writableState: { needDrain: boolean };
}

/**
 * exceljs takes rows without ever saying that it is full, and would hold a whole export in memory for a slow
 * receiver. So the writer waits for the pipe that its sheet feeds.
 */
async function breathe(target: Worksheet, { failure }: BrokenStream): Promise<void> {
  const { pipes } = (target as unknown as { stream: { pipes: SheetPipe[] } }).stream;
  await Promise.race([new Promise((resolve) => setImmediate(resolve)), failure]);
  for (const pipe of pipes) {
    if (pipe._writableState.needDrain) await Promise.race([once(pipe, 'drain'), failure]);
  }
}
