import type { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { WorkbookError } from './errors.ts';
import { asBuffer } from './source.ts';
import type { WorkbookSource } from './types.ts';

const MAX_ENTRIES = 4096;
/** Real sheets shrink to between a fifth and an eightieth; deflate itself ends near 1/1032. */
const MAX_RATIO = 250;
/** Below this an odd ratio does no harm. */
const RATIO_FREE_BYTES = 16 * 1024 * 1024;
/** Small, because the rows cut out of a chunk keep all of it alive until they are let go. */
const CHUNK = 16 * 1024;
const PEEK_CHUNK = 64 * 1024;

/**
 * The parts of a zip, by name. Names are only keys, never paths. Sizes are checked against the declared ones
 * before inflating and counted while inflating, the checksum at the end of each part.
 */
export class ZipParts {
  readonly #zip: ZipFile;
  readonly #entries: Map<string, Entry>;
  readonly #maxBytes: number;
  #inflated = 0;

  private constructor(zip: ZipFile, entries: Map<string, Entry>, maxBytes: number) {
    this.#zip = zip;
    this.#entries = entries;
    this.#maxBytes = maxBytes;
  }

  /** Errors: workbook.truncated, workbook.damaged, workbook.unsafe. */
  static async open(source: WorkbookSource, maxInflatedBytes: number): Promise<ZipParts> {
    const zip = await openZip(source);
    try {
      return new ZipParts(zip, await readDirectory(zip), maxInflatedBytes);
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  has(name: string): boolean {
    return this.#entries.has(key(name));
  }

  names(): string[] {
    return [...this.#entries.keys()];
  }

  /** The part's bytes in chunks. `peek` is a look ahead: held to the same limits, but neither counted nor verified. */
  async *read(name: string, options: { peek?: boolean } = {}): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(key(name));
    if (!entry) throw new WorkbookError('workbook.damaged', { part: name });
    if (entry.isEncrypted()) throw new WorkbookError('workbook.encrypted');
    const budget = this.#maxBytes - this.#inflated;
    this.#refuse(entry, entry.uncompressedSize, budget);
    const raw = await this.#openRaw(entry, name);
    let stream: Readable = raw;
    if (entry.compressionMethod === 8) {
      const inflate = createInflateRaw({ chunkSize: options.peek ? PEEK_CHUNK : CHUNK });
      raw.on('error', (error) => inflate.destroy(error));
      stream = raw.pipe(inflate);
    } else if (entry.compressionMethod !== 0) {
      raw.destroy();
      throw new WorkbookError('workbook.damaged', { part: name });
    }
    let size = 0;
    let sum = 0;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        size += chunk.length;
        this.#refuse(entry, size, budget);
        if (!options.peek) sum = crc32(chunk, sum);
        yield chunk;
      }
    } catch (error) {
      throw asWorkbookError(error, name);
    } finally {
      raw.destroy();
      stream.destroy();
    }
    if (options.peek) return;
    this.#inflated += size;
    if (size !== entry.uncompressedSize || sum !== entry.crc32) {
      throw new WorkbookError('workbook.damaged', { part: name });
    }
  }

  close(): void {
    this.#zip.close();
  }

  #refuse(entry: Entry, size: number, budget: number): void {
    if (size > RATIO_FREE_BYTES && size > entry.compressedSize * MAX_RATIO) {
      throw new WorkbookError('workbook.too-compressed');
    }
    if (size > budget) {
      throw new WorkbookError('workbook.too-large', {
        maxMegabytes: Math.floor(this.#maxBytes / 1024 / 1024),
      });
    }
  }

  #openRaw(entry: Entry, name: string): Promise<Readable> {
    const options = {
      decompress: entry.compressionMethod === 8 ? false : null,
      decrypt: null,
      start: null,
      end: null,
    };
    return new Promise((resolve, reject) => {
      this.#zip.openReadStream(entry, options, (error, stream) => {
        if (error) reject(asWorkbookError(error, name));
        else resolve(stream);
      });
    });
  }
}

function key(name: string): string {
  return name.replace(/\\/g, '/').replace(/^\/+/, '').toLowerCase();
}

function openZip(source: WorkbookSource): Promise<ZipFile> {
  // decodeStrings off: yauzl would otherwise refuse odd names, which are of no interest here.
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: false };
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, zip: ZipFile) => {
      if (error) reject(asWorkbookError(error, 'zip'));
      else resolve(zip);
    };
    if ('path' in source) yauzl.open(source.path, options, done);
    else yauzl.fromBuffer(asBuffer(source.bytes), options, done);
  });
}

function readDirectory(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  return new Promise((resolve, reject) => {
    if (zip.entryCount > MAX_ENTRIES) return reject(new WorkbookError('workbook.unsafe', { part: 'zip' }));
    zip.on('error', (error) => reject(asWorkbookError(error, 'zip')));
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      const name = key(Buffer.from(entry.fileName as unknown as Uint8Array).toString('utf8'));
      // Two parts of one name would let two programs read two different workbooks from one file.
      if (entries.has(name)) return reject(new WorkbookError('workbook.unsafe', { part: 'zip' }));
      entries.set(name, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

function asWorkbookError(error: unknown, part: string): unknown {
  if (error instanceof WorkbookError) return error;
  const { code, message = '', errno } = error as NodeJS.ErrnoException;
  // Trouble of the disk is not a fault of the file.
  if (errno !== undefined && code && !code.startsWith('Z_')) return error;
  const cut =
    code === 'Z_BUF_ERROR' ||
    /end of central directory record signature not found|overflows file bounds|unexpected EOF/i.test(message);
  return new WorkbookError(cut ? 'workbook.truncated' : 'workbook.damaged', cut ? {} : { part }, {
    cause: error,
  });
}
