import { isUtf8 } from 'node:buffer';
import { WorkbookError } from './errors.ts';
import type { ReadAt } from './source.ts';
import type { CsvEncoding } from './types.ts';

const CHUNK = 256 * 1024;

export interface Encoding {
  name: CsvEncoding;
  /** Bytes of the byte order mark. */
  skip: number;
}

/**
 * By byte order mark, else UTF-8 when every byte fits it, else GB18030. The whole file is looked at: one
 * Chinese name in the last row of an otherwise ASCII file decides.
 * Errors: workbook.truncated when only the very last character is cut, workbook.encoding.
 */
export async function detectEncoding(readAt: ReadAt, size: number): Promise<Encoding> {
  const mark = await readAt(0, 3);
  if (mark[0] === 0xff && mark[1] === 0xfe) return { name: 'utf-16le', skip: 2 };
  if (mark[0] === 0xfe && mark[1] === 0xff) return { name: 'utf-16be', skip: 2 };
  const skip = mark[0] === 0xef && mark[1] === 0xbb && mark[2] === 0xbf ? 3 : 0;
  const fit = await utf8Fit(readAt, size, skip);
  if (fit === 'whole') return { name: 'utf-8', skip };
  if (fit === 'cut') throw new WorkbookError('workbook.truncated');
  if (skip > 0) throw new WorkbookError('workbook.encoding');
  return { name: 'gb18030', skip: 0 };
}

/** `cut`: UTF-8 with Chinese in it throughout, save that the last character is not finished. */
async function utf8Fit(readAt: ReadAt, size: number, skip: number): Promise<'whole' | 'cut' | 'none'> {
  let multibyte = false;
  for (let position = skip; position < size; ) {
    const chunk = await readAt(position, CHUNK);
    const whole = wholeCharacters(chunk);
    const fitting = chunk.subarray(0, whole);
    if (!isUtf8(fitting)) return 'none';
    multibyte ||= fitting.some((byte) => byte > 0x7f);
    const last = position + chunk.length >= size;
    if (last && whole < chunk.length) return multibyte ? 'cut' : 'none';
    position += Math.max(whole, 1);
  }
  return 'whole';
}

/** Length without a character that is begun at the end and not finished. */
function wholeCharacters(chunk: Buffer): number {
  for (let back = 1; back <= Math.min(4, chunk.length); back++) {
    const byte = chunk[chunk.length - back]!;
    if (byte < 0x80) return chunk.length;
    if (byte >= 0xc0) {
      const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needs > back ? chunk.length - back : chunk.length;
    }
  }
  return chunk.length;
}
