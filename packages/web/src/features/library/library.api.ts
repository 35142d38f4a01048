import * as contract from '@plumbline/contract/library';
import { actOnMatter, beginMatter, getMatter, listMatters } from '@plumbline/contract/matter';
import { listProcedures } from '@plumbline/contract/procedure';
import type { Body, Reply } from '@plumbline/contract/route';
import { getWorkbench } from '@plumbline/contract/workbench';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../lib/call.ts';
import { readOf, usePages, useRead, useWrite } from '../../lib/data.ts';
import type { ProblemError } from '../../lib/problem.ts';

export type Stores = Reply<typeof contract.listStores>;
export type Summary = contract.LibrarySummary;
export type Entry = contract.LibraryItem;
export type Part = contract.LibraryPart;
export type Version = Entry['versions'][number];
export type Share = contract.LibraryShare;
export type Source = Reply<typeof contract.getLibrarySource>;
export type Article = Reply<typeof contract.listArticles>['items'][number];
export type Reading = Reply<typeof contract.readLibraryText>;
export type Difference = Reply<typeof contract.compareLibraryVersions>['rows'][number];
export type Content = Body<typeof contract.addLibraryVersion>;

const LATER = 5 * 60_000;

export interface ListFilter {
  store?: string | undefined;
  sort?: string | undefined;
  q?: string | undefined;
  drafts?: string | undefined;
}

export const useStores = () => useRead(contract.listStores, {}, { staleTime: 60_000 });
export const useEntries = (query: ListFilter) => usePages(contract.listLibrary, { query });
export const useEntry = (id: string, versionId?: string) =>
  useRead(contract.getLibraryItem, { params: { id }, query: { versionId } }, { keepPrevious: false });
/** A few entries by their words, to choose one. */
export const useFoundEntries = (q: string, enabled: boolean) =>
  useRead(
    contract.listLibrary,
    { query: { ...(q ? { q } : {}), limit: '20' } },
    { enabled, keepPrevious: true },
  );
export const useByCode = (code: string) =>
  useRead(contract.getLibraryByCode, { params: { code } }, { staleTime: LATER });
export const useVersionOf = (id: string) => useRead(contract.getLibraryVersion, { params: { id } });
/** What a version was written as; asked anew for every form, which begins with it. */
export const useSource = (versionId: string | undefined) =>
  useQuery({
    ...readOf(contract.getLibrarySource, { params: { id: versionId ?? '' } }),
    enabled: versionId !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
export const useDifferences = (versionId: string) =>
  useRead(contract.compareLibraryVersions, { params: { id: versionId } });
export const useArticles = (
  query: { q?: string; itemId?: string; ids?: string; questions?: 'true' },
  enabled = true,
) =>
  useRead(
    contract.listArticles,
    { query: { ...query, limit: '200' } },
    { enabled, keepPrevious: true, staleTime: 60_000 },
  );
export const useShares = (enabled: boolean) => useRead(contract.listShares, {}, { enabled });
export const useProcedures = () => useRead(listProcedures, {}, { staleTime: LATER });

/** How a text would be cut into articles; asked anew for every text, and nothing of it is kept. */
export const useReading = (store: string | undefined, text: string) =>
  useQuery<Reading, ProblemError>({
    queryKey: [contract.readLibraryText.id, store, text],
    queryFn: ({ signal }) =>
      call(contract.readLibraryText, { body: { store: store ?? '', text } }, { signal }),
    enabled: store !== undefined && text.trim() !== '',
    placeholderData: (last) => last,
    gcTime: 0,
    retry: false,
  });

/** Text of a chosen file. @throws ProblemError */
export const textOf = async (file: File): Promise<string> =>
  (await call(contract.extractLibraryText, { query: { name: file.name } }, { file })).text;

const LIBRARY = [
  contract.listLibrary,
  contract.listStores,
  contract.getLibraryItem,
  contract.compareLibraryVersions,
  contract.listArticles,
];
const MATTERS = [getMatter, listMatters, getWorkbench];

export const useAdd = () => useWrite(contract.addLibraryItem, { outdates: [...LIBRARY, ...MATTERS] });
export const useEditItem = () => useWrite(contract.editLibraryItem, { outdates: [...LIBRARY, ...MATTERS] });
export const useRevise = () => useWrite(contract.addLibraryVersion, { outdates: [...LIBRARY, ...MATTERS] });
export const useEdit = () => useWrite(contract.editLibraryVersion, { outdates: [...LIBRARY, ...MATTERS] });
export const useAct = () => useWrite(actOnMatter, { outdates: [...LIBRARY, ...MATTERS] });
export const useShare = () => useWrite(contract.addShare, { outdates: [...LIBRARY, contract.listShares] });
export const useEndShare = () => useWrite(contract.endShare, { outdates: [...LIBRARY, contract.listShares] });
export const useCheck = () => useWrite(beginMatter, { outdates: [...MATTERS, contract.getLibraryItem] });
