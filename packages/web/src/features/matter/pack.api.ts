import { checkPackVersion, getPackProcedure, getPackVersion, listPacks } from '@plumbline/contract/pack';
import { useRead } from '../../lib/data.ts';

interface Which {
  code: string;
  version: string;
}

const KEPT = { staleTime: 300_000 };

export const usePacks = () => useRead(listPacks, {});
export const usePackVersion = (params: Which) => useRead(getPackVersion, { params }, KEPT);
export const usePackCheck = (params: Which) => useRead(checkPackVersion, { params }, KEPT);
export const usePackProcedure = (params: Which & { procedure: string }) =>
  useRead(getPackProcedure, { params }, KEPT);
