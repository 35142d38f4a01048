import type { Feature } from '../../app/feature.ts';

export const feature: Feature = { key: 'warning', routes: [] };
