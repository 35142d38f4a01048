import type { Fault, Problem } from '@plumbline/contract/problem';

/** A refusal of the server (RFC 9457), or the lack of any answer: then `status` is 0 and `code` `no-answer`. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly faults: readonly Fault[];
  readonly allowed: readonly string[] | undefined;
  /** With 409 on a stale version: what stands there now. */
  readonly changed: unknown;
  /** What the user may quote to the operator. */
  readonly trace: string | undefined;
  /** Reads again what the refused write would have changed: set where somebody else was first. */
  refresh?: () => Promise<unknown>;

  constructor(problem: Problem) {
    super(problem.title);
    this.name = 'ProblemError';
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.detail = problem.detail;
    this.faults = problem.faults ?? [];
    this.allowed = problem.allowed;
    this.changed = problem.changed;
    this.trace = problem.trace;
  }
}

const SIGNED_OUT = new Set(['not-signed-in', 'session-ended']);

/** True when nobody is signed in (any more); a refused password is something else. */
export const isSignedOut = (error: unknown): boolean =>
  error instanceof ProblemError && SIGNED_OUT.has(error.code);

export const isProblem = (error: unknown, code?: string): error is ProblemError =>
  error instanceof ProblemError && (code === undefined || error.code === code);

/** Worth sending again unchanged: the server didn't decide. */
export const isTransient = (error: unknown): boolean =>
  error instanceof ProblemError && (error.status === 0 || error.status >= 500);
