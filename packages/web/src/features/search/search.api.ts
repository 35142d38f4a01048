import type { Reply } from '@plumbline/contract/route';
import { search } from '@plumbline/contract/search';
import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../../lib/call.ts';
import type { ProblemError } from '../../lib/problem.ts';

export type SearchReply = Reply<typeof search>;
export type Hit = SearchReply['items'][number];
export const FILTERS = ['kind', 'item', 'class', 'polarity'] as const;
export type Filter = (typeof FILTERS)[number];
export type Wanted = { q: string; from?: string; to?: string } & Partial<Record<Filter, string>>;

/** Asks once for each set of words and filters; a search is recorded, so nothing asks by itself. */
export function useSearchResults(wanted: Wanted) {
  return useInfiniteQuery<SearchReply, ProblemError>({
    queryKey: [search.id, wanted],
    enabled: wanted.q !== '',
    initialPageParam: undefined,
    queryFn: ({ pageParam, signal }) =>
      call(search, { query: { ...wanted, cursor: pageParam as string | undefined } as never }, { signal }),
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (last) => last,
    staleTime: 5 * 60_000,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}
