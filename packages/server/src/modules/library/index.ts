import type { Module } from '../../platform/http/module.ts';
import { libraryJobs, MIRROR_TOPIC } from './jobs.ts';
import { libraryRoutes } from './library.routes.ts';
import { followVersion, libraryEffects } from './publish.effects.ts';
import { texts } from './texts.ts';

export { addExtract, forgetLeaves } from './archive.ts';
export { mirrorRegulations } from './mirror-pack.ts';

export const library: Module = {
  name: 'library',
  routes: libraryRoutes,
  jobs: libraryJobs,
  daily: [MIRROR_TOPIC],
  effects: libraryEffects,
  projections: { library: followVersion },
  texts,
};
