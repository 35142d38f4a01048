import * as clues from '@plumbline/contract/clue';
import { getCoverage } from '@plumbline/contract/coverage';
import { listMatches } from '@plumbline/contract/match';
import { actOnMatter } from '@plumbline/contract/matter';
import type { Reply } from '@plumbline/contract/route';
import { usePages, useRead, useWrite } from '../../lib/data.ts';

export type Clue = Reply<typeof clues.getClue>;
export type ClueSummary = Reply<typeof clues.listClues>['items'][number];
export type Match = Reply<typeof listMatches>['items'][number];
const OUTDATED = [clues.getClue, clues.listClues, listMatches];

export const useClues = (query: Record<string, string | undefined>) =>
  usePages(clues.listClues, { query: query as never });
export const useClue = (id: string) => useRead(clues.getClue, { params: { id } });
export const useOpening = () => useWrite(clues.openClue);
export const useActOnClue = () => useWrite(clues.actOnClue, { outdates: OUTDATED });
export const useMoveClue = () => useWrite(clues.moveClue, { outdates: OUTDATED });
export const useMatches = () => usePages(listMatches, {});
export const useDecide = () => useWrite(actOnMatter, { outdates: OUTDATED });
export const useCoverage = () => useRead(getCoverage, {});
