import { Worker } from 'node:worker_threads';
import type { FillAnswer, FillJob } from './fill-worker.ts';

export type FillCode = 'fill.timeout' | 'fill.memory' | 'fill.damaged' | 'fill.unknown-fields';

/** Why a template could not be filled; `fields` names the tags that nothing explains. */
export class FillFailed extends Error {
  readonly code: FillCode;
  readonly fields: readonly string[];
  constructor(code: FillCode, fields: readonly string[] = [], options?: ErrorOptions) {
    super(`${code} ${fields.join(', ')}`.trim(), options);
    this.name = 'FillFailed';
    this.code = code;
    this.fields = fields;
  }
}

interface Task extends Omit<FillJob, 'id'> {
  resolve: (filled: Uint8Array) => void;
  reject: (error: FillFailed) => void;
}

export interface FillLimits {
  timeoutMs: number;
  heapMb: number;
}

const DEFAULTS: FillLimits = { timeoutMs: 15_000, heapMb: 256 };

/**
 * Fills templates one at a time in a thread of its own with bounded memory and time: an office's template
 * that breaks a bound costs the thread its life, not the server.
 */
export class Filler {
  #worker: Worker | undefined;
  #running: Task | undefined;
  #guard: NodeJS.Timeout | undefined;
  #id = 0;
  readonly #waiting: Task[] = [];
  readonly #limits: FillLimits;

  constructor(limits: Partial<FillLimits> = {}) {
    this.#limits = { ...DEFAULTS, ...limits };
  }

  /** @throws {FillFailed} */
  fill(template: Uint8Array, values: Record<string, unknown>, names: readonly string[]): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ template, values, names, resolve, reject });
      this.#next();
    });
  }

  async close(): Promise<void> {
    for (const task of this.#waiting.splice(0)) task.reject(new FillFailed('fill.timeout'));
    await this.#fail(new FillFailed('fill.timeout'));
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
    const { template, values, names } = task;
    this.#worker.postMessage({ id: ++this.#id, template, values, names } satisfies FillJob);
    this.#guard = setTimeout(() => void this.#fail(new FillFailed('fill.timeout')), this.#limits.timeoutMs);
  }

  #start(): Worker {
    const worker = new Worker(new URL('./fill-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.heapMb },
      env: {},
      stdout: true,
      stderr: true,
    });
    worker.on('message', (answer: FillAnswer) => {
      if (worker !== this.#worker || answer.id !== this.#id) return;
      const task = this.#finish();
      if ('done' in answer) task?.resolve(answer.done);
      else if ('unknown' in answer) task?.reject(new FillFailed('fill.unknown-fields', answer.unknown));
      else task?.reject(new FillFailed('fill.damaged', [], { cause: new Error(answer.failed) }));
      this.#next();
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (worker !== this.#worker) return;
      const memory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      void this.#fail(new FillFailed(memory ? 'fill.memory' : 'fill.damaged', [], { cause: error }));
    });
    worker.on('exit', () => {
      if (worker === this.#worker) void this.#fail(new FillFailed('fill.damaged'));
    });
    return worker;
  }

  #finish(): Task | undefined {
    clearTimeout(this.#guard);
    const task = this.#running;
    this.#running = undefined;
    return task;
  }

  async #fail(error: FillFailed): Promise<void> {
    const worker = this.#worker;
    const task = this.#finish();
    this.#worker = undefined;
    await worker?.terminate();
    task?.reject(error);
    this.#next();
  }
}

const shared = new Filler();

/** Fills a template by the process's one {@link Filler}. @throws {FillFailed} */
export const fillDocx = (
  template: Uint8Array,
  values: Record<string, unknown>,
  names: readonly string[],
): Promise<Uint8Array> => shared.fill(template, values, names);

/** Ends the shared thread, for an orderly stop of the server. */
export const stopFilling = (): Promise<void> => shared.close();
