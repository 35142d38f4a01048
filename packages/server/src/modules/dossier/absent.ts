import { AppError } from '../../platform/errors/app-error.ts';

/** For `catch`: what lies out of the caller's sight is no fault here. */
export function absent(error: unknown): undefined {
  if (error instanceof AppError && error.code === 'not-found') return undefined;
  throw error;
}
