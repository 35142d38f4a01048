import type { Feature } from '../../app/feature.ts';

/** Signing in. */
export const feature: Feature = {
  key: 'session',
  routes: [{ path: '/sign-in', page: () => import('./SignInPage.tsx'), frame: 'open' }],
};
