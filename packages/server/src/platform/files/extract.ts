import type { Readable } from 'node:stream';
import { BoundedThread, type ThreadLimits } from '../threads/bounded-thread.ts';
import { ExtractFailed } from './extract-messages.ts';
import type { Answer, Job } from './extract-worker.ts';
import type { Extracted, ExtractSource } from './extractors.ts';
import { FILE_TYPES, type FileType } from './types.ts';

export interface ExtractOptions {
  timeoutMs: number;
  /** UTF-16 code units. */
  maxChars: number;
}

/** What to read. A stream is held in memory as a whole, because the formats are read from their end. */
export type ExtractFile = (ExtractSource | { stream: Readable }) & { type: FileType };

const LIMITS: ThreadLimits = { heapMb: 512, growthBytes: 1024 * 1024 * 1024 };
const CODES = { timeout: 'extract.timeout', memory: 'extract.memory', died: 'extract.damaged' } as const;

/** Takes text out of files one at a time, in a bounded thread of its own. */
export class Extractor {
  readonly #thread: BoundedThread<Omit<Job, 'id'>, Answer>;

  constructor(limits: Partial<ThreadLimits> = {}) {
    this.#thread = new BoundedThread(
      new URL('./extract-worker.ts', import.meta.url),
      { ...LIMITS, ...limits },
      (bound, cause) => new ExtractFailed(CODES[bound], { cause }),
    );
  }

  /** Images give an empty text. @throws {ExtractFailed}, and what a stream fails with */
  async extractText(file: ExtractFile, options: ExtractOptions): Promise<Extracted> {
    const { type, ...given } = file;
    const source = 'stream' in given ? { bytes: await collect(given.stream, type) } : given;
    const job = { source, type, maxChars: options.maxChars };
    const answer = await this.#thread.run(job, options.timeoutMs);
    if ('done' in answer) return answer.done;
    throw new ExtractFailed(answer.failed);
  }

  close(): Promise<void> {
    return this.#thread.close();
  }
}

async function collect(stream: Readable, type: FileType): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop early destroys the stream.
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > FILE_TYPES[type].maxBytes) throw new ExtractFailed('extract.memory');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const shared = new Extractor();

/** Text of a file, by the process's one {@link Extractor}. @throws {ExtractFailed} */
export const extractText = (file: ExtractFile, options: ExtractOptions): Promise<Extracted> =>
  shared.extractText(file, options);

/** Ends the shared thread, for an orderly stop of the server. */
export const stopExtracting = (): Promise<void> => shared.close();
