import { lazy } from 'react';

/** Asks for a slip from elsewhere: of an entry that is laid beside a clue. */
export const RequestSlip = lazy(() => import('../RequestSlip.tsx').then((m) => ({ default: m.RequestSlip })));
