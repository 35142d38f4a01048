import { BookOutlined } from '@ant-design/icons';
import type { Feature } from '../../app/feature.ts';

export const feature: Feature = {
  key: 'library',
  routes: [
    { path: '/library', page: () => import('./LibraryPage.tsx'), permission: 'library.read' },
    { path: '/library/new', page: () => import('./NewEntryPage.tsx'), permission: 'library.write' },
    {
      path: '/library/rule-check',
      page: () => import('./RuleCheckPage.tsx'),
      permission: 'matter.handle',
    },
    { path: '/library/versions/$id', page: () => import('./VersionPage.tsx'), permission: 'library.read' },
    { path: '/library/articles/$id', page: () => import('./ArticlePage.tsx'), permission: 'library.read' },
    { path: '/library/by-code/$code', page: () => import('./ByCodePage.tsx'), permission: 'library.read' },
    { path: '/library/$id', page: () => import('./EntryPage.tsx'), permission: 'library.read' },
    { path: '/library/$id/revise', page: () => import('./RevisePage.tsx'), permission: 'library.write' },
  ],
  menu: [
    {
      key: 'library',
      path: '/library',
      title: { zh: '资料库', en: 'Library' },
      icon: BookOutlined,
      group: 'archive',
      order: 60,
      permission: 'library.read',
    },
  ],
};
