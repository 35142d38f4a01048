import {
  ExportOutlined,
  FileSearchOutlined,
  FormOutlined,
  PieChartOutlined,
  SolutionOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import { lazy } from 'react';
import type { Feature } from '../../app/feature.ts';

/** Parts of the special archive for the page of the leading group. */
export const CoverageSection = lazy(() => import('./CoverageSummary.tsx'));
/** Turns an entry of a dossier into a clue. */
export const RegisterClue = lazy(() => import('./RegisterFromEntry.tsx'));
export const VolumesSection = lazy(() => import('./Volumes.tsx'));

export const feature: Feature = {
  key: 'clue',
  routes: [
    { path: '/clues', page: () => import('./ClueListPage.tsx'), permission: 'clue.read' },
    { path: '/clue-intake', page: () => import('./IntakePage.tsx'), permission: 'clue.register' },
    { path: '/clues/$id', page: () => import('./CluePage.tsx'), permission: 'clue.read' },
    { path: '/clues/$id/hand-up', page: () => import('./HandUpPage.tsx'), permission: 'clue.read' },
    { path: '/clue-stubs/new', page: () => import('./NewStubPage.tsx'), permission: 'clue.register' },
    { path: '/clue-transfers', page: () => import('./SentCluesPage.tsx'), permission: 'clue.register' },
    { path: '/clue-registers', page: () => import('./RegisterPage.tsx'), permission: 'clue.read' },
    { path: '/matches', page: () => import('./MatchListPage.tsx'), permission: 'match.confirm' },
    { path: '/coverage', page: () => import('./CoveragePage.tsx'), permission: 'coverage.read' },
  ],
  cards: [
    { key: 'clue-intake', order: 12, permission: 'clue.register', card: () => import('./IntakeCard.tsx') },
  ],
  menu: [
    {
      key: 'clues',
      path: '/clues',
      title: { zh: '线索档案', en: 'Clue files' },
      icon: FileSearchOutlined,
      group: 'clues',
      order: 20,
      permission: 'clue.read',
    },
    {
      key: 'clue-intake',
      path: '/clue-intake',
      title: { zh: '快速登记', en: 'Intake' },
      icon: FormOutlined,
      group: 'clues',
      order: 15,
      permission: 'clue.register',
    },
    {
      key: 'clue-registers',
      path: '/clue-registers',
      title: { zh: '线索台账', en: 'Clue registers' },
      icon: UnorderedListOutlined,
      group: 'clues',
      order: 25,
      permission: 'clue.read',
    },
    {
      key: 'clue-transfers',
      path: '/clue-transfers',
      title: { zh: '移送去向', en: 'Transferred clues' },
      icon: ExportOutlined,
      group: 'clues',
      order: 27,
      permission: 'clue.register',
    },
    {
      key: 'matches',
      path: '/matches',
      title: { zh: '待复核匹配', en: 'Matches to confirm' },
      icon: SolutionOutlined,
      group: 'clues',
      order: 30,
      permission: 'match.confirm',
    },
    {
      key: 'coverage',
      path: '/coverage',
      title: { zh: '建档覆盖率', en: 'Coverage' },
      icon: PieChartOutlined,
      group: 'clues',
      order: 40,
      permission: 'coverage.read',
    },
  ],
};
