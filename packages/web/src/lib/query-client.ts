import { QueryClient } from '@tanstack/react-query';
import { isTransient } from './problem.ts';

const RETRIES = 2;

/** A refusal is final; only silence and failures of the server are tried again. */
export const shouldRetry = (failures: number, error: unknown): boolean =>
  isTransient(error) && failures < RETRIES;

export const newQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        retry: shouldRetry,
        staleTime: 10_000,
        // Coming back to the window must not look like opening a dossier again.
        refetchOnWindowFocus: false,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
