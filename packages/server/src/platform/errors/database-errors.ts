import { RolledBack } from '../db/database.ts';
import { AppError } from './app-error.ts';

const ATTEMPTS = 3;

const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;

/** Deadlocks and serialisation failures are nobody's fault: the work is done anew from the start. */
export async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const code = codeOf(error);
      if (attempt >= ATTEMPTS || (code !== '40001' && code !== '40P01')) throw error;
    }
  }
}

/** What a failure below the application means to the caller; undefined when it means a defect of ours. */
export function fromDatabase(error: unknown): AppError | undefined {
  const code = codeOf(error);
  if (error instanceof RolledBack) return new AppError('unavailable', { cause: error });
  if (code === undefined) return undefined;
  if (code === '23505') return new AppError('duplicate', { cause: error });
  if (code === '42501') return new AppError('not-found', { cause: error });
  if (code === '53100' || code === 'ENOSPC') return new AppError('disk-full', { cause: error });
  if (code.startsWith('53') || code.startsWith('57P') || code.startsWith('08'))
    return new AppError('unavailable', { cause: error });
  if (['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', '40001', '40P01'].includes(code)) {
    return new AppError('unavailable', { cause: error });
  }
  return undefined;
}
