import { AuditOutlined } from '@ant-design/icons';
import type { Feature } from '../../app/feature.ts';

/** The ledger for its readers: who did what and why, without content. */
export const feature: Feature = {
  key: 'ledger',
  routes: [{ path: '/ledger', page: () => import('./LedgerPage.tsx'), permission: 'ledger.read' }],
  menu: [
    {
      key: 'ledger',
      path: '/ledger',
      title: { zh: '审计台账', en: 'Ledger' },
      icon: AuditOutlined,
      group: 'admin',
      order: 40,
      permission: 'ledger.read',
    },
  ],
};
