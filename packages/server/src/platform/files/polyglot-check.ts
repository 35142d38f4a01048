import { FileRefused } from './refused.ts';
import type { Bytes } from './source.ts';

const EOCD = Buffer.from('504b0506', 'hex');
const EOCD_LENGTH = 22;
const MAX_COMMENT = 0xffff;
/** Readers of PDF look for its mark this far into a file. */
const PDF_REACH = 1024;
const MARKUP = /<(?:!doctype|html|head|body|script|svg|iframe|\?php)\b/i;

/**
 * Refuses a picture or PDF that is a file of a second kind too: what a person approves would not be what
 * another program opens.
 * @throws {FileRefused} file.two-in-one
 */
export async function refuseSecondKind(bytes: Bytes, type: string): Promise<void> {
  const head = (await bytes.readAt(0, PDF_REACH)).toString('latin1');
  const mark = head.indexOf('%PDF-');
  const disguised = type === 'pdf' ? MARKUP.test(head.slice(0, Math.max(0, mark))) : mark >= 0;
  if (disguised || (await endsAsZip(bytes))) throw new FileRefused('file.two-in-one');
}

/** True when the file's end is a zip's: its directory is where it says, and its comment ends the file. */
async function endsAsZip(bytes: Bytes): Promise<boolean> {
  const start = Math.max(0, bytes.size - EOCD_LENGTH - MAX_COMMENT);
  const tail = await bytes.readAt(start, bytes.size - start);
  for (let at = tail.lastIndexOf(EOCD); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(EOCD, at - 1)) {
    if (at + EOCD_LENGTH > tail.length) continue;
    if (at + EOCD_LENGTH + tail.readUInt16LE(at + 20) !== tail.length) continue;
    const directory = start + at - tail.readUInt32LE(at + 12);
    if (directory >= 0 && (await bytes.readAt(directory, 4)).toString('hex') === '504b0102') return true;
  }
  return false;
}
