import { oleEntries } from '../workbook/ole.ts';
import type { FileCode } from './messages.ts';
import { checkPackage, type PackageParts } from './package-check.ts';
import { checkPdf } from './pdf-check.ts';
import { refuseSecondKind } from './polyglot-check.ts';
import { FileRefused } from './refused.ts';
import { type Bytes, type FileSource, openBytes } from './source.ts';
import { textEncoding } from './text-check.ts';
import {
  acceptedExtensions,
  FILE_TYPES,
  type FileType,
  type FileTypeRule,
  typeOfExtension,
} from './types.ts';

const HEAD = 4096;

/** Extensions of which the message can say more than that they are not taken. */
const BY_NAME: Readonly<Record<string, FileCode>> = Object.fromEntries(
  (
    [
      ['file.legacy-word', 'doc dot wps wpt'],
      ['file.legacy-excel', 'xls xlt et ett'],
      ['file.macros', 'docm dotm xlsm xltm xlsb xlam pptm'],
      ['file.archive', 'zip rar 7z gz tgz bz2 xz tar cab iso jar'],
      [
        'file.executable',
        'exe dll com scr msi bat cmd ps1 vbs vbe js jse mjs wsf hta lnk sh bash py pl rb elf so apk app deb rpm reg html htm svg xhtml',
      ],
    ] as const
  ).flatMap(([code, extensions]) => extensions.split(' ').map((extension) => [extension, code])),
);

/** Content that is refused whatever it is called. First bytes in hex; `.` stands for any digit. */
const HARMFUL: readonly [code: FileCode, first: RegExp][] = (
  [
    ['file.executable', '7f454c46'],
    ['file.executable', '2321'],
    ['file.executable', 'feedface'],
    ['file.executable', 'feedfacf'],
    ['file.executable', 'cefaedfe'],
    ['file.executable', 'cffaedfe'],
    ['file.executable', 'cafebabe'],
    ['file.executable', '0061736d'],
    ['file.executable', '4c0000000114020'],
    ['file.archive', '526172211a07'],
    ['file.archive', '377abcaf271c'],
    ['file.archive', '1f8b08'],
    ['file.archive', 'fd377a585a00'],
    ['file.archive', '425a683.314159265359'],
    ['file.archive', '4d53434600000000'],
  ] as const
).map(([code, bytes]) => [code, new RegExp(`^${bytes}`)]);
const OLE = 'd0cf11e0a1b11ae1';
const ZIP = /^504b(?:0304|0506|0708)/;

export interface UploadedFile {
  /** As the sender named it; only its extension counts here. */
  name: string;
  /** Bytes. */
  size: number;
}

/** The lower-case extension of a name, without the dot; empty when there is none. */
export function extensionOf(name: string): string {
  return /\.([^./\\\s]{1,16})\s*$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/**
 * The type by name alone, for refusing an upload before its bytes come.
 * @throws {FileRefused} for an extension that isn't taken, an empty file, or one over its type's limit
 */
export function typeByName({ name, size }: UploadedFile): FileType {
  const extension = extensionOf(name);
  if (extension === '') throw new FileRefused('file.no-extension', { accepted: acceptedExtensions() });
  const type = typeOfExtension(extension);
  if (!type) {
    const code = Object.hasOwn(BY_NAME, extension) ? BY_NAME[extension] : undefined;
    if (code) throw new FileRefused(code, { extension: `.${extension}` });
    throw new FileRefused('file.type-not-accepted', {
      extension: `.${extension}`,
      accepted: acceptedExtensions(),
    });
  }
  if (size === 0) throw new FileRefused('file.empty');
  const { maxBytes } = FILE_TYPES[type];
  if (size > maxBytes) throw new FileRefused('file.too-large', { maxMegabytes: maxBytes / 1024 / 1024 });
  return type;
}

/**
 * Looks into a file and says what it is. Name and content must agree.
 * @throws {FileRefused} with the code that says what is wrong (messages.ts)
 */
export async function inspectFile(file: UploadedFile & FileSource): Promise<{ type: FileType }> {
  const type = typeByName(file);
  const bytes = await openBytes(file, file.size);
  try {
    const extension = `.${extensionOf(file.name)}`;
    const actual = await recognise(bytes, FILE_TYPES[type]);
    if (actual === undefined) throw new FileRefused('file.content-mismatch', { extension });
    // Commas make a CSV file only in the reader's eye: text is text.
    if (actual !== type && !(isText(actual) && isText(type))) {
      const named = `.${FILE_TYPES[actual].extensions[0]}`;
      throw new FileRefused('file.content-is-other', { extension, actual: named });
    }
    return { type };
  } finally {
    await bytes.close();
  }
}

const isText = (type: FileType): boolean => FILE_TYPES[type].recognition.by === 'text';

async function recognise(bytes: Bytes, expected: FileTypeRule): Promise<FileType | undefined> {
  const head = await bytes.readAt(0, HEAD);
  const first = head.toString('hex', 0, 16);
  refuseHarmful(head, first);
  if (first.startsWith(OLE)) throw await oleRefusal(bytes);
  if (ZIP.test(first)) return fromPackage(await checkPackage(bytes));
  const type = byFirstBytes(head, first, expected);
  if (type) await refuseSecondKind(bytes, type);
  if (type === 'pdf') await checkPdf(bytes);
  if (type) return type;
  if (expected.recognition.by === 'text') {
    await textEncoding(bytes);
    return 'txt';
  }
  try {
    await textEncoding(bytes);
    return 'txt';
  } catch (error) {
    if (error instanceof FileRefused) return undefined;
    throw error;
  }
}

function refuseHarmful(head: Buffer, first: string): void {
  const known = HARMFUL.find(([, bytes]) => bytes.test(first));
  if (known) throw new FileRefused(known[0]);
  // “MZ” may also begin a text; a program has zero bytes right behind it.
  if (first.startsWith('4d5a') && head.subarray(0, 64).includes(0)) throw new FileRefused('file.executable');
  if (head.toString('latin1', 257, 262) === 'ustar') throw new FileRefused('file.archive');
}

function byFirstBytes(head: Buffer, first: string, { mime }: FileTypeRule): FileType | undefined {
  for (const [type, { recognition }] of Object.entries(FILE_TYPES)) {
    if (recognition.by !== 'first-bytes') continue;
    if (recognition.of.some((bytes) => new RegExp(`^${bytes}`).test(first))) return type as FileType;
  }
  // The standard asks for it at the start; programs find it within the first 1024 bytes, and so do senders.
  return mime === 'application/pdf' && /%PDF-\d\.\d/.test(head.toString('latin1', 0, 1024))
    ? 'pdf'
    : undefined;
}

function fromPackage({ names, contentTypes, mimetype }: PackageParts): FileType | undefined {
  const macros =
    contentTypes.some((type) => /macroEnabled|vbaProject|macrosheet/i.test(type)) ||
    names.some((name) => /(?:^|\/)(?:vbaproject\.bin|vbadata\.xml|macrosheets\/.+)$/.test(name));
  if (macros) throw new FileRefused('file.macros');
  for (const [type, { recognition }] of Object.entries(FILE_TYPES)) {
    if (recognition.by === 'office-part' && contentTypes.includes(recognition.contentType)) {
      return type as FileType;
    }
  }
  // Presentations, OpenDocument, OFD: known packages of which only the type is wrong.
  if (contentTypes.length || mimetype.startsWith('application/') || names.includes('ofd.xml'))
    return undefined;
  throw new FileRefused('file.archive');
}

async function oleRefusal(bytes: Bytes): Promise<FileRefused> {
  const names = await oleEntries((position, length) => bytes.readAt(position, length), bytes.size);
  if (!names) return new FileRefused('file.damaged');
  if (names.includes('EncryptedPackage')) return new FileRefused('file.encrypted');
  if (names.includes('WordDocument')) return new FileRefused('file.legacy-word');
  if (names.includes('Workbook') || names.includes('Book')) return new FileRefused('file.legacy-excel');
  return new FileRefused('file.legacy-office');
}
