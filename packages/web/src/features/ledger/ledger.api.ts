import { listEvents } from '@plumbline/contract/desk';
import { listAccounts } from '@plumbline/contract/identity';
import type { Reply } from '@plumbline/contract/route';
import { usePages, useRead } from '../../lib/data.ts';
import type { LedgerFilter } from './ledger.format.ts';
import { queryOf } from './ledger.format.ts';

export type Entry = Reply<typeof listEvents>['items'][number];

export const useEvents = (filter: LedgerFilter) => usePages(listEvents, { query: queryOf(filter) as never });

/** Accounts by part of their name; closed ones too: what they did stays. */
export const useAccountsNamed = (q: string) =>
  useRead(
    listAccounts,
    { query: { q, limit: 20 } as never },
    { enabled: q.trim() !== '', keepPrevious: true },
  );
