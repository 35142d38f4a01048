import { BarChartOutlined } from '@ant-design/icons';
import type { Feature } from '../../app/feature.ts';

const permission = 'figure.read';

/** What came of the work, as numbers, charts and the matters behind them. */
export const feature: Feature = {
  key: 'figures',
  routes: [
    { path: '/figures', page: () => import('./FiguresPage.tsx'), permission },
    { path: '/figures/$code', page: () => import('./CountedPage.tsx'), permission },
  ],
  menu: [
    {
      key: 'figures',
      path: '/figures',
      title: { zh: '成效统计', en: 'Figures' },
      icon: BarChartOutlined,
      group: 'analysis',
      order: 10,
      permission,
    },
  ],
};
