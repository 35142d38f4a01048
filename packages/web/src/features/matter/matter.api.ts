import * as delegation from '@plumbline/contract/delegation';
import { listDocuments, readDraft } from '@plumbline/contract/document';
import {
  actOnMatter,
  beginMatter,
  getMatter,
  handOverMatters,
  listHandlers,
  listMatters,
  listStepChoices,
} from '@plumbline/contract/matter';
import { getProcedure, listProcedures } from '@plumbline/contract/procedure';
import type { Reply } from '@plumbline/contract/route';
import { getWorkbench } from '@plumbline/contract/workbench';
import { usePages, useRead, useWrite } from '../../lib/data.ts';

export type MatterSummary = Reply<typeof listMatters>['items'][number];
export type Matter = Reply<typeof getMatter>;
export type Procedure = Reply<typeof getProcedure>;
export type ProcedureSummary = Reply<typeof listProcedures>['items'][number];
export type Workbench = Reply<typeof getWorkbench>;
export type WorkItem = Workbench['todo'][number];

export interface MatterFilter {
  mine?: 'true' | 'false';
  open?: 'true' | 'false';
  procedure?: string;
  state?: string;
  q?: string;
  overdue?: 'true';
  organId?: string;
  accountId?: string;
  packVersion?: string;
  from?: string;
  to?: string;
  limit?: number;
}

export const useMatters = (query: MatterFilter) => usePages(listMatters, { query: query as never });
export const useMatter = (id: string) => useRead(getMatter, { params: { id } });
export const useWorkbench = (procedure?: string) =>
  useRead(getWorkbench, { query: { ...(procedure ? { procedure } : {}), limit: 200 } as never });
export const useProcedures = () => useRead(listProcedures, {}, { staleTime: 300_000 });
export const useProcedure = (procedure: string, version: string) =>
  useRead(getProcedure, { params: { procedure, version } }, { staleTime: 300_000 });
/** Papers of a matter, void ones too. */
export const usePapers = (matterId: string, enabled: boolean) =>
  useRead(listDocuments, { query: { matterId, withChildren: 'true' } as never }, { enabled });

/** The document that the step waiting for approval would issue. */
export const useDraft = (id: string, enabled: boolean) =>
  useRead(readDraft, { params: { id } }, { enabled, staleTime: 0 });

const OUTDATED = [getMatter, listMatters, getWorkbench, listDocuments];
/** Takes a step. @param also what else a page shows of the matter */
export const useAct = (also: readonly { readonly id: string }[] = []) =>
  useWrite(actOnMatter, { outdates: [...OUTDATED, ...also] });
export const useHandlers = () => useRead(listHandlers, {});
export const useHandOver = () => useWrite(handOverMatters, { outdates: [...OUTDATED, listHandlers] });
export const useBegin = () => useWrite(beginMatter, { outdates: OUTDATED });

export const useDelegations = () => useRead(delegation.listDelegations, {});
export const useColleagues = (q: string, enabled: boolean) =>
  useRead(delegation.listColleagues, { query: q ? { q } : {} }, { enabled, keepPrevious: true });
/** Whom a step of a matter would take in a field. */
export const useStepChoices = (id: string | undefined, action: string, field: string, q: string) =>
  useRead(
    listStepChoices,
    { params: { id: id ?? '', action }, query: { field, ...(q ? { q } : {}) } },
    { enabled: id !== undefined, keepPrevious: true },
  );
const DELEGATED = { outdates: [delegation.listDelegations] };
export const useDelegate = () => useWrite(delegation.createDelegation, DELEGATED);
export const useEndDelegation = () => useWrite(delegation.endDelegation, DELEGATED);
