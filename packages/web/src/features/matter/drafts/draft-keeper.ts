import { isProblem, isTransient, ProblemError } from '../../../lib/problem.ts';
import { bothOf, sameData } from './draft.rules.ts';

export type DraftData = Record<string, unknown>;

/** What a machine keeps of a form that could not be sent. */
export interface Kept {
  /** Version of the saved form that it was written over. */
  version: number;
  data: DraftData;
}

export interface Saved {
  version: number;
  data: DraftData | null;
  savedBy: string | null;
  mine: boolean;
  savedAt: string | null;
}

/** Where a form is saved and kept. */
export interface Ports {
  save(version: number, data: DraftData): Promise<{ version: number; savedAt: string }>;
  load(): Promise<Saved>;
  /** Keeps it on this machine, sealed. @returns whether it could */
  keep(kept: Kept): Promise<boolean>;
  drop(): void;
}

/**
 * saved: nothing is unsent; writing: about to be sent; offline: waits for the network; conflict: somebody else saved it
 * meanwhile; over: it can be saved no more (the step was taken, or the right to it ended).
 */
export type DraftStatus = 'saved' | 'writing' | 'offline' | 'conflict' | 'over';

export interface DraftState {
  status: DraftStatus;
  version: number;
  data: DraftData;
  savedAt: string | null;
  /** What the other one saved. */
  theirs: Saved | undefined;
  /** Unsent text is kept on this machine: the page may be closed. */
  kept: boolean;
  /** Changes when the form is to be drawn anew from `data`. */
  drawn: number;
  problem: unknown;
}

/** Keeps a form that is being filled in: on this machine at once, on the server soon, and never over somebody else's text. */
export class DraftKeeper {
  #state: DraftState;
  readonly #ports: Ports;
  readonly #listeners = new Set<() => void>();
  #sending = false;
  /** Sent since the last answer: one of them may have arrived without its answer. */
  #attempts: DraftData[] = [];
  #keeping: Promise<void> = Promise.resolve();

  constructor(ports: Ports, saved: Saved, kept?: Kept) {
    this.#ports = ports;
    const { version, savedAt } = saved;
    const data = saved.data ?? {};
    const plain = { version, data, savedAt, theirs: undefined, kept: false, drawn: 0, problem: undefined };
    if (!kept || sameData(kept.data, data)) {
      if (kept) ports.drop();
      this.#state = { ...plain, status: 'saved' };
    } else if (kept.version >= version) {
      this.#state = { ...plain, data: kept.data, kept: true, status: 'writing' };
    } else {
      this.#state = { ...plain, data: kept.data, kept: true, status: 'conflict', theirs: saved };
    }
  }

  get state(): DraftState {
    return this.#state;
  }
  readonly listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes what was typed. */
  write(data: DraftData): void {
    if (sameData(data, this.#state.data)) return;
    const { status } = this.#state;
    this.#become({ data, status: status === 'saved' ? 'writing' : status });
    this.#keep();
  }

  /** Sends what is unsent; several calls at once are one. */
  async send(): Promise<void> {
    const { status, version, data } = this.#state;
    if (this.#sending || (status !== 'writing' && status !== 'offline')) return;
    this.#sending = true;
    try {
      this.#attempts.push(data);
      const reply = await this.#ports.save(version, data);
      this.#sent(reply.version, data, reply.savedAt);
    } catch (problem) {
      await this.#failed(problem);
    } finally {
      this.#sending = false;
    }
  }

  /** Ends a conflict: with the own text, with the other one, or with the entries of both. */
  choose(which: 'mine' | 'theirs' | 'both'): void {
    const { theirs, data, drawn } = this.#state;
    if (!theirs) return;
    const other = theirs.data ?? {};
    const next = which === 'mine' ? data : which === 'theirs' ? other : bothOf(data, other);
    const same = sameData(next, other);
    if (same) this.#ports.drop();
    this.#become({
      data: next,
      version: theirs.version,
      theirs: undefined,
      drawn: drawn + 1,
      status: same ? 'saved' : 'writing',
      ...(same ? { savedAt: theirs.savedAt, kept: false } : {}),
    });
    if (!same) this.#keep();
  }

  /** The step was taken: nothing of it stays here. */
  async done(): Promise<void> {
    await this.#keeping;
    this.#ports.drop();
    this.#become({ status: 'over', kept: false, problem: undefined });
  }

  #become(change: Partial<DraftState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  /** Nothing is left to be sent. */
  #isSettled(): boolean {
    return this.#state.status === 'saved' || (this.#state.status === 'over' && !this.#state.problem);
  }

  #keep(): void {
    const { version, data } = this.#state;
    // One after the other: what was typed last is what stays.
    this.#keeping = this.#keeping.then(async () => {
      if (this.#isSettled()) return;
      if (this.#state.data !== data) return;
      const kept = await this.#ports.keep({ version, data });
      if (this.#isSettled()) this.#ports.drop();
      else this.#become({ kept });
    });
  }

  #sent(version: number, data: DraftData, savedAt: string | null): void {
    this.#attempts = [];
    const whole = sameData(this.#state.data, data);
    if (whole) this.#ports.drop();
    this.#become({
      version,
      savedAt,
      problem: undefined,
      status: whole ? 'saved' : 'writing',
      kept: whole ? false : this.#state.kept,
    });
    if (!whole) this.#keep();
  }

  async #failed(problem: unknown): Promise<void> {
    if (isProblem(problem, 'stale-version')) return this.#compare();
    const waits = isTransient(problem) || !(problem instanceof ProblemError) || problem.status === 429;
    this.#become({ status: waits ? 'offline' : 'over', problem });
  }

  /** Another version stands there: the own one whose answer was lost, or somebody else's. */
  async #compare(): Promise<void> {
    let saved: Saved;
    try {
      saved = await this.#ports.load();
    } catch (problem) {
      this.#become({ status: isTransient(problem) ? 'offline' : 'over', problem });
      return;
    }
    const { data } = this.#state;
    const text = saved.data ?? {};
    if ([data, ...this.#attempts].some((own) => sameData(text, own)))
      this.#sent(saved.version, text, saved.savedAt);
    else this.#become({ status: 'conflict', theirs: saved, problem: undefined });
  }
}
