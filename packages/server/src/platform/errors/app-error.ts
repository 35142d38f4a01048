import type { Fault } from '@plumbline/contract/problem';
import type { Text } from '@plumbline/contract/route';
import { type ErrorCode, STATUS } from './codes.ts';

/** A fault whose text comes from its code's entry, from `text` (where a pack words it) or ready-made. */
export type FaultInput = Omit<Fault, 'detail'> & {
  detail?: string;
  text?: Text;
  params?: Record<string, unknown>;
};

export interface ErrorDetails {
  /** What the code's own text can't tell: why in this case, and what can be done. */
  text?: Text;
  params?: Record<string, unknown>;
  faults?: FaultInput[];
  allowed?: string[];
  changed?: unknown;
  cause?: unknown;
}

/** A refusal with a stable code. Texts are added where the caller's language is known (http/problems). */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(code, { cause: details.cause });
    this.code = code;
    this.status = STATUS[code];
    this.details = details;
  }
}

export const notFound = () => new AppError('not-found');
export const forbidden = (permission?: string) =>
  new AppError('forbidden', permission ? { params: { permission } } : {});
export const invalid = (...faults: FaultInput[]) => new AppError('invalid', { faults });
export const stale = (changed: unknown) => new AppError('stale-version', { changed });
/** Permitted to this person, but not in the present state. */
export const wrongState = (allowed: string[], code: ErrorCode = 'wrong-state', text?: Text) =>
  new AppError(code, { allowed, ...(text && { text }) });

/** The found row, or 404. What the caller may not see is reported as absent. */
export function found<T>(row: T | undefined | null): T {
  if (row === undefined || row === null) throw notFound();
  return row;
}
