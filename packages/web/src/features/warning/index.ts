import { lazy } from 'react';
import type { Feature } from '../../app/feature.ts';

/** What a person is barred from today, beside the portrait. */
export const BarsInForce = lazy(() => import('./BarsInForce.tsx'));

export const feature: Feature = { key: 'warning', routes: [] };
