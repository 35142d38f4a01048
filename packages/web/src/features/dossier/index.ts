import {
  AuditOutlined,
  FileUnknownOutlined,
  FlagOutlined,
  FolderOpenOutlined,
  InboxOutlined,
  ReadOutlined,
} from '@ant-design/icons';
import { lazy } from 'react';
import type { Feature } from '../../app/feature.ts';

/** Who asks for items, and who is asked. */
const TASKS = ['collection.supply', 'collection.ask'];

/** Asks for a slip from elsewhere: an entry that is laid beside a clue. */
export const RequestSlip = lazy(() => import('./RequestSlip.tsx').then((m) => ({ default: m.RequestSlip })));

export const feature: Feature = {
  key: 'dossier',
  routes: [
    { path: '/dossiers', page: () => import('./DossierListPage.tsx'), permission: 'dossier.read' },
    { path: '/dossiers/$id', page: () => import('./DossierPage.tsx'), permission: 'dossier.read' },
    { path: '/dossiers/$id/form-import', page: () => import('./FormImportPage.tsx') },
    { path: '/dossiers/$id/binder', page: () => import('./BinderPage.tsx'), permission: 'dossier.read' },
    { path: '/dossiers/$id/brief', page: () => import('./BriefPage.tsx'), permission: 'dossier.read' },
    { path: '/materials/$id/paper', page: () => import('./PaperPage.tsx'), permission: 'dossier.read' },
    { path: '/verification', page: () => import('./QueuePage.tsx'), permission: 'material.verify' },
    { path: '/gaps', page: () => import('./GapPage.tsx'), permission: 'gap.read' },
    { path: '/collection-tasks', page: () => import('./TaskListPage.tsx'), permission: TASKS },
    { path: '/collection-tasks/$id', page: () => import('./TaskPage.tsx') },
    { path: '/reading-slips', page: () => import('./SlipListPage.tsx'), permission: 'reading.request' },
    { path: '/reading-slips/$id', page: () => import('./SlipPage.tsx'), permission: 'reading.request' },
    { path: '/instructions', page: () => import('./InstructionListPage.tsx'), permission: 'dossier.read' },
    { path: '/instructions/$id', page: () => import('./InstructionPage.tsx'), permission: 'dossier.read' },
    { path: '/follow-ups', page: () => import('./FollowUpListPage.tsx'), permission: 'instruction.report' },
    { path: '/follow-ups/$id', page: () => import('./FollowUpPage.tsx') },
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
    {
      key: 'gaps',
      path: '/gaps',
      title: { zh: '缺项报告', en: 'Gap report' },
      icon: FileUnknownOutlined,
      group: 'archive',
      order: 30,
      permission: 'gap.read',
    },
    {
      key: 'collection-tasks',
      path: '/collection-tasks',
      title: { zh: '采集任务', en: 'Collection tasks' },
      icon: InboxOutlined,
      group: 'work',
      order: 40,
      permission: TASKS,
    },
    {
      key: 'follow-ups',
      path: '/follow-ups',
      title: { zh: '批示落实', en: 'To carry out' },
      icon: FlagOutlined,
      group: 'work',
      order: 45,
      permission: 'instruction.report',
    },
    {
      key: 'reading-slips',
      path: '/reading-slips',
      title: { zh: '阅档', en: 'Reading slips' },
      icon: ReadOutlined,
      group: 'archive',
      order: 40,
      permission: 'reading.request',
    },
    {
      key: 'instructions',
      path: '/instructions',
      title: { zh: '批示台账', en: 'Instructions' },
      icon: FlagOutlined,
      group: 'archive',
      order: 50,
      permission: 'dossier.read',
    },
  ],
  cards: [
    { key: 'owed-tasks', order: 15, permission: 'collection.supply', card: () => import('./TaskCard.tsx') },
    { key: 'to-verify', order: 20, permission: 'material.verify', card: () => import('./QueueCard.tsx') },
  ],
};
