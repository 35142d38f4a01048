import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { CHUNK, chunkCount, type FileCipher, HEADER, SEALED_CHUNK } from './cipher.ts';
import { type ByteRange, FileStoreError } from './store.ts';

/** Streams a stretch of a stored file's content; owns the handle and closes it, also when nobody reads. */
export class SealedReader extends Readable {
  readonly #handle: FileHandle;
  readonly #cipher: FileCipher;
  readonly #chunks: number;
  readonly #range: ByteRange;
  readonly #buffer = Buffer.allocUnsafeSlow(SEALED_CHUNK);
  #index: number;

  /** @param range within the content; undefined for the whole of it (its one chunk too when it is empty) */
  constructor(handle: FileHandle, cipher: FileCipher, size: number, range?: ByteRange) {
    super({ highWaterMark: CHUNK });
    this.#handle = handle;
    this.#cipher = cipher;
    this.#chunks = chunkCount(size);
    this.#range = range ?? { start: 0, end: Math.max(0, size - 1) };
    this.#index = Math.floor(this.#range.start / CHUNK);
  }

  override _read(): void {
    this.#next().then(
      (chunk) => {
        this.push(chunk);
      },
      (error) => this.destroy(error),
    );
  }

  async #next(): Promise<Buffer | null> {
    const index = this.#index;
    const from = index * CHUNK;
    const { start, end } = this.#range;
    if (index >= this.#chunks || from > end) return null;
    const { bytesRead } = await this.#handle.read(
      this.#buffer,
      0,
      SEALED_CHUNK,
      HEADER + index * SEALED_CHUNK,
    );
    const last = index === this.#chunks - 1;
    if (!last && bytesRead !== SEALED_CHUNK) throw new FileStoreError('files.damaged');
    const chunk = this.#cipher.open(index, last, this.#buffer.subarray(0, bytesRead));
    this.#index++;
    const part = chunk.subarray(Math.max(0, start - from), Math.min(chunk.length, end + 1 - from));
    return part.length ? part : this.#next();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#handle.close().then(
      () => done(error),
      (closing) => done(error ?? closing),
    );
  }
}
