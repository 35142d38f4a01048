import { listStageTimes, type StageTime } from '@plumbline/contract/history';
import { useRead } from '../../lib/data.ts';

export type Stage = StageTime;

export interface StageFilter {
  procedure?: string;
  packVersion?: string;
  organId?: string;
  from?: string;
  to?: string;
}

export const useStageTimes = (query: StageFilter) =>
  useRead(listStageTimes, { query }, { keepPrevious: true });
