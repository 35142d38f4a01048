import { CalendarOutlined } from '@ant-design/icons';
import type { Feature } from '../../app/feature.ts';

export const feature: Feature = {
  key: 'terms',
  routes: [
    { path: '/terms', page: () => import('./TermsPage.tsx'), permission: ['pack.read', 'calendar.write'] },
  ],
  menu: [
    {
      key: 'terms',
      path: '/terms',
      title: { zh: '时限与日历', en: 'Terms and calendar' },
      icon: CalendarOutlined,
      group: 'supervision',
      order: 90,
      permission: ['pack.read', 'calendar.write'],
      badge: () => import('./WaitingBadge.tsx'),
    },
  ],
  // First of all: what it warns of makes other due days provisional.
  cards: [
    {
      key: 'calendar',
      order: 5,
      span: 3,
      permission: 'calendar.write',
      card: () => import('./CalendarCard.tsx'),
    },
  ],
};
