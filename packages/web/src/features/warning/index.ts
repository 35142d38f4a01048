import { SafetyCertificateOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { Feature } from '../../app/feature.ts';

/** Who works on matters, supervises or decides on them. */
const HANDLING = ['matter.handle', 'matter.approve', 'clue.supervise'];

/** What a person is barred from today, beside the portrait. */
export const BarsInForce = lazy(() => import('./BarsInForce.tsx'));

export const feature: Feature = {
  key: 'warning',
  routes: [
    { path: '/spot-checks', page: () => import('./checks/SpotCheckListPage.tsx'), permission: HANDLING },
    { path: '/spot-checks/$id', page: () => import('./checks/SpotCheckPage.tsx'), permission: HANDLING },
  ],
  menu: [
    {
      key: 'spot-checks',
      path: '/spot-checks',
      title: { zh: '真实性抽查', en: 'Spot checks' },
      icon: SafetyCertificateOutlined,
      group: 'warning',
      order: 60,
      permission: HANDLING,
    },
  ],
};
