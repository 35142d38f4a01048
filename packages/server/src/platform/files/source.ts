import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { FileRefused } from './refused.ts';
import type { ByteRange } from './store.ts';

const PIECE = 64 * 1024;

/** Where the bytes of a file are: on the disk, or behind a store that opens ranges of it. */
export type FileSource = { path: string } | { open(range?: ByteRange): Promise<Readable> };

/** Random access to a file's bytes. */
export interface Bytes {
  readonly size: number;
  /** Fewer bytes than asked for only at the end. */
  readAt(position: number, length: number): Promise<Buffer>;
  stream(start: number, end: number): Readable;
  close(): Promise<void>;
}

/** Opens a source; the caller closes it. @throws {FileRefused} file.damaged when it isn't `size` bytes long */
export async function openBytes(source: FileSource, size: number): Promise<Bytes> {
  if ('open' in source) return new StoredBytes(source, size);
  const handle = await open(source.path, 'r');
  const actual = (await handle.stat()).size;
  if (actual !== size) {
    await handle.close();
    throw new FileRefused('file.damaged');
  }
  const readAt = async (position: number, length: number) => {
    const { buffer: into, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
    return into.subarray(0, bytesRead);
  };
  return {
    size,
    readAt,
    // Not createReadStream(): destroying one of its streams closes the handle for all.
    stream: (start, end) => Readable.from(pieces(readAt, start, end), { objectMode: false }),
    close: () => handle.close(),
  };
}

async function* pieces(readAt: Bytes['readAt'], start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at <= end; ) {
    const piece = await readAt(at, Math.min(PIECE, end + 1 - at));
    if (piece.length === 0) return;
    yield piece;
    at += piece.length;
  }
}

class StoredBytes implements Bytes {
  readonly size: number;
  readonly #source: { open(range?: ByteRange): Promise<Readable> };

  constructor(source: { open(range?: ByteRange): Promise<Readable> }, size: number) {
    this.#source = source;
    this.size = size;
  }

  async readAt(position: number, length: number): Promise<Buffer> {
    return buffer(this.stream(position, Math.min(position + length, this.size) - 1));
  }

  stream(start: number, end: number): Readable {
    const source = this.#source;
    if (end < start) return Readable.from([]);
    return Readable.from(
      (async function* () {
        const stream = await source.open({ start, end });
        try {
          yield* stream as AsyncIterable<Buffer>;
        } finally {
          stream.destroy();
        }
      })(),
      { objectMode: false },
    );
  }

  async close(): Promise<void> {}
}
