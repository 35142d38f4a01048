import { InboxOutlined } from '@ant-design/icons';
import type { Feature } from '../../app/feature.ts';

export const feature: Feature = {
  key: 'submission',
  routes: [
    { path: '/submissions', page: () => import('./SubmissionListPage.tsx'), permission: 'submission.read' },
    {
      path: '/submissions/periods/$period',
      page: () => import('./PeriodPage.tsx'),
      permission: 'submission.read',
    },
    { path: '/submissions/$id', page: () => import('./SubmissionPage.tsx'), permission: 'submission.read' },
  ],
  menu: [
    {
      key: 'submissions',
      path: '/submissions',
      title: { zh: '季度报送', en: 'Submissions' },
      icon: InboxOutlined,
      group: 'clues',
      order: 10,
      permission: 'submission.read',
    },
  ],
};
