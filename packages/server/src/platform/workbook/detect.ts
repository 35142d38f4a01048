import { WorkbookError } from './errors.ts';
import { oleEntries } from './ole.ts';
import { openSource, type ReadAt } from './source.ts';
import type { WorkbookSource } from './types.ts';
import type { ZipParts } from './zip.ts';

const HEAD_BYTES = 4096;

/** Kinds of file that come under a spreadsheet's name, by their first bytes. */
const SIGNATURES: readonly [found: string, bytes: readonly number[]][] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['gif', [0x47, 0x49, 0x46, 0x38]],
  ['rtf', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['gzip', [0x1f, 0x8b]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf]],
  ['rar', [0x52, 0x61, 0x72, 0x21]],
];

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/** The streams of early Excel files, which had no container: a BOF record of BIFF 2 to 4. */
const BIFF = [
  [0x09, 0x00, 0x04, 0x00],
  [0x09, 0x02, 0x06, 0x00],
  [0x09, 0x04, 0x06, 0x00],
];

/**
 * Tells a zip from text by content alone; names and extensions count for nothing. Everything else is refused
 * with the code that says what it is: workbook.empty-file, workbook.encrypted, workbook.legacy-xls,
 * workbook.truncated, workbook.html, workbook.xml-2003, workbook.not-a-workbook.
 */
export async function detect(source: WorkbookSource): Promise<'zip' | 'text'> {
  const { size, readAt, close } = await openSource(source);
  try {
    if (size === 0) throw new WorkbookError('workbook.empty-file');
    const head = await readAt(0, HEAD_BYTES);
    if (startsWith(head, [0x50, 0x4b, 0x03, 0x04]) || startsWith(head, [0x50, 0x4b, 0x05, 0x06]))
      return 'zip';
    if (startsWith(head, OLE)) throw await whichOle(readAt, size);
    if (BIFF.some((record) => startsWith(head, record))) throw new WorkbookError('workbook.legacy-xls');
    refuseOther(head);
    return 'text';
  } finally {
    await close();
  }
}

/** Says what a zip without a workbook is. */
export function refuseOtherZip(zip: ZipParts, mimetype: string): void {
  const names = zip.names();
  if (names.includes('xl/workbook.bin')) throw new WorkbookError('workbook.binary');
  if (mimetype.includes('opendocument.spreadsheet')) throw new WorkbookError('workbook.opendocument');
  const found = names.some((name) => name.startsWith('word/'))
    ? 'docx'
    : names.some((name) => name.startsWith('ppt/'))
      ? 'pptx'
      : names.includes('ofd.xml')
        ? 'ofd'
        : mimetype.includes('opendocument')
          ? 'OpenDocument'
          : undefined;
  if (found) throw new WorkbookError('workbook.not-a-workbook', { found });
  if (!zip.has('[Content_Types].xml') && !zip.has('xl/workbook.xml')) {
    throw new WorkbookError('workbook.not-a-workbook', { found: 'zip' });
  }
}

async function whichOle(readAt: ReadAt, size: number): Promise<WorkbookError> {
  const names = await oleEntries(readAt, size);
  if (names === undefined) return new WorkbookError('workbook.truncated');
  if (names.includes('EncryptedPackage')) return new WorkbookError('workbook.encrypted');
  if (names.includes('Workbook') || names.includes('Book')) return new WorkbookError('workbook.legacy-xls');
  return new WorkbookError('workbook.not-a-workbook', {
    found: names.includes('WordDocument') ? 'doc' : 'ole',
  });
}

function refuseOther(head: Buffer): void {
  const known = SIGNATURES.find(([, bytes]) => startsWith(head, bytes));
  if (known) throw new WorkbookError('workbook.not-a-workbook', { found: known[0] });
  const utf16 = startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff]);
  if (!utf16 && head.some((byte) => byte < 9))
    throw new WorkbookError('workbook.not-a-workbook', { found: 'binary' });
  const text = utf16
    ? new TextDecoder(head[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(head)
    : head.toString('latin1');
  if (/urn:schemas-microsoft-com:office:spreadsheet/.test(text)) throw new WorkbookError('workbook.xml-2003');
  const start = text.replace(/^(\u00ef\u00bb\u00bf|\ufeff)?\s*/, '').slice(0, 1024);
  if (
    /^(<!--[\s\S]*?-->\s*)*<(!doctype html|html|head|meta|body|table|style)\b/i.test(start) ||
    /<html[\s>]/i.test(start)
  ) {
    throw new WorkbookError('workbook.html');
  }
  if (start.startsWith('<?xml')) throw new WorkbookError('workbook.not-a-workbook', { found: 'xml' });
}

function startsWith(bytes: Buffer, prefix: readonly number[]): boolean {
  return prefix.every((byte, i) => bytes[i] === byte);
}
