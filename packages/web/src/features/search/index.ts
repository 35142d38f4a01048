import { SearchOutlined } from '@ant-design/icons';
import type { Feature } from '../../app/feature.ts';

export const feature: Feature = {
  key: 'search',
  routes: [{ path: '/search', page: () => import('./SearchPage.tsx'), permission: 'search.use' }],
  menu: [
    {
      key: 'search',
      path: '/search',
      title: { zh: '检索', en: 'Search' },
      icon: SearchOutlined,
      group: 'work',
      order: 30,
      permission: 'search.use',
    },
  ],
};
