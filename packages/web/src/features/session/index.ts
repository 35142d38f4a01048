import type { Feature } from '../../app/feature.ts';

/** Signing in, the initial password, and one's own account. */
export const feature: Feature = {
  key: 'session',
  routes: [
    { path: '/sign-in', page: () => import('./SignInPage.tsx'), frame: 'open' },
    { path: '/initial-password', page: () => import('./InitialPasswordPage.tsx'), frame: 'bare' },
    { path: '/account', page: () => import('./AccountPage.tsx') },
  ],
};
