import { readCsv } from './csv-reader.ts';
import { detect, refuseOtherZip } from './detect.ts';
import { WorkbookError } from './errors.ts';
import { readMerges } from './merges.ts';
import { readParts, type SheetPart, type WorkbookParts } from './package-parts.ts';
import { readSharedStrings, type TextTable } from './shared-strings.ts';
import { SheetParser } from './sheet-parser.ts';
import { Tally } from './tally.ts';
import {
  DEFAULT_LIMITS,
  type Limits,
  type ReadOptions,
  type SheetInfo,
  type WorkbookEvent,
  type WorkbookSource,
} from './types.ts';
import { ZipParts } from './zip.ts';

/**
 * Reads an .xlsx or a delimited text file as a stream of events (see `WorkbookEvent`); what it is, is told by
 * content, not by name. Rows come as they are inflated, so memory stays flat. Formulas are given with the
 * value stored beside them and are never evaluated; nothing outside the file is looked at.
 *
 * Stopping the iteration releases the file. Throws `WorkbookError` for every fault of the file, at the
 * latest when the faulty part is reached: what came before must not be kept when it throws.
 */
export async function* readWorkbook(
  source: WorkbookSource,
  options?: ReadOptions,
): AsyncGenerator<WorkbookEvent> {
  for await (const batch of readWorkbookBatches(source, options)) {
    for (const event of batch) yield event;
  }
}

/** The same events in batches of some hundred: for who writes 100,000 rows on, a promise a row is too many. */
export async function* readWorkbookBatches(
  source: WorkbookSource,
  options: ReadOptions = {},
): AsyncGenerator<WorkbookEvent[]> {
  const { sheet, ...given } = options;
  const limits: Limits = { ...DEFAULT_LIMITS, ...given };
  const tally = new Tally(limits);
  const kind = await detect(source);
  yield* kind === 'zip' ? readXlsx(source, limits, tally, sheet) : readCsv(source, limits, tally);
  if (tally.rows === 0) throw new WorkbookError('workbook.empty');
}

async function* readXlsx(
  source: WorkbookSource,
  limits: Limits,
  tally: Tally,
  only: string | undefined,
): AsyncGenerator<WorkbookEvent[]> {
  const zip = await ZipParts.open(source, limits.maxInflatedBytes);
  try {
    refuseOtherZip(zip, await mimetypeOf(zip));
    const parts = await readParts(zip);
    if (parts.sheets.length > limits.maxSheets) {
      throw new WorkbookError('workbook.too-many-sheets', {
        found: parts.sheets.length,
        max: limits.maxSheets,
      });
    }
    const chosen = choose(parts.sheets, only);
    const { date1904, macros } = parts;
    yield [{ type: 'workbook', format: 'xlsx', date1904, macros, sheets: parts.sheets.map(infoOf) }];
    const strings = parts.sharedStrings
      ? await readSharedStrings(zip, parts.sharedStrings, limits.maxInflatedBytes / 4)
      : undefined;
    for (const sheet of chosen) yield* readSheet(zip, sheet, parts, strings, tally);
  } finally {
    zip.close();
  }
}

async function* readSheet(
  zip: ZipParts,
  sheetPart: SheetPart,
  { styles, date1904 }: WorkbookParts,
  strings: TextTable | undefined,
  tally: Tally,
): AsyncGenerator<WorkbookEvent[]> {
  const sheet = infoOf(sheetPart);
  const before = tally.rows;
  yield [{ type: 'sheet', sheet, merges: await readMerges(zip, sheetPart.part) }];
  let rows: WorkbookEvent[] = [];
  const parser = new SheetParser(
    { part: sheetPart.part, strings, styles, date1904 },
    (row, hidden, cells) => {
      tally.add(cells.length);
      rows.push({ type: 'row', sheet, row, hidden, cells });
    },
  );
  for await (const chunk of zip.read(sheetPart.part)) {
    parser.write(chunk);
    if (rows.length === 0) continue;
    yield rows;
    rows = [];
  }
  parser.end();
  yield [{ type: 'sheet-end', sheet, rows: tally.rows - before }];
}

async function mimetypeOf(zip: ZipParts): Promise<string> {
  if (!zip.has('mimetype')) return '';
  for await (const chunk of zip.read('mimetype', { peek: true })) return chunk.toString('latin1', 0, 200);
  return '';
}

function infoOf({ index, name, visibility }: SheetPart): SheetInfo {
  return { index, name, visibility };
}

function choose(sheets: SheetPart[], only: string | undefined): SheetPart[] {
  if (only === undefined) return sheets;
  const plain = (name: string) => name.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
  const found = sheets.filter((sheet) => plain(sheet.name) === plain(only));
  if (found.length > 0) return found;
  throw new WorkbookError('workbook.sheet-not-found', {
    sheet: only,
    sheets: sheets.map((sheet) => sheet.name),
  });
}
