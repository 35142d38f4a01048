import { Worker } from 'node:worker_threads';

/** Which bound a job broke; `died`: its thread ended for any other reason. */
export type Bound = 'timeout' | 'memory' | 'died';

export interface ThreadLimits {
  /** The thread's JavaScript heap. */
  heapMb: number;
  /** Growth of the whole process: what lies outside of the heap is bounded only so. Left out: not watched. */
  growthBytes?: number;
}

interface Task<Job, Answer> {
  job: Job;
  timeoutMs: number;
  resolve: (answer: Answer) => void;
  reject: (error: Error) => void;
}

const WATCH_MS = 100;

/**
 * Does jobs one at a time in a thread of its own with bounded memory and time, for work on what others sent. A job
 * that breaks a bound costs the thread its life, not the server; the next job gets a new one.
 *
 * The thread's file answers each message `{ id, …job }` by `{ id, …answer }`.
 */
export class BoundedThread<Job extends object, Answer extends object> {
  readonly #file: URL;
  readonly #limits: ThreadLimits;
  readonly #failed: (bound: Bound, cause?: unknown) => Error;
  readonly #waiting: Task<Job, Answer>[] = [];
  #worker: Worker | undefined;
  #running: Task<Job, Answer> | undefined;
  #guard: NodeJS.Timeout | undefined;
  #id = 0;

  /** @param failed the error of a job that broke a bound */
  constructor(file: URL, limits: ThreadLimits, failed: (bound: Bound, cause?: unknown) => Error) {
    this.#file = file;
    this.#limits = limits;
    this.#failed = failed;
  }

  /** Waits for its turn, which is when the time begins to run. @throws what the constructor was given */
  run(job: Job, timeoutMs: number): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, timeoutMs, resolve, reject });
      this.#next();
    });
  }

  async close(): Promise<void> {
    for (const task of this.#waiting.splice(0)) task.reject(this.#failed('timeout'));
    await this.#fail('timeout');
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
    this.#worker.postMessage({ id: ++this.#id, ...task.job });
    const { growthBytes = Number.POSITIVE_INFINITY } = this.#limits;
    this.#watch(Date.now() + task.timeoutMs, process.memoryUsage.rss() + growthBytes);
  }

  #watch(deadline: number, maxRss: number): void {
    const look = () => {
      if (Date.now() >= deadline) return void this.#fail('timeout');
      if (process.memoryUsage.rss() > maxRss) return void this.#fail('memory');
      this.#guard = setTimeout(look, Math.min(WATCH_MS, Math.max(1, deadline - Date.now())));
    };
    look();
  }

  #start(): Worker {
    const worker = new Worker(this.#file, {
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.heapMb },
      env: {},
      stdout: true,
      stderr: true,
    });
    worker.on('message', (answer: Answer & { id: number }) => {
      if (worker !== this.#worker || answer.id !== this.#id) return;
      this.#finish()?.resolve(answer);
      this.#next();
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (worker !== this.#worker) return;
      void this.#fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'died', error);
    });
    worker.on('exit', () => {
      if (worker === this.#worker) void this.#fail('died');
    });
    return worker;
  }

  #finish(): Task<Job, Answer> | undefined {
    clearTimeout(this.#guard);
    const task = this.#running;
    this.#running = undefined;
    return task;
  }

  /** Ends the thread, whatever it is doing, and goes on with the next job. */
  async #fail(bound: Bound, cause?: unknown): Promise<void> {
    const worker = this.#worker;
    const task = this.#finish();
    this.#worker = undefined;
    await worker?.terminate();
    task?.reject(this.#failed(bound, cause));
    this.#next();
  }
}
