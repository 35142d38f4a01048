import { BellOutlined } from '@ant-design/icons';
import type { Feature } from '../../app/feature.ts';

export const feature: Feature = {
  key: 'notice',
  routes: [
    { path: '/notices', page: () => import('./NoticeListPage.tsx') },
    { path: '/notices/delivery', page: () => import('./DeliveryPage.tsx') },
  ],
  menu: [
    {
      key: 'notices',
      path: '/notices',
      title: { zh: '提醒', en: 'Notices' },
      icon: BellOutlined,
      group: 'work',
      order: 20,
      badge: () => import('./UnreadBadge.tsx'),
    },
  ],
};
