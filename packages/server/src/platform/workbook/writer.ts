import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';
import { ListSheet } from './writer-lists.ts';
import { fixedParts, sheetNames } from './writer-parts.ts';
import { sheetXml } from './writer-sheet.ts';
import type { WriteOptions } from './writer-types.ts';

const FIXED_DATE = new Date(Date.UTC(2000, 0, 1));

/**
 * Writes an .xlsx to the stream and ends it. Rows are taken as fast as the stream takes them, so memory stays
 * flat; when the receiver goes away, the rows' iterator is told to return.
 *
 * Against formula injection every text is stored as a text cell with number format `@`, and one that starts
 * like a formula (= + - @ tab line end, full-width too) with the quote prefix besides, which is the apostrophe
 * that a person would type. Neither opening nor editing such a cell makes a formula of it, and unlike an
 * apostrophe within the value it comes back unchanged when the file is read again. (A CSV has no types: there
 * `csvLine` sets the apostrophe.) Whole numbers too long for a spreadsheet are written as text.
 *
 * Errors: workbook.cell-too-long and workbook.too-many-rows, because an export is whole or refused; those of
 * the rows and the stream. After an error the stream is destroyed.
 */
export async function writeWorkbook(
  stream: Writable,
  { sheets, createdAt = FIXED_DATE }: WriteOptions,
): Promise<void> {
  const lists = new ListSheet(sheets);
  const names = sheetNames(sheets.map(({ name }) => name));
  const zip = new yazl.ZipFile();
  const entry = { mtime: createdAt };
  for (const [name, xml] of fixedParts({ names, sheets, lists, createdAt }))
    zip.addBuffer(Buffer.from(xml), name, entry);
  const bodies = sheets.map((sheet, index) => sheetXml({ ...sheet, name: names[index]! }, lists));
  if (lists.size > 0) bodies.push(lists.xml());
  const opened: Readable[] = [];
  const failed = Promise.withResolvers<never>();
  for (const [index, body] of bodies.entries()) {
    zip.addReadStreamLazy(`xl/worksheets/sheet${index + 1}.xml`, entry, (take) => {
      const part = Readable.from(body, { objectMode: false });
      part.on('error', failed.reject);
      opened.push(part);
      take(null, part);
    });
  }
  zip.on('error', failed.reject);
  zip.end();
  const stop = new AbortController();
  try {
    const { signal } = stop;
    await Promise.race([pipeline(zip.outputStream, stream, { signal }), failed.promise]);
  } catch (error) {
    stop.abort();
    // What is under way stands still in its pipes and must be ended here, so that the rows are let go.
    for (const part of opened) part.destroy();
    stream.destroy();
    throw error;
  }
}
