import { beginMatter } from '@plumbline/contract/matter';
import type { Reply } from '@plumbline/contract/route';
import { getSpotCheck, listSpotChecks } from '@plumbline/contract/spot-check';
import { usePages, useRead, useWrite } from '../../../lib/data.ts';

export type SpotCheckDetail = Reply<typeof getSpotCheck>;

export const useSpotChecks = () => usePages(listSpotChecks, {});
export const useSpotCheck = (id: string) => useRead(getSpotCheck, { params: { id } });
export const useBeginSpotCheck = () => useWrite(beginMatter, { outdates: [listSpotChecks] });
