import { FileRefused } from './refused.ts';
import type { Bytes } from './source.ts';

const TAIL = 64 * 1024;
const DICTIONARY = 16 * 1024;
/** Names may hide letters as #xx. */
const REFERENCE = /\/Encrypt\s+\d+\s+\d+\s+R/;
const DIRECT = /\/Encrypt\s*<</;

/**
 * Refuses a PDF that is encrypted (also one that opens without a password but forbids printing or copying,
 * because it can't be archived) or that ends before its cross-reference.
 * @throws {FileRefused} file.encrypted, file.damaged
 */
export async function checkPdf(bytes: Bytes): Promise<void> {
  const tail = await text(bytes, Math.max(0, bytes.size - TAIL), TAIL);
  const starts = [...tail.matchAll(/startxref\s+(\d+)/g)];
  if (starts.length === 0) throw new FileRefused('file.damaged');
  const trailer = await trailerAt(bytes, Number(starts.at(-1)![1]));
  // A PDF that was put together badly opens in viewers all the same; then the whole of it is searched.
  if (trailer === undefined ? await mentionsEncryption(bytes) : isEncrypted(trailer)) {
    throw new FileRefused('file.encrypted');
  }
}

/** The dictionary that the cross-reference at `offset` ends with, or begins with when it is a stream. */
async function trailerAt(bytes: Bytes, offset: number): Promise<string | undefined> {
  if (offset >= bytes.size) return undefined;
  const head = await text(bytes, offset, DICTIONARY);
  if (/^\s*\d+\s+\d+\s+obj\b/.test(head)) {
    const dictionary = head.split(/\bstream\r?\n/, 1)[0]!;
    return /\/Type\s*\/XRef\b/.test(dictionary) ? dictionary : undefined;
  }
  if (!/^\s*xref\b/.test(head)) return undefined;
  for (let at = offset; at < bytes.size; at += DICTIONARY - 16) {
    const piece = await text(bytes, at, DICTIONARY);
    const found = piece.indexOf('trailer');
    if (found >= 0) return (await text(bytes, at + found, DICTIONARY)).split('startxref', 1)[0];
  }
  return undefined;
}

const isEncrypted = (source: string): boolean => {
  const plain = source.replace(/#([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return REFERENCE.test(plain) || DIRECT.test(plain);
};

async function mentionsEncryption(bytes: Bytes): Promise<boolean> {
  let carried = '';
  for await (const chunk of bytes.stream(0, bytes.size - 1) as AsyncIterable<Buffer>) {
    const piece = carried + chunk.toString('latin1');
    if (REFERENCE.test(piece)) return true;
    carried = piece.slice(-64);
  }
  return false;
}

const text = async (bytes: Bytes, position: number, length: number): Promise<string> =>
  (await bytes.readAt(position, length)).toString('latin1');
