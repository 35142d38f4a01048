import type { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
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

interface Task extends Omit<Job, 'id'> {
  timeoutMs: number;
  resolve: (extracted: Extracted) => void;
  reject: (error: ExtractFailed) => void;
}

/** What one file may cost. */
export interface ExtractorLimits {
  /** The thread's JavaScript heap. */
  heapMb: number;
  /** Growth of the whole process: what is inflated lies outside of the heap and is bounded only so. */
  growthBytes: number;
}

const DEFAULTS: ExtractorLimits = { heapMb: 512, growthBytes: 1024 * 1024 * 1024 };
const WATCH_MS = 100;

/**
 * Takes text out of files one at a time, in a thread of its own with bounded memory and time. A file that
 * breaks a bound costs the thread its life, not the server; the next file gets a new one.
 */
export class Extractor {
  #worker: Worker | undefined;
  #running: Task | undefined;
  #id = 0;
  #guard: NodeJS.Timeout | undefined;
  readonly #waiting: Task[] = [];
  readonly #limits: ExtractorLimits;

  constructor(limits: Partial<ExtractorLimits> = {}) {
    this.#limits = { ...DEFAULTS, ...limits };
  }

  /** Images give an empty text. @throws {ExtractFailed}, and what a stream fails with */
  async extractText(file: ExtractFile, options: ExtractOptions): Promise<Extracted> {
    const { type, ...given } = file;
    const source = 'stream' in given ? { bytes: await collect(given.stream, type) } : given;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ source, type, ...options, resolve, reject });
      this.#next();
    });
  }

  async close(): Promise<void> {
    for (const task of this.#waiting.splice(0)) task.reject(new ExtractFailed('extract.timeout'));
    await this.#fail(new ExtractFailed('extract.timeout'));
  }

  #next(): void {
    if (this.#running) return;
    const task = this.#waiting.shift();
    if (!task) {
      // An idle thread doesn't keep the process alive.
      this.#worker?.unref();
      return;
    }
    this.#running = task;
    this.#worker ??= this.#start();
    this.#worker.ref();
    const { source, type, maxChars } = task;
    this.#worker.postMessage({ id: ++this.#id, source, type, maxChars } satisfies Job);
    this.#watch(Date.now() + task.timeoutMs, process.memoryUsage.rss() + this.#limits.growthBytes);
  }

  #watch(deadline: number, maxRss: number): void {
    const look = () => {
      if (Date.now() >= deadline) return void this.#fail(new ExtractFailed('extract.timeout'));
      if (process.memoryUsage.rss() > maxRss) return void this.#fail(new ExtractFailed('extract.memory'));
      this.#guard = setTimeout(look, Math.min(WATCH_MS, Math.max(1, deadline - Date.now())));
    };
    look();
  }

  #start(): Worker {
    const worker = new Worker(new URL('./extract-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.heapMb },
      env: {},
      stdout: true,
      stderr: true,
    });
    worker.on('message', (answer: Answer) => {
      if (worker !== this.#worker || answer.id !== this.#id) return;
      const task = this.#finish();
      if ('done' in answer) task?.resolve(answer.done);
      else task?.reject(new ExtractFailed(answer.failed));
      this.#next();
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (worker !== this.#worker) return;
      const memory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      void this.#fail(new ExtractFailed(memory ? 'extract.memory' : 'extract.damaged', { cause: error }));
    });
    worker.on('exit', () => {
      if (worker === this.#worker) void this.#fail(new ExtractFailed('extract.damaged'));
    });
    return worker;
  }

  #finish(): Task | undefined {
    clearTimeout(this.#guard);
    const task = this.#running;
    this.#running = undefined;
    return task;
  }

  /** Ends the thread, whatever it is doing, and goes on with the next file. */
  async #fail(error: ExtractFailed): Promise<void> {
    const worker = this.#worker;
    const task = this.#finish();
    this.#worker = undefined;
    await worker?.terminate();
    task?.reject(error);
    this.#next();
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
