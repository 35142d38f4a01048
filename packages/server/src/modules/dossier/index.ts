import type { Module } from '../../platform/http/module.ts';
import { dossierTexts } from './dossier.texts.ts';
import { followMatter } from './mirror-material.ts';
import { followMove } from './move-material.ts';

export type { FiledMaterial, NewMaterial, SubjectRef } from './dossier.types.ts';
export { fileLinkedMaterials, type LinkedMaterial } from './file-many.ts';
export { fileMaterial } from './file-material.ts';
export { type Move, moveMaterial } from './move-material.ts';
export { ensureDossier, findPlace, type Place } from './place.ts';

export const dossier: Module = {
  name: 'dossier',
  routes: () => {},
  effects: { 'material.move': followMove },
  projections: { material: followMatter, clue: followMatter },
  texts: dossierTexts,
};
