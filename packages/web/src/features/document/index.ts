import { FileProtectOutlined, FileWordOutlined } from '@ant-design/icons';
import type { Feature } from '../../app/feature.ts';

export const feature: Feature = {
  key: 'document',
  routes: [
    { path: '/templates', page: () => import('./TemplateListPage.tsx'), permission: 'template.read' },
    { path: '/templates/$code', page: () => import('./TemplatePage.tsx'), permission: 'template.read' },
    { path: '/documents', page: () => import('./DocumentListPage.tsx'), permission: 'document.read' },
    {
      path: '/documents/new/$code',
      page: () => import('./NewDocumentPage.tsx'),
      permission: 'document.issue',
    },
    { path: '/documents/$id', page: () => import('./DocumentPage.tsx'), permission: 'document.read' },
  ],
  menu: [
    {
      key: 'documents',
      path: '/documents',
      title: { zh: '文书台账', en: 'Documents' },
      icon: FileProtectOutlined,
      group: 'work',
      order: 40,
      permission: 'document.read',
    },
    {
      key: 'templates',
      path: '/templates',
      title: { zh: '文书模板', en: 'Templates' },
      icon: FileWordOutlined,
      group: 'archive',
      order: 60,
      permission: 'template.read',
    },
  ],
};
