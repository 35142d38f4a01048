import type { Module } from '../../platform/http/module.ts';
import { libraryJobs, MIRROR_TOPIC } from './jobs.ts';
import { libraryRoutes } from './library.routes.ts';
import { followVersion, libraryEffects } from './publish.effects.ts';
import { texts } from './texts.ts';

export { addExtract, forgetLeaves } from './archive.ts';
export { MIRROR_TOPIC } from './jobs.ts';
export { placeOf } from './library.rules.ts';
export { mirrorRegulations } from './mirror-pack.ts';
export { parseText } from './parse-text.rules.ts';
export { type NewPart, saveParts, words } from './save-parts.ts';

export const library: Module = {
  name: 'library',
  routes: libraryRoutes,
  jobs: libraryJobs,
  daily: [MIRROR_TOPIC],
  effects: libraryEffects,
  projections: { library: followVersion },
  texts,
};
