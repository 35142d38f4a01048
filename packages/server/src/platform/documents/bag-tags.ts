import { createHash } from 'node:crypto';
import { BagError, encodePath } from './bag-path.ts';

export const BAG_DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** Set by the writer; a caller who gives them would contradict what was written. */
const OWN_LABELS = new Set(['payload-oxum', 'bagging-date']);

/**
 * bag-info.txt (RFC 8493 §2.2.2): the caller's labels in their order, then date and Payload-Oxum. Line
 * breaks in a value are continued on an indented line. Errors: bag.bad-info.
 */
export function bagInfo(info: Record<string, string>, date: string, octets: number, files: number): string {
  const lines = Object.entries(info).map(([label, value]) => {
    if (!/^[^\s:][^:\r\n]*$/u.test(label) || label !== label.trim() || OWN_LABELS.has(label.toLowerCase())) {
      throw new BagError('bag.bad-info', 'a label of the bag information is not allowed');
    }
    const folded = value.trim().replace(/\s*[\r\n]+\s*/g, '\n  ');
    return `${label}: ${folded}`;
  });
  return [...lines, `Bagging-Date: ${date}`, `Payload-Oxum: ${octets}.${files}`, ''].join('\n');
}

/** The labels of a bag-info.txt; a label that is repeated keeps its last value, folded lines become one. */
export function parseBagInfo(text: string): Record<string, string> {
  const info: Record<string, string> = {};
  for (const line of text.replace(/(?:\r\n|\r|\n)[ \t]+/g, ' ').split(/\r\n|\r|\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) info[line.slice(0, colon).trim()] = line.slice(colon + 1).trim();
  }
  return info;
}

/** Path in the bag → SHA-256 as hex. */
export type Digests = Map<string, string>;

export const sha256 = (content: Uint8Array | string): string =>
  createHash('sha256').update(content).digest('hex');

/** A manifest: one line a file, digest, two spaces, encoded path. */
export const manifest = (digests: Digests): string =>
  [...digests].map(([path, digest]) => `${digest}  ${encodePath(path)}\n`).join('');
