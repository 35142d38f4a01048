import { UnorderedListOutlined } from '@ant-design/icons';
import type { Feature } from '../../app/feature.ts';

export const feature: Feature = {
  key: 'matter',
  routes: [
    { path: '/matters', page: () => import('./MatterListPage.tsx') },
    { path: '/matters/$id', page: () => import('./MatterPage.tsx') },
  ],
  menu: [
    {
      key: 'matters',
      path: '/matters',
      title: { zh: '事项', en: 'Matters' },
      icon: UnorderedListOutlined,
      group: 'work',
      order: 10,
    },
  ],
  cards: [{ key: 'my-matters', order: 10, span: 2, card: () => import('./MyMattersCard.tsx') }],
};
