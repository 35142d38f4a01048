import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../platform/errors/app-error.ts';
import { isDiskFull } from '../../platform/files/store.ts';

export const MAX_WORKBOOK_BYTES = 64 * 1024 * 1024;

const PREFIX = 'sheet-';
/** What a killed process left behind is cleared away by the next upload. */
const LEFTOVER_MS = 24 * 60 * 60_000;

export interface ReceivedFile {
  path: string;
  size: number;
  /** SHA-256, hex. */
  digest: string;
  read(): Readable;
  /** Removes the file. */
  drop(): Promise<void>;
}

export interface Expected {
  length?: number | undefined;
  /** SHA-256, hex. */
  digest?: string | undefined;
}

/**
 * Streams what is sent into a file of its own in a private folder. A stream that is cut, or does not come to
 * the announced length or digest, leaves nothing.
 * @throws {AppError} 413 too-large, 409 upload-incomplete, 507 disk-full
 */
export async function receiveFile(
  content: Readable,
  folder: string,
  expected: Expected = {},
): Promise<ReceivedFile> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await clearLeftovers(folder);
  const place = await mkdtemp(path.join(folder, PREFIX));
  const file = path.join(place, 'content');
  const drop = () => rm(place, { recursive: true, force: true });
  const hash = createHash('sha256');
  let size = 0;
  const count = new Transform({
    transform(chunk: Buffer, _, done) {
      size += chunk.length;
      hash.update(chunk);
      if (size > MAX_WORKBOOK_BYTES) done(new AppError('too-large'));
      else done(null, chunk);
    },
  });
  try {
    await pipeline(content, count, createWriteStream(file, { mode: 0o600 }));
    const digest = hash.digest('hex');
    const short = expected.length !== undefined && expected.length !== size;
    const other = expected.digest !== undefined && expected.digest !== digest;
    if (short || other) throw new AppError('upload-incomplete', { faults: [{ code: 'workbook.cut' }] });
    return { path: file, size, digest, read: () => createReadStream(file), drop };
  } catch (error) {
    await drop();
    if (error instanceof AppError) throw error;
    if (isDiskFull(error)) throw new AppError('disk-full', { cause: error });
    throw new AppError('upload-incomplete', { faults: [{ code: 'workbook.cut' }], cause: error });
  }
}

async function clearLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(PREFIX)) continue;
    const place = path.join(folder, name);
    const known = await stat(place).catch(() => undefined);
    if (known && Date.now() - known.mtimeMs > LEFTOVER_MS) await rm(place, { recursive: true, force: true });
  }
}
