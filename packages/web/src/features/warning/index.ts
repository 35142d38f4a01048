import {
  AlertOutlined,
  CarryOutOutlined,
  EyeOutlined,
  FileDoneOutlined,
  SafetyCertificateOutlined,
  UnorderedListOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import { lazy } from 'react';
import type { Feature } from '../../app/feature.ts';

/** Who works on matters, supervises or decides on them. */
const HANDLING = ['matter.handle', 'matter.approve', 'clue.supervise'];

const SIGNS = ['petitions', 'case-supervision', 'case-trial', 'supervision'].map(
  (department) => `opinion.sign-${department}`,
);
/** Who registers requests for an opinion, signs for a department, or decides on the reply. */
const OPINIONS = ['matter.handle', ...SIGNS, 'matter.approve', 'matter.approve-party'];

/** What a person is barred from today, beside the portrait. */
export const BarsInForce = lazy(() => import('./BarsInForce.tsx'));
/** Warnings and places on the special list that are in force, beside the portrait. */
export const StandingBeside = lazy(() => import('./StandingBeside.tsx'));
/** What a warning rests on, on the page of its matter. */
export const RestsOn = lazy(() => import('./RestsOn.tsx'));

/** Leads from a matter or an entry to a small sign that was seen in it. */
export const NoteSign = lazy(() => import('./NoteSign.tsx'));

export const feature: Feature = {
  key: 'warning',
  routes: [
    { path: '/warnings', page: () => import('./WarningBoardPage.tsx'), permission: 'warning.read' },
    { path: '/warning-list', page: () => import('./MarkListPage.tsx'), permission: 'warning.read' },
    { path: '/special-list', page: () => import('./SpecialListPage.tsx'), permission: 'warning.read' },
    { path: '/signs', page: () => import('./SignsPage.tsx'), permission: 'sign.read' },
    { path: '/style-assessments', page: () => import('./AssessmentsPage.tsx'), permission: 'matter.handle' },
    { path: '/opinions', page: () => import('./opinions/OpinionListPage.tsx'), permission: OPINIONS },
    {
      path: '/opinions/new',
      page: () => import('./opinions/OpinionNewPage.tsx'),
      permission: 'matter.handle',
    },
    { path: '/opinions/$id', page: () => import('./opinions/OpinionSheetPage.tsx'), permission: OPINIONS },
    { path: '/spot-checks', page: () => import('./checks/SpotCheckListPage.tsx'), permission: HANDLING },
    { path: '/spot-checks/$id', page: () => import('./checks/SpotCheckPage.tsx'), permission: HANDLING },
  ],
  menu: [
    {
      key: 'warnings',
      path: '/warnings',
      title: { zh: '三级预警看板', en: 'Board of early warning' },
      icon: AlertOutlined,
      group: 'warning',
      order: 10,
      permission: 'warning.read',
    },
    {
      key: 'warning-list',
      path: '/warning-list',
      title: { zh: '预警列表', en: 'Warnings' },
      icon: WarningOutlined,
      group: 'warning',
      order: 12,
      permission: 'warning.read',
    },
    {
      key: 'special-list',
      path: '/special-list',
      title: { zh: '专项监督清单', en: 'Special list' },
      icon: UnorderedListOutlined,
      group: 'warning',
      order: 14,
      permission: 'warning.read',
    },
    {
      key: 'signs',
      path: '/signs',
      title: { zh: '苗头台账', en: 'Small signs' },
      icon: EyeOutlined,
      group: 'warning',
      order: 30,
      permission: 'sign.read',
    },
    {
      key: 'style-assessments',
      path: '/style-assessments',
      title: { zh: '常态化考核', en: 'Assessments' },
      icon: CarryOutOutlined,
      group: 'warning',
      order: 50,
      permission: 'matter.handle',
    },
    {
      key: 'opinions',
      path: '/opinions',
      title: { zh: '意见回复', en: 'Opinion replies' },
      icon: FileDoneOutlined,
      group: 'warning',
      order: 55,
      permission: OPINIONS,
    },
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
