import type { Feature } from '../../app/feature.ts';

/** One's own account: initial password, factors, sessions, tokens, language. */
export const feature: Feature = {
  key: 'account',
  routes: [
    { path: '/initial-password', page: () => import('./InitialPasswordPage.tsx'), frame: 'bare' },
    { path: '/account', page: () => import('./AccountPage.tsx') },
  ],
};
