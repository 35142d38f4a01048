import { createHash, createHmac, randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { AppError } from '../errors/app-error.ts';
import { CHUNK, FileCipher, HEADER, readHeader, SALT } from './cipher.ts';
import { syncFolder } from './durable.ts';
import type { Keys } from './keys.ts';
import { FileRefused } from './refused.ts';
import { SealedReader } from './sealed-reader.ts';
import { type ByteRange, type FileStore, FileStoreError, isDiskFull, type StoredFile } from './store.ts';

const NAME = /^[0-9a-f]{64}$/;
const PARTS = 'parts';

/** Keeps files encrypted in a folder: `<jurisdiction>/<first two digits>/<name>`. */
export class FolderStore implements FileStore {
  readonly #dir: string;
  readonly #keys: Keys;

  constructor(dir: string, keys: Keys) {
    this.#dir = dir;
    this.#keys = keys;
  }

  async put(jurisdiction: number, content: Readable, limits: { maxBytes: number }): Promise<StoredFile> {
    const part = path.join(this.#dir, PARTS, randomBytes(12).toString('hex'));
    try {
      await mkdir(path.dirname(part), { recursive: true, mode: 0o700 });
      const stored = await this.#write(part, jurisdiction, content, limits.maxBytes);
      const file = this.#path(jurisdiction, stored.name);
      await makeFolder(path.dirname(file), this.#dir);
      // Over an equal one too: a copy that went bad on the disk is healed by the next upload.
      await rename(part, file);
      await syncFolder(path.dirname(file));
      return stored;
    } catch (error) {
      content.destroy();
      await rm(part, { force: true });
      throw isDiskFull(error) ? new AppError('disk-full', { cause: error }) : error;
    }
  }

  async get(jurisdiction: number, name: string, range?: ByteRange): Promise<Readable> {
    const handle = await openStored(this.#path(jurisdiction, name));
    try {
      const header = Buffer.alloc(HEADER);
      const { bytesRead } = await handle.read(header, 0, HEADER, 0);
      const { cipher, size } = readHeader(
        this.#keys.jurisdiction(jurisdiction).derive('files'),
        name,
        header.subarray(0, bytesRead),
        (await handle.stat()).size,
      );
      return new SealedReader(handle, cipher, size, range && within(range, size));
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  async has(jurisdiction: number, name: string): Promise<boolean> {
    return (await stat(this.#path(jurisdiction, name)).catch(absent)) !== undefined;
  }

  async remove(jurisdiction: number, name: string): Promise<void> {
    await rm(this.#path(jurisdiction, name), { force: true });
  }

  /** Removes what writers that were killed left behind: unfinished parts last written before `before`. */
  async sweep(before: Date): Promise<number> {
    const folder = path.join(this.#dir, PARTS);
    let removed = 0;
    for (const name of (await readdir(folder).catch(absent)) ?? []) {
      const file = path.join(folder, name);
      const found = await stat(file).catch(absent);
      if (!found || found.mtime >= before) continue;
      await rm(file, { force: true });
      removed++;
    }
    return removed;
  }

  async #write(part: string, jurisdiction: number, content: Readable, maxBytes: number): Promise<StoredFile> {
    const keys = this.#keys.jurisdiction(jurisdiction);
    const cipher = new FileCipher(keys.derive('files'), randomBytes(SALT));
    const naming = createHmac('sha256', keys.derive('names'));
    const digest = createHash('sha256');
    const handle = await open(part, 'wx', 0o600);
    try {
      let size = 0;
      let index = 0;
      // The chunk at hand waits until more comes: only then is it known whether it is the last.
      const chunk = Buffer.allocUnsafeSlow(CHUNK);
      let filled = 0;
      const flush = async (last: boolean) => {
        const sealed = cipher.seal(index, last, chunk.subarray(0, filled));
        await writeAll(handle, sealed, HEADER + index * (CHUNK + 16));
        index++;
        filled = 0;
      };
      for await (const piece of content as AsyncIterable<Buffer | string>) {
        const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
        size += bytes.length;
        if (size > maxBytes) {
          throw new FileRefused('file.too-large', { maxMegabytes: Math.floor(maxBytes / 1024 / 1024) });
        }
        naming.update(bytes);
        digest.update(bytes);
        for (let at = 0; at < bytes.length; ) {
          if (filled === CHUNK) await flush(false);
          const taken = Math.min(CHUNK - filled, bytes.length - at);
          chunk.set(bytes.subarray(at, at + taken), filled);
          filled += taken;
          at += taken;
        }
      }
      await flush(true);
      const name = naming.digest('hex');
      await writeAll(handle, cipher.header(name, size), 0);
      await handle.sync();
      return { name, size, sha256: digest.digest('hex') };
    } finally {
      await handle.close();
    }
  }

  #path(jurisdiction: number, name: string): string {
    if (!Number.isSafeInteger(jurisdiction) || !NAME.test(name)) throw new FileStoreError('files.missing');
    return path.join(this.#dir, String(jurisdiction), name.slice(0, 2), name);
  }
}

function within(range: ByteRange, size: number): ByteRange {
  const { start, end } = range;
  if (!(Number.isSafeInteger(start) && start >= 0 && start <= end && start < size)) {
    throw new FileStoreError('files.range');
  }
  return { start, end: Math.min(end, size - 1) };
}

async function openStored(file: string): Promise<FileHandle> {
  const handle = await open(file, 'r').catch(absent);
  if (!handle) throw new FileStoreError('files.missing');
  return handle;
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

async function writeAll(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, at, bytes.length - at, position + at);
    at += bytesWritten;
  }
}

/** Makes a folder and puts the entries that name it on the disk, up to `root`. */
async function makeFolder(folder: string, root: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (!first) return;
  for (let at = folder; at !== root; ) {
    at = path.dirname(at);
    await syncFolder(at);
  }
}
