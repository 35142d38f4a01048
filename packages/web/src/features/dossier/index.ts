import { AuditOutlined, FolderOpenOutlined } from '@ant-design/icons';
import type { Feature } from '../../app/feature.ts';

export const feature: Feature = {
  key: 'dossier',
  routes: [
    { path: '/dossiers', page: () => import('./DossierListPage.tsx'), permission: 'dossier.read' },
    { path: '/dossiers/$id', page: () => import('./DossierPage.tsx'), permission: 'dossier.read' },
    { path: '/verification', page: () => import('./QueuePage.tsx'), permission: 'material.verify' },
    { path: '/units/$id/team', page: () => import('./TeamPage.tsx'), permission: 'dossier.compare' },
  ],
  menu: [
    {
      key: 'dossiers',
      path: '/dossiers',
      title: { zh: '电子数据包', en: 'Dossiers' },
      icon: FolderOpenOutlined,
      group: 'archive',
      order: 10,
      permission: 'dossier.read',
    },
    {
      key: 'verification',
      path: '/verification',
      title: { zh: '待核实材料', en: 'To verify' },
      icon: AuditOutlined,
      group: 'archive',
      order: 20,
      permission: 'material.verify',
    },
  ],
  cards: [
    { key: 'to-verify', order: 20, permission: 'material.verify', card: () => import('./QueueCard.tsx') },
  ],
};
