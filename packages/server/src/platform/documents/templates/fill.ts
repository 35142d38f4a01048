import { BoundedThread } from '../../threads/bounded-thread.ts';
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

export interface FillLimits {
  timeoutMs: number;
  heapMb: number;
}

const DEFAULTS: FillLimits = { timeoutMs: 15_000, heapMb: 256 };
const CODES = { timeout: 'fill.timeout', memory: 'fill.memory', died: 'fill.damaged' } as const;

/** Fills templates, an office's own among them, one at a time in a bounded thread of its own. */
export class Filler {
  readonly #thread: BoundedThread<Omit<FillJob, 'id'>, FillAnswer>;
  readonly #timeoutMs: number;

  constructor(limits: Partial<FillLimits> = {}) {
    const { timeoutMs, heapMb } = { ...DEFAULTS, ...limits };
    this.#timeoutMs = timeoutMs;
    this.#thread = new BoundedThread(
      new URL('./fill-worker.ts', import.meta.url),
      { heapMb },
      (bound, cause) => new FillFailed(CODES[bound], [], { cause }),
    );
  }

  /** @throws {FillFailed} */
  async fill(
    template: Uint8Array,
    values: Record<string, unknown>,
    names: readonly string[],
    blank: readonly string[] = [],
  ): Promise<Uint8Array> {
    const answer = await this.#thread.run({ template, values, names, blank }, this.#timeoutMs);
    if ('done' in answer) return answer.done;
    if ('unknown' in answer) throw new FillFailed('fill.unknown-fields', answer.unknown);
    throw new FillFailed('fill.damaged', [], { cause: new Error(answer.failed) });
  }

  close(): Promise<void> {
    return this.#thread.close();
  }
}

const shared = new Filler();

/** Fills a template by the process's one {@link Filler}. @throws {FillFailed} */
export const fillDocx = (
  template: Uint8Array,
  values: Record<string, unknown>,
  names: readonly string[],
  blank: readonly string[] = [],
): Promise<Uint8Array> => shared.fill(template, values, names, blank);

/** Ends the shared thread, for an orderly stop of the server. */
export const stopFilling = (): Promise<void> => shared.close();
