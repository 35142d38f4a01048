import type { Reply } from '@plumbline/contract/route';
import * as contract from '@plumbline/contract/sign';
import { usePages, useRead } from '../../lib/data.ts';

/** The procedure on which small signs are noted. */
export const SIGN = 'sign';

export type Sign = Reply<typeof contract.listSigns>['items'][number];
export type SignCounts = Reply<typeof contract.countSigns>;
export type SignFilterName = keyof contract.SignFilter;
export type SignFilter = Partial<Record<SignFilterName, string>>;

export const useSigns = (query: SignFilter) => usePages(contract.listSigns, { query: query as never });
export const useSignCounts = ({ from: _from, to: _to, ...query }: SignFilter) =>
  useRead(contract.countSigns, { query: query as never }, { keepPrevious: true });
