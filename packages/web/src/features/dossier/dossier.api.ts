import * as appraisal from '@plumbline/contract/appraisal';
import * as dossiers from '@plumbline/contract/dossier';
import * as materials from '@plumbline/contract/material';
import type { Reply } from '@plumbline/contract/route';
import * as team from '@plumbline/contract/team';
import { usePages, useRead, useWrite } from '../../lib/data.ts';

export type Dossier = Reply<typeof dossiers.getDossier>;
export type CatalogueItem = Dossier['catalogue'][number]['items'][number];
export type MaterialHead = CatalogueItem['materials'][number];
export type Material = Reply<typeof materials.getMaterial>;
export type Team = Reply<typeof team.compareTeam>;
export type Summary = Reply<typeof dossiers.listDossiers>['items'][number];

const OUTDATED = [
  dossiers.getDossier,
  dossiers.listDossiers,
  materials.getMaterial,
  materials.listVerificationQueue,
];

export const useDossiers = (query: Record<string, string | undefined>) =>
  usePages(dossiers.listDossiers, { query: query as never });
export const useDossier = (subjectId: string) => useRead(dossiers.getDossier, { params: { subjectId } });
export const useOpening = () => useWrite(dossiers.openDossier);
export const useMaterial = (id: string) => useRead(materials.getMaterial, { params: { id } });
export const useAddMaterial = () => useWrite(materials.addMaterial, { outdates: OUTDATED });
export const useEditMaterial = () => useWrite(materials.editMaterial, { outdates: OUTDATED });
export const useActOnMaterial = () => useWrite(materials.actOnMaterial, { outdates: OUTDATED });
export const useQueue = (
  query: Partial<Record<'order' | 'item' | 'sourceOrganId' | 'q', string>> & { limit?: number },
) => usePages(materials.listVerificationQueue, { query: query as never });
export const useTeam = (unitId: string) => useRead(team.compareTeam, { params: { unitId } });
export const useAppraisals = (subjectId: string, item: string) =>
  useRead(appraisal.getAppraisals, { params: { subjectId, item } });
