import * as clues from '@plumbline/contract/clue';
import * as clueRegisters from '@plumbline/contract/clue-register';
import { handUpClue } from '@plumbline/contract/clue-route';
import { getCoverage, listUncovered, listVolumes } from '@plumbline/contract/coverage';
import { layOutClue } from '@plumbline/contract/layout';
import { listMatches } from '@plumbline/contract/match';
import { actOnMatter, getMatter, listBeginChoices } from '@plumbline/contract/matter';
import { getRegistryLists } from '@plumbline/contract/registry';
import type { Reply } from '@plumbline/contract/route';
import { usePages, useRead, useWrite } from '../../lib/data.ts';

export type Clue = Reply<typeof clues.getClue>;
export type ClueSummary = Reply<typeof clues.listClues>['items'][number];
export type Layout = Reply<typeof layOutClue>;
export type LaidAllegation = Layout['allegations'][number];
export type LaidBearing = LaidAllegation['bearings'][number];
export type LaidEntry = Layout['entries'][number];
export type LaidDifference = Layout['differences'][number];
export type EvidenceStanding = NonNullable<LaidAllegation['standing']>;
export type Match = Reply<typeof listMatches>['items'][number];
/** The procedure of the stub of what goes up. */
export const STUB = 'clue-stub';
export const OUTDATED = [clues.getClue, clues.listClues, layOutClue, listMatches];

/** What narrows the list, as it stands in the address. */
export type ClueFilterName =
  | 'q'
  | 'class'
  | 'subType'
  | 'polarity'
  | 'source'
  | 'problem'
  | 'originId'
  | 'mine'
  | 'unnamed'
  | 'sourceOrganId'
  | 'period'
  | 'status'
  | 'from'
  | 'to'
  | 'subjectId'
  | 'submissionId';
export type ClueFilter = Partial<Record<ClueFilterName, string>>;

export const useClues = (query: ClueFilter) => usePages(clues.listClues, { query: query as never });
export const useSentClues = () => usePages(clues.listSentClues, { query: {} as never });
export const useClueCounts = ({ polarity: _, ...query }: ClueFilter) =>
  useRead(clues.countClues, { query: query as never }, { keepPrevious: true });
export type Comparison = Reply<typeof clues.compareClues>;
export const useComparison = (id: string, otherId: string) =>
  useRead(clues.compareClues, { params: { id, otherId } });
export const useClue = (id: string, enabled = true) =>
  useRead(clues.getClue, { params: { id } }, { enabled });
export const useLayout = (id: string) => useRead(layOutClue, { params: { id } });
export type RegisterHead = Reply<typeof clueRegisters.listClueRegisters>['items'][number];
export type RegisterDuty = NonNullable<RegisterHead['duty']>;
export type RegisterLine = Reply<typeof clueRegisters.readClueRegister>['items'][number];
export type RegisterFilter = clueRegisters.RegisterFilter;
export type ClueFigures = Reply<typeof clueRegisters.readClueFigures>['items'][number];
export const useRegisters = () => useRead(clueRegisters.listClueRegisters, {});
export const useRegisterLines = (code: string, query: RegisterFilter) =>
  usePages(clueRegisters.readClueRegister, { params: { code }, query: query as never });
export const useRegisterStep = () =>
  useWrite(clueRegisters.actOnRegister, {
    outdates: [...OUTDATED, clueRegisters.listClueRegisters, clueRegisters.readClueRegister, getMatter],
  });
export const useFigures = (month: string) => useRead(clueRegisters.readClueFigures, { query: { month } });
export const useRegister = () => useWrite(clues.registerClue, { outdates: OUTDATED });
export const useUndo = () => useWrite(clues.undoClues, { outdates: OUTDATED });
export const useHandUp = () =>
  useWrite(handUpClue, { outdates: [clues.listClues, clues.countClues, listMatches] });
export const useMergeClue = () =>
  useWrite(clues.actOnClue, { outdates: [...OUTDATED, clues.countClues, getMatter] });
export const useMoveClue = () => useWrite(clues.moveClue, { outdates: [...OUTDATED, getMatter] });
export const useMatches = () => usePages(listMatches, {});
export const useDecide = () => useWrite(actOnMatter, { outdates: OUTDATED });
export const useCoverage = () => useRead(getCoverage, {});
export const useUncovered = (unitId: string, enabled: boolean) =>
  useRead(listUncovered, { query: { unitId } }, { enabled });
export const useVolumes = (query: { from?: string | undefined; to?: string | undefined }) =>
  useRead(listVolumes, { query }, { keepPrevious: true });
export const useOrgans = () => useRead(getRegistryLists, {}, { staleTime: 600_000 });
/** Organs to which a report for a superior may go up. */
export const useSuperiors = () =>
  useRead(listBeginChoices, { params: { procedure: STUB }, query: { field: 'receiver' } });
