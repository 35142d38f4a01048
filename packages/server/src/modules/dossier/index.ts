import { asPlatform } from '../../platform/context/as-platform.ts';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import type { Module } from '../../platform/http/module.ts';
import { refuseOthersTask } from './collection.access.ts';
import { followCollection } from './collection.effects.ts';
import { collectionRoutes } from './collection.routes.ts';
import { dossierRoutes } from './dossier.routes.ts';
import { dossierTexts } from './dossier.texts.ts';
import { fileRoutes } from './file.routes.ts';
import { fileStep } from './file-step.ts';
import { formRoutes } from './form.routes.ts';
import { instructionRoutes } from './instruction.routes.ts';
import { DAILY_TOPIC, dossierJobs } from './jobs.ts';
import { materialRoutes } from './material.routes.ts';
import { followMatter } from './mirror-material.ts';
import { followMove } from './move-material.ts';
import { refuseOthersSlip } from './reading.access.ts';
import { followReading, readingEffects } from './reading.effects.ts';
import { readingRoutes } from './reading.routes.ts';
import { uploadRoutes } from './upload.routes.ts';
import { Uploads } from './uploads.ts';

export { addMaterial } from './add-material.ts';
export { isTogether, needsSlip } from './catalogue.ts';
export { NOBODYS_DESK } from './desk.ts';
export type { FiledMaterial, NewMaterial, SubjectRef } from './dossier.types.ts';
export { fileLinkedMaterials, type LinkedMaterial } from './file-many.ts';
export { fileMaterial } from './file-material.ts';
export { titleInSight } from './get-material.ts';
export { CLUE_ITEMS, withSpecialFile } from './kept.ts';
export { statedKin } from './kin.rules.ts';
export { type Beside, layBeside } from './lay-beside.ts';
export {
  type Exportable,
  type ExportableFile,
  type ExportableMaterial,
  listExportable,
} from './list-exportable.ts';
export { settleFiled } from './mirror-material.ts';
export { type Move, moveMaterial } from './move-material.ts';
export { type PersonOfForm, personOfForm } from './person-of-form.ts';
export { ensureDossier, findPlace, type Place, showDossiers } from './place.ts';
export { readingPurposes } from './request-reading.ts';

/** One set of uploads under way per composed server. */
const underWay = new WeakMap<Endpoints, Uploads>();
const uploadsOf = (endpoints: Endpoints): Uploads => {
  const uploads = underWay.get(endpoints) ?? new Uploads(endpoints);
  underWay.set(endpoints, uploads);
  return uploads;
};

export const dossier: Module = {
  name: 'dossier',
  routes: (endpoints) => {
    dossierRoutes(endpoints);
    materialRoutes(endpoints);
    formRoutes(endpoints);
    readingRoutes(endpoints);
    collectionRoutes(endpoints);
    instructionRoutes(endpoints);
    uploadRoutes(endpoints, uploadsOf(endpoints));
    fileRoutes(endpoints);
  },
  jobs: (endpoints) => dossierJobs(endpoints, () => uploadsOf(endpoints)),
  daily: [DAILY_TOPIC],
  effects: { 'material.move': followMove, 'material.file': asPlatform(fileStep), ...readingEffects },
  projections: {
    material: followMatter,
    // Whoever decides on a clue need not see the dossier that holds it.
    clue: asPlatform(followMatter),
    reading: followReading,
    collection: followCollection,
  },
  guards: { reading: refuseOthersSlip, collection: refuseOthersTask },
  texts: dossierTexts,
};
