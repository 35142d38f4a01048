import { getDossier } from '@plumbline/contract/dossier';
import * as contract from '@plumbline/contract/reading';
import type { Reply } from '@plumbline/contract/route';
import { usePages, useRead, useWrite } from '../../lib/data.ts';

export type Slip = Reply<typeof contract.listReadingSlips>['items'][number];
export type SlipWhole = Reply<typeof contract.getReadingSlip>;

export const useSlips = (query: Record<string, string | undefined>, enabled = true) =>
  usePages(contract.listReadingSlips, { query: query as never }, { enabled });
export const useSlip = (id: string) => useRead(contract.getReadingSlip, { params: { id } });
export const useReadingForm = (enabled = true) => useRead(contract.getReadingForm, {}, { enabled });
export const useRequestReading = () =>
  useWrite(contract.requestReading, { outdates: [contract.listReadingSlips, getDossier] });
