import type { Module } from '../../platform/http/module.ts';
import { dossierRoutes } from './dossier.routes.ts';
import { dossierTexts } from './dossier.texts.ts';
import { materialRoutes } from './material.routes.ts';
import { followMatter } from './mirror-material.ts';
import { followMove } from './move-material.ts';

export { isTogether } from './catalogue.ts';
export { NOBODYS_DESK } from './desk.ts';
export type { FiledMaterial, NewMaterial, SubjectRef } from './dossier.types.ts';
export { fileLinkedMaterials, type LinkedMaterial } from './file-many.ts';
export { fileMaterial } from './file-material.ts';
export { statedKin } from './kin.rules.ts';
export {
  type Exportable,
  type ExportableFile,
  type ExportableMaterial,
  listExportable,
} from './list-exportable.ts';
export { type Move, moveMaterial } from './move-material.ts';
export { recordOpening } from './openings.ts';
export { ensureDossier, findPlace, type Place } from './place.ts';

export const dossier: Module = {
  name: 'dossier',
  routes: (endpoints) => {
    dossierRoutes(endpoints);
    materialRoutes(endpoints);
  },
  effects: { 'material.move': followMove },
  projections: { material: followMatter, clue: followMatter },
  texts: dossierTexts,
};
