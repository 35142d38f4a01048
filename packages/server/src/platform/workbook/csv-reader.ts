import { CsvParser, detectDelimiter, meantField } from './csv.ts';
import { detectEncoding, type Encoding } from './csv-encoding.ts';
import { WorkbookError } from './errors.ts';
import { columnLetters } from './reference.ts';
import { openSource, type ReadAt } from './source.ts';
import type { Tally } from './tally.ts';
import { seenText } from './text.ts';
import {
  type Cell,
  type Limits,
  MAX_COLUMN,
  type SheetInfo,
  type WorkbookEvent,
  type WorkbookSource,
} from './types.ts';

const CHUNK = 128 * 1024;

/**
 * Reads delimited text as one sheet without a name. Every cell is text as written: a spreadsheet's guesses
 * (dates, numbers, formulas) are not made. Rows are numbered as a spreadsheet would show them, so a quoted
 * line break does not count and a blank line does.
 */
export async function* readCsv(
  source: WorkbookSource,
  limits: Limits,
  tally: Tally,
): AsyncGenerator<WorkbookEvent[]> {
  const { size, readAt, close } = await openSource(source);
  try {
    if (size > limits.maxInflatedBytes) {
      throw new WorkbookError('workbook.too-large', {
        maxMegabytes: Math.floor(limits.maxInflatedBytes / 1024 / 1024),
      });
    }
    const encoding = await detectEncoding(readAt, size);
    const sheet: SheetInfo = { index: 1, name: '', visibility: 'visible' };
    let parser: CsvParser | undefined;
    let row = 0;
    for await (const text of decoded(readAt, size, encoding)) {
      let rest = text;
      if (!parser) {
        const { delimiter, skip } = opening(text);
        parser = new CsvParser(delimiter);
        rest = text.slice(skip);
        const start = { date1904: false, macros: false, sheets: [sheet], encoding: encoding.name, delimiter };
        yield [
          { type: 'workbook', format: 'csv', ...start },
          { type: 'sheet', sheet, merges: [] },
        ];
      }
      if (text === '') parser.end();
      else parser.write(rest);
      const rows: WorkbookEvent[] = [];
      for (const record of parser.takeRecords()) {
        row++;
        const cells = cellsOf(record, row);
        if (cells.length === 0) continue;
        tally.add(cells.length);
        rows.push({ type: 'row', sheet, row, hidden: false, cells });
      }
      if (rows.length > 0) yield rows;
    }
    yield [{ type: 'sheet-end', sheet, rows: tally.rows }];
  } finally {
    await close();
  }
}

/** The text in pieces, then one empty piece to say that it is over. */
async function* decoded(readAt: ReadAt, size: number, { name, skip }: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(name, { fatal: true, ignoreBOM: true });
  const decode = (chunk?: Buffer) => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch (cause) {
      throw new WorkbookError(chunk ? 'workbook.encoding' : 'workbook.truncated', {}, { cause });
    }
  };
  for (let position = skip; position < size; position += CHUNK) {
    const text = decode(await readAt(position, CHUNK));
    if (text.includes('\0')) throw new WorkbookError('workbook.not-a-workbook', { found: 'binary' });
    if (text !== '') yield text;
  }
  const last = decode();
  if (last !== '') yield last;
  yield '';
}

/** A first line `sep=;` names the delimiter and is no row. */
function opening(text: string): { delimiter: string; skip: number } {
  const named = /^sep=(.)\r?\n/i.exec(text);
  return named
    ? { delimiter: named[1]!, skip: named[0].length }
    : { delimiter: detectDelimiter(text), skip: 0 };
}

function cellsOf(record: readonly string[], row: number): Cell[] {
  if (record.length > MAX_COLUMN) throw new WorkbookError('workbook.not-a-workbook', { found: 'text' });
  const cells: Cell[] = [];
  for (let i = 0; i < record.length; i++) {
    const text = seenText(meantField(record[i]!));
    if (text === '') continue;
    cells.push({
      column: i + 1,
      ref: `${columnLetters(i + 1)}${row}`,
      kind: 'text',
      text,
      raw: undefined,
      number: undefined,
      iso: undefined,
      precision: undefined,
      formula: undefined,
    });
  }
  return cells;
}
