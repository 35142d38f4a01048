import * as binder from '@plumbline/contract/binder';
import * as brief from '@plumbline/contract/brief';
import * as dossiers from '@plumbline/contract/dossier';
import * as forms from '@plumbline/contract/form-file';
import * as materials from '@plumbline/contract/material';
import type { Reply } from '@plumbline/contract/route';
import { useRead, useWrite } from '../../lib/data.ts';

export type Reading = Reply<typeof forms.readFormFile>;
export type Paper = Reply<typeof forms.getMaterialPaper>;

const OUTDATED = [
  dossiers.getDossier,
  dossiers.listDossiers,
  binder.getBinder,
  materials.listVerificationQueue,
];

export const useFormReading = () => useWrite(forms.readFormFile);
export const useFormImport = () => useWrite(forms.importFormFile, { outdates: OUTDATED });
export const usePaper = (id: string) => useRead(forms.getMaterialPaper, { params: { id } });
export const useBinder = (subjectId: string, item: string | undefined) =>
  useRead(binder.getBinder, { params: { subjectId }, query: { item } });
export const useBrief = (subjectId: string) => useRead(brief.getBrief, { params: { subjectId } });
