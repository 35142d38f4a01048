import { FileRefused } from './refused.ts';
import type { Bytes } from './source.ts';

/** Control characters that no text has: all but tab, line ends, form feed, SUB (end of file in DOS) and ESC. */
const CONTROL = /[\u0000-\u0008\u000b\u000e-\u0019\u001c-\u001f]/;

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/**
 * The encoding in which the whole of a file is readable text: by its byte order mark, else UTF-8, else
 * GB18030. @throws {FileRefused} file.unreadable-text
 */
export async function textEncoding(bytes: Bytes): Promise<TextEncoding> {
  const mark = (await bytes.readAt(0, 3)).toString('hex');
  const candidates: TextEncoding[] = mark.startsWith('fffe')
    ? ['utf-16le']
    : mark.startsWith('feff')
      ? ['utf-16be']
      : mark === 'efbbbf'
        ? ['utf-8']
        : ['utf-8', 'gb18030'];
  for (const encoding of candidates) {
    if (await isReadable(bytes, encoding)) return encoding;
  }
  throw new FileRefused('file.unreadable-text');
}

async function isReadable(bytes: Bytes, encoding: TextEncoding): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const fits = (chunk?: Buffer): boolean => {
    try {
      return !CONTROL.test(decoder.decode(chunk, { stream: chunk !== undefined }));
    } catch {
      return false;
    }
  };
  for await (const chunk of bytes.stream(0, bytes.size - 1) as AsyncIterable<Buffer>) {
    if (!fits(chunk)) return false;
  }
  return fits();
}
