import { WorkbookError } from './errors.ts';
import { parseRange } from './reference.ts';
import type { MergeRange } from './types.ts';
import type { ZipParts } from './zip.ts';

const NAME = Buffer.from('mergeCells');
/** Room for a namespace prefix before the name, kept from one chunk to the next. */
const OVERLAP = 64;
const MAX_LIST_BYTES = 8 * 1024 * 1024;

/**
 * Merged areas stand behind the rows in a sheet, but whoever looks for the heading needs them first. So the
 * part is inflated once more and only searched for the bytes that open the list.
 * Errors: workbook.unsafe when the list is beyond all use, and those of the zip.
 */
export async function readMerges(zip: ZipParts, part: string): Promise<MergeRange[]> {
  const found: Buffer[] = [];
  let size = 0;
  let kept: Buffer = Buffer.alloc(0);
  for await (const chunk of zip.read(part, { peek: true })) {
    if (found.length === 0) {
      const seam = Buffer.concat([kept, chunk.subarray(0, OVERLAP)]);
      const start = listStart(chunk);
      if (listStart(seam) >= 0) found.push(seam.subarray(listStart(seam)), chunk.subarray(OVERLAP));
      else if (start >= 0) found.push(chunk.subarray(start));
      kept = chunk.subarray(-OVERLAP);
    } else {
      found.push(chunk);
      size += chunk.length;
      if (size > MAX_LIST_BYTES) throw new WorkbookError('workbook.unsafe', { part });
    }
  }
  const merges: MergeRange[] = [];
  const list = Buffer.concat(found).toString('utf8');
  for (const [, , ref] of list.matchAll(/<(?:[\w.-]+:)?mergeCell\s[^>]*?\bref\s*=\s*(["'])([^"']*)\1/g)) {
    const range = parseRange(ref!);
    if (range) merges.push(range);
  }
  return merges;
}

/** Position of `<mergeCells` or `<x:mergeCells`, or -1. A raw `<` can't stand in a text, so this is the tag. */
function listStart(bytes: Buffer): number {
  for (let at = bytes.indexOf(NAME); at >= 0; at = bytes.indexOf(NAME, at + 1)) {
    const before = bytes.subarray(Math.max(0, at - OVERLAP), at).toString('latin1');
    const tag = /<(?:[A-Za-z][\w.-]*:)?$/.exec(before);
    if (tag) return at - tag[0].length;
  }
  return -1;
}
