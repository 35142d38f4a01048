import type { Route } from '@plumbline/contract/route';
import {
  type InfiniteData,
  type QueryKey,
  queryOptions,
  type UseInfiniteQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useRef } from 'react';
import { type Asked, call } from './call.ts';
import { intentKeys } from './intent.ts';
import { ProblemError } from './problem.ts';

type AnyRoute = { readonly id: string };

/** Cache key: the route's id first, so that a write can name the routes it outdates. */
export const keyOf = (
  route: AnyRoute,
  asked: { params?: unknown; query?: unknown; body?: unknown },
): QueryKey => [
  route.id,
  asked.params ?? {},
  asked.query ?? {},
  // Some reads ask by a body; each body is a question of its own.
  ...(asked.body === undefined ? [] : [asked.body]),
];

export interface ReadOptions<R = unknown> {
  enabled?: boolean;
  staleTime?: number;
  /** Asks again every so many milliseconds until the answer is a last one. */
  poll?: { every: number; until: (data: R) => boolean };
  /** Keeps showing the last answer while the next one is fetched (filters). */
  keepPrevious?: boolean;
}

/** Query options of one read, for loaders and prefetching. */
export const readOf = <P, Q, B, R>(route: Route<P, Q, B, R>, asked: Asked<P, Q, B>) =>
  queryOptions<R, ProblemError>({
    queryKey: keyOf(route, asked),
    queryFn: ({ signal }) => call(route, asked, { signal }),
  });

/** Reads one route. */
export function useRead<P, Q, B, R>(
  route: Route<P, Q, B, R>,
  asked: Asked<P, Q, B>,
  options: ReadOptions<R> = {},
) {
  const { keepPrevious, poll, ...rest } = options;
  return useQuery({
    ...readOf(route, asked),
    ...rest,
    ...(poll
      ? {
          refetchInterval: ({ state }: { state: { data: R | undefined; error: unknown } }) =>
            state.error || (state.data !== undefined && poll.until(state.data))
              ? (false as const)
              : poll.every,
        }
      : {}),
    ...(keepPrevious ? { placeholderData: (last: R | undefined) => last as never } : {}),
  });
}

export interface PageOf<T> {
  items: T[];
  next: string | null;
}

/** Pages read so far; what a page says besides its items is in it too. */
export type Pages<T, R extends PageOf<T> = PageOf<T>> = UseInfiniteQueryResult<InfiniteData<R>, ProblemError>;

const withCursor = <P, Q, B>(asked: Asked<P, Q, B>, cursor: string | undefined): Asked<P, Q, B> => ({
  ...asked,
  query: { ...asked.query, cursor } as never,
});

/** Reads a list by cursor, page after page; hand the result to `DataTable`. */
export function usePages<P, Q, B, R extends PageOf<unknown>>(
  route: Route<P, Q, B, R>,
  asked: Asked<P, Q, B>,
  options: { enabled?: boolean; staleTime?: number } = {},
): Pages<R['items'][number], R> {
  return useInfiniteQuery<R, ProblemError, InfiniteData<R>, QueryKey, string | undefined>({
    queryKey: [...keyOf(route, asked), 'pages'],
    initialPageParam: undefined,
    queryFn: ({ pageParam, signal }) => call(route, withCursor(asked, pageParam), { signal }),
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (last) => last,
    ...options,
  });
}

/** All rows read so far. */
export const rowsOf = <T>(pages: Pages<T>): T[] => pages.data?.pages.flatMap((page) => page.items) ?? [];

export interface WriteOptions<V, R> {
  /** Routes whose answers this write outdates. */
  outdates?: readonly AnyRoute[];
  onSuccess?: (reply: R, asked: V) => unknown;
}

/**
 * A write. Sending the same input again after silence or a failure of the server repeats the
 * idempotency key, so that nothing happens twice; anything else is a new intent.
 */
export function useWrite<P, Q, B, R>(
  route: Route<P, Q, B, R>,
  options: WriteOptions<Asked<P, Q, B>, R> = {},
) {
  const client = useQueryClient();
  const keys = useRef(intentKeys());
  const outdate = () =>
    Promise.all((options.outdates ?? []).map((read) => client.invalidateQueries({ queryKey: [read.id] })));
  return useMutation<R, ProblemError, Asked<P, Q, B>>({
    mutationKey: [route.id],
    mutationFn: async (asked) => {
      try {
        const reply = await call(route, asked, { key: keys.current.keyFor(asked) });
        keys.current.settled();
        return reply;
      } catch (error) {
        if (error instanceof ProblemError) {
          keys.current.failed(error);
          if (error.status === 409 && options.outdates?.length) error.refresh = outdate;
        }
        throw error;
      }
    },
    onSuccess: async (reply, asked) => {
      await outdate();
      await options.onSuccess?.(reply, asked);
    },
  });
}
