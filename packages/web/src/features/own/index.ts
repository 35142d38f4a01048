import type { Feature } from '../../app/feature.ts';

const page = () => import('./OwnPage.tsx');

/** First page of people who serve in supervised units only. */
export const ownHome = page;

export const feature: Feature = { key: 'own', routes: [{ path: '/own', page }] };
