import { actOnMatter, getMatter, listMatters } from '@plumbline/contract/matter';
import type { Reply } from '@plumbline/contract/route';
import { usePages, useRead, useWrite } from '../../lib/data.ts';

export type MatterSummary = Reply<typeof listMatters>['items'][number];
export type Matter = Reply<typeof getMatter>;

export const useMatters = (query: { mine?: 'true' | 'false'; open?: 'true' | 'false'; limit?: number }) =>
  usePages(listMatters, { query: query as never });

export const useMatter = (id: string) => useRead(getMatter, { params: { id } });

export const useAct = () => useWrite(actOnMatter, { outdates: [getMatter, listMatters] });
