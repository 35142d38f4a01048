import { HomeOutlined } from '@ant-design/icons';
import type { Feature } from '../../app/feature.ts';

export const feature: Feature = {
  key: 'home',
  routes: [{ path: '/', page: () => import('./HomePage.tsx') }],
  menu: [
    {
      key: 'home',
      path: '/',
      title: { zh: '工作台', en: 'Workbench' },
      icon: HomeOutlined,
      group: 'work',
      order: 0,
    },
  ],
};
