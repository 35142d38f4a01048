import { actOnMatter, getMatter } from '@plumbline/contract/matter';
import {
  beginOpinion,
  getOpinionForm,
  getOpinionSheet,
  listOpinions,
  previewOpinionNames,
} from '@plumbline/contract/opinion';
import { usePages, useRead, useWrite } from '../../../lib/data.ts';

export const useOpinions = () => usePages(listOpinions, { query: {} as never });
export const useOpinionForm = () => useRead(getOpinionForm, {}, { staleTime: 300_000 });
export const useSheet = (id: string) => useRead(getOpinionSheet, { params: { id } });
export const useNames = () => useWrite(previewOpinionNames);
export const useBeginOpinion = () => useWrite(beginOpinion, { outdates: [listOpinions] });
export const useActOnOpinion = () =>
  useWrite(actOnMatter, { outdates: [getOpinionSheet, listOpinions, getMatter] });
