import * as contract from '@plumbline/contract/identity';
import * as organs from '@plumbline/contract/organs';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../lib/call.ts';
import { usePages, useRead, useWrite } from '../../lib/data.ts';
import type { ProblemError } from '../../lib/problem.ts';

const ACCOUNTS = [contract.listAccounts, contract.getAccount, contract.listGrants];
const ORGANS = [organs.listOrgans, organs.getOrgan];
const MOST = 200;

type Filter = Record<string, string | undefined>;

export const useAccounts = (query: Filter) => usePages(contract.listAccounts, { query: query as never });
export const useAccount = (id: string) => useRead(contract.getAccount, { params: { id } });
export const useGrants = (query: Filter) => usePages(contract.listGrants, { query: query as never });
export const useProposals = () => usePages(contract.listGrantProposals, {});
export const useProposalCount = (enabled: boolean) =>
  useRead(contract.listGrantProposals, { query: { limit: MOST } as never }, { enabled });
export const useSessionsOf = (id: string) => useRead(contract.listAccountSessions, { params: { id } });
export const useSubjects = (kind: 'unit' | 'person', q: string) =>
  useRead(
    contract.findAccountSubjects,
    { query: { kind, q } },
    { enabled: q.trim() !== '', keepPrevious: true },
  );

export function useAccountWrites() {
  const outdates = ACCOUNTS;
  return {
    create: useWrite(contract.createAccount, { outdates }).mutateAsync,
    edit: useWrite(contract.editAccount, { outdates }).mutateAsync,
    close: useWrite(contract.closeAccount, { outdates }).mutateAsync,
    resetPassword: useWrite(contract.resetPassword, { outdates }).mutateAsync,
    confirmReset: useWrite(contract.confirmReset, { outdates }).mutateAsync,
    refuseReset: useWrite(contract.refuseReset, { outdates }).mutateAsync,
    resetFactors: useWrite(contract.resetFactors, { outdates }).mutateAsync,
    unlock: useWrite(contract.unlockAccount, { outdates }).mutateAsync,
    endSessions: useWrite(contract.endAccountSessions, { outdates: [contract.listAccountSessions] })
      .mutateAsync,
    endSession: useWrite(contract.endSessionOf, { outdates: [contract.listAccountSessions] }).mutateAsync,
  };
}

export function useGrantWrites() {
  const outdates = [...ACCOUNTS, contract.listGrantProposals];
  return {
    grant: useWrite(contract.createGrant, { outdates }).mutateAsync,
    end: useWrite(contract.endGrant, { outdates }).mutateAsync,
    decide: useWrite(contract.decideGrantProposals, { outdates }).mutateAsync,
  };
}

/** Every organ that is open, or closed ones too: the tree needs all of them. */
export const useOrgans = (closed = false) =>
  useQuery<organs.OrganSummary[], ProblemError>({
    queryKey: [organs.listOrgans.id, 'all', closed],
    queryFn: async ({ signal }) => {
      const all: organs.OrganSummary[] = [];
      let cursor: string | undefined;
      do {
        const query = { limit: MOST, cursor, closed: closed || undefined } as never;
        const page = await call(organs.listOrgans, { query }, { signal });
        all.push(...page.items);
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      return all;
    },
  });
export const useOrgan = (id: string) => useRead(organs.getOrgan, { params: { id } });

export function useOrganWrites() {
  const outdates = ORGANS;
  return {
    create: useWrite(organs.createOrgan, { outdates }).mutateAsync,
    edit: useWrite(organs.editOrgan, { outdates }).mutateAsync,
    move: useWrite(organs.moveOrgan, { outdates }).mutateAsync,
    close: useWrite(organs.closeOrgan, { outdates }).mutateAsync,
    addReach: useWrite(organs.addReach, { outdates }).mutateAsync,
    endReach: useWrite(organs.endReach, { outdates }).mutateAsync,
  };
}
