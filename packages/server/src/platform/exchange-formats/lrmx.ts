import { SaxesParser } from 'saxes';

/**
 * Files *.lrmx, in which organisation departments exchange the appointment form: one XML element a field under a
 * root, tables as elements with one element a row, the portrait in base64. Which element is which field says the
 * pack; this knows the frame only.
 */
export interface LrmxFrame {
  root: string;
  photo: string;
  /** Elements that hold rows, with the name of one row's element. */
  tables: Readonly<Record<string, string>>;
}

export interface LrmxContent {
  texts: Record<string, string>;
  rows: Record<string, Record<string, string>[]>;
  photo: Buffer | null;
  /** A portrait is there, but it is neither JPEG nor PNG. */
  otherPhoto: boolean;
  /** Elements that stand there and that the frame's user may not know. */
  elements: string[];
}

export type LrmxCode =
  | 'lrmx.encoding'
  | 'lrmx.declared-encoding'
  | 'lrmx.not-xml'
  | 'lrmx.doctype'
  | 'lrmx.entity'
  | 'lrmx.too-large'
  | 'lrmx.root'
  | 'lrmx.too-deep'
  | 'lrmx.twice'
  | 'lrmx.photo-base64'
  | 'lrmx.photo-too-large';

/** A file that can't be read as an exchange file. Params fill the code's texts; they never carry content. */
export class LrmxError extends Error {
  readonly code: LrmxCode;
  readonly params: Record<string, string | number>;
  constructor(code: LrmxCode, params: Record<string, string | number> = {}) {
    super(code);
    this.name = 'LrmxError';
    this.code = code;
    this.params = params;
  }
}

const MB = 1024 * 1024;
export const MAX_BYTES = 20 * MB;
export const MAX_PHOTO_BYTES = 5 * MB;
const MAX_TEXT = 200_000;
const MAX_ROWS = 500;

/** @throws {LrmxError} that says what is wrong and where */
export function readLrmx(bytes: Buffer, frame: LrmxFrame): LrmxContent {
  if (bytes.length > MAX_BYTES) throw new LrmxError('lrmx.too-large', { maxMegabytes: MAX_BYTES / MB });
  const text = decode(bytes);
  const content: LrmxContent = { texts: {}, rows: {}, photo: null, otherPhoto: false, elements: [] };
  const path: string[] = [];
  const seen = new Set<string>();
  let written = '';
  let row: Record<string, string> | undefined;
  const parser = new SaxesParser({ position: true });
  const fail = (code: LrmxCode, params: Record<string, string | number> = {}): never => {
    throw new LrmxError(code, { line: parser.line, ...params });
  };
  parser.on('doctype', () => fail('lrmx.doctype'));
  parser.on('error', (error) => fail(/entity/.test(error.message) ? 'lrmx.entity' : 'lrmx.not-xml'));
  parser.on('opentag', ({ name }) => {
    path.push(name);
    written = '';
    if (path.length === 1 && name !== frame.root)
      fail('lrmx.root', { found: name.slice(0, 60), root: frame.root });
    const [, table, item] = path;
    if (path.length > 4 || (path.length > 2 && !frame.tables[table!]))
      fail('lrmx.too-deep', { element: name.slice(0, 60) });
    if (path.length === 2) {
      if (seen.has(name)) fail('lrmx.twice', { element: name.slice(0, 60) });
      seen.add(name);
      content.elements.push(name);
    }
    if (path.length === 3 && item === frame.tables[table!]) row = {};
  });
  const add = (more: string) => {
    written += more;
    const most = path[1] === frame.photo ? MAX_BYTES : MAX_TEXT;
    if (written.length > most) fail('lrmx.too-large', { maxMegabytes: MAX_BYTES / MB });
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', ({ name }) => {
    const [, table] = path;
    if (path.length === 4 && row) row[name] = written;
    else if (path.length === 3 && row) {
      content.rows[table!] ??= [];
      if (content.rows[table!]!.push(row) > MAX_ROWS)
        fail('lrmx.too-large', { maxMegabytes: MAX_BYTES / MB });
      row = undefined;
    } else if (path.length === 2 && name === frame.photo) {
      const photo = photoOf(written, fail);
      content.otherPhoto = photo !== null && !photoTypeOf(photo);
      content.photo = content.otherPhoto ? null : photo;
    } else if (path.length === 2 && !frame.tables[name]) content.texts[name] = written;
    path.pop();
    written = '';
  });
  parser.write(text).close();
  return content;
}

/** By byte order mark, else as declared, else UTF-8, else GB18030: older programs write that without a word. */
function decode(bytes: Buffer): string {
  const mark = bytes.toString('hex', 0, 3);
  const head = bytes.toString('latin1', 0, 200);
  const declared = /^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']/.exec(head)?.[1];
  const marked = mark.startsWith('fffe') ? 'utf-16le' : mark.startsWith('feff') ? 'utf-16be' : undefined;
  const known = declared === undefined || /^(?:utf-?(?:8|16)|gb(?:k|2312|18030))$/i.test(declared);
  if (!known) throw new LrmxError('lrmx.declared-encoding', { encoding: declared.slice(0, 40) });
  for (const encoding of marked ? [marked] : ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true })
        .decode(bytes)
        .replace(/^\ufeff/, '')
        .trimStart();
    } catch {}
  }
  throw new LrmxError('lrmx.encoding');
}

/** First bytes of the kinds of picture that are taken, by type of file. */
export const PHOTO_TYPES = { jpg: 'ffd8ff', png: '89504e470d0a1a0a' } as const;
export type PhotoType = keyof typeof PHOTO_TYPES;

export const photoTypeOf = (bytes: Buffer): PhotoType | undefined =>
  (Object.keys(PHOTO_TYPES) as PhotoType[]).find((type) =>
    bytes.toString('hex', 0, 8).startsWith(PHOTO_TYPES[type]),
  );

function photoOf(
  written: string,
  fail: (code: LrmxCode, params?: Record<string, string | number>) => never,
): Buffer | null {
  const base64 = written.replace(/\s+/g, '').replace(/^data:image\/\w+;base64,/, '');
  if (!base64) return null;
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) fail('lrmx.photo-base64');
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > MAX_PHOTO_BYTES) fail('lrmx.photo-too-large', { maxMegabytes: MAX_PHOTO_BYTES / MB });
  return bytes;
}

export type LrmxElement = readonly [
  name: string,
  value: string | { item: string; rows: readonly (readonly [string, string][])[] },
];

/** The same content as a file, in UTF-8. Characters that no XML file can hold are left out. */
export function writeLrmx(root: string, elements: readonly LrmxElement[]): Buffer {
  const lines = elements.map(([name, value]) => {
    if (typeof value === 'string') return `  <${name}>${escaped(value)}</${name}>`;
    const rows = value.rows.map(
      (row) =>
        `    <${value.item}>\n${row.map(([key, text]) => `      <${key}>${escaped(text)}</${key}>\n`).join('')}    </${value.item}>\n`,
    );
    return `  <${name}>\n${rows.join('')}  </${name}>`;
  });
  return Buffer.from(
    `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<${root}>\n${lines.join('\n')}\n</${root}>\n`,
  );
}

const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(NOT_IN_XML, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
