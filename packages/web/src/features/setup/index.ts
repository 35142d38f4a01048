import type { Feature } from '../../app/feature.ts';

/** The first run: an own jurisdiction, or the sample county. */
export const feature: Feature = {
  key: 'setup',
  routes: [{ path: '/setup', page: () => import('./SetupPage.tsx'), frame: 'open' }],
};
