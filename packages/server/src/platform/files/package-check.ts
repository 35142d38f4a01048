import type { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { SaxesParser } from 'saxes';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { FileRefused } from './refused.ts';
import type { Bytes } from './source.ts';
import { MAX_PARTS, MAX_RATIO, MAX_UNPACKED_BYTES, RATIO_FREE_BYTES } from './types.ts';

const CONTENT_TYPES = '[content_types].xml';
const MAX_CONTENT_TYPES_BYTES = 4 * 1024 * 1024;
const SMALL = 128;

/** What an honest zip holds. */
export interface PackageParts {
  /** Lower case. */
  names: string[];
  /** Content types that its parts declare (Open Packaging Conventions); empty when it is no Office package. */
  contentTypes: string[];
  /** The part `mimetype` of OpenDocument files. */
  mimetype: string;
}

/**
 * Goes through a zip. Every part is inflated once, to nowhere, because declared sizes may lie; archives
 * within are not opened.
 * @throws {FileRefused} file.damaged, file.encrypted, file.unpacks-too-large
 */
export async function checkPackage(bytes: Bytes): Promise<PackageParts> {
  const zip = await openZip(bytes);
  try {
    const entries = await readDirectory(zip, bytes.size);
    const parts: PackageParts = { names: [...entries.keys()], contentTypes: [], mimetype: '' };
    for (const [name, entry] of entries) {
      const keep = name === CONTENT_TYPES ? MAX_CONTENT_TYPES_BYTES : name === 'mimetype' ? SMALL : 0;
      const content = await inflate(zip, entry, keep);
      if (name === CONTENT_TYPES) parts.contentTypes = contentTypesOf(content);
      if (name === 'mimetype') parts.mimetype = content.toString('latin1');
    }
    return parts;
  } finally {
    zip.close();
  }
}

class BytesReader extends yauzl.RandomAccessReader {
  readonly #bytes: Bytes;
  constructor(bytes: Bytes) {
    super();
    this.#bytes = bytes;
  }
  override _readStreamForRange(start: number, end: number): Readable {
    return this.#bytes.stream(start, end - 1);
  }
  override close(done: (error: Error | null) => void): void {
    done(null);
  }
}

function openZip(bytes: Bytes): Promise<ZipFile> {
  // decodeStrings off: yauzl would otherwise refuse odd names, which here are only compared.
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: false };
  return new Promise((resolve, reject) => {
    yauzl.fromRandomAccessReader(new BytesReader(bytes), bytes.size, options, (error, zip) => {
      if (error) reject(asRefusal(error));
      else resolve(zip);
    });
  });
}

function readDirectory(zip: ZipFile, size: number): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  let packed = 0;
  let unpacked = 0;
  return new Promise((resolve, reject) => {
    if (zip.entryCount > MAX_PARTS) return reject(new FileRefused('file.unpacks-too-large'));
    zip.on('error', (error) => reject(asRefusal(error)));
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      const name = Buffer.from(entry.fileName as unknown as Uint8Array)
        .toString('utf8')
        .replace(/\\/g, '/')
        .replace(/^\/+/, '')
        .toLowerCase();
      packed += entry.compressedSize;
      unpacked += entry.uncompressedSize;
      // More packed bytes than the file has: parts lie over one another, as in bombs that need no nesting.
      if (unpacked > MAX_UNPACKED_BYTES || packed > size || isSwollen(entry, entry.uncompressedSize)) {
        return reject(new FileRefused('file.unpacks-too-large'));
      }
      if (entry.isEncrypted()) return reject(new FileRefused('file.encrypted'));
      // Two parts of one name would let two programs read two different documents from one file.
      if (entries.has(name)) return reject(new FileRefused('file.damaged'));
      entries.set(name, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

const isSwollen = (entry: Entry, size: number): boolean =>
  size > RATIO_FREE_BYTES && size > entry.compressedSize * MAX_RATIO;

/** Reads a part to its end and gives back its first `keep` bytes. */
async function inflate(zip: ZipFile, entry: Entry, keep: number): Promise<Buffer> {
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) throw new FileRefused('file.damaged');
  const raw = await openRaw(zip, entry);
  let stream: Readable = raw;
  if (entry.compressionMethod === 8) {
    const unzip = createInflateRaw({ chunkSize: 64 * 1024 });
    raw.on('error', (error) => unzip.destroy(error));
    stream = raw.pipe(unzip);
  }
  const kept: Buffer[] = [];
  let size = 0;
  let sum = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (size < keep) kept.push(chunk.subarray(0, keep - size));
      size += chunk.length;
      if (size > entry.uncompressedSize) break;
      sum = crc32(chunk, sum);
    }
  } catch (error) {
    throw asRefusal(error);
  } finally {
    raw.destroy();
    stream.destroy();
  }
  if (size !== entry.uncompressedSize || sum !== entry.crc32) {
    throw new FileRefused(size > entry.uncompressedSize ? 'file.unpacks-too-large' : 'file.damaged');
  }
  return Buffer.concat(kept);
}

function openRaw(zip: ZipFile, entry: Entry): Promise<Readable> {
  const decompress = entry.compressionMethod === 8 ? false : null;
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, { decompress, decrypt: null, start: null, end: null }, (error, stream) => {
      if (error) reject(asRefusal(error));
      else resolve(stream);
    });
  });
}

function contentTypesOf(xml: Buffer): string[] {
  const found: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', (cause) => {
    throw new FileRefused('file.damaged', {}, { cause });
  });
  parser.on('opentag', ({ attributes }) => {
    if (attributes.ContentType) found.push(attributes.ContentType);
  });
  const utf16 = xml[0] === 0xff && xml[1] === 0xfe;
  parser.write(new TextDecoder(utf16 ? 'utf-16le' : 'utf-8').decode(xml)).close();
  return found;
}

function asRefusal(error: unknown): unknown {
  if (error instanceof FileRefused) return error;
  const { code, errno, name } = error as NodeJS.ErrnoException;
  // Trouble of the disk or the store is not a fault of the file.
  if (name === 'FileStoreError' || (errno !== undefined && code && !code.startsWith('Z_'))) return error;
  return new FileRefused('file.damaged', {}, { cause: error });
}
