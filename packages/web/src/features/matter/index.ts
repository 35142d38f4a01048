import { AuditOutlined, InboxOutlined, UnorderedListOutlined, UserSwitchOutlined } from '@ant-design/icons';
import type { Feature } from '../../app/feature.ts';

export const feature: Feature = {
  key: 'matter',
  routes: [
    { path: '/workbench', page: () => import('./WorkbenchPage.tsx') },
    { path: '/matters', page: () => import('./MatterListPage.tsx') },
    { path: '/matters/new', page: () => import('./NewMatterPage.tsx') },
    { path: '/matters/$id', page: () => import('./MatterPage.tsx') },
    { path: '/delegations', page: () => import('./DelegationPage.tsx') },
    { path: '/authorities', page: () => import('./AuthorityPage.tsx'), permission: 'pack.read' },
  ],
  menu: [
    {
      key: 'workbench',
      path: '/workbench',
      title: { zh: '待办', en: 'To do' },
      icon: InboxOutlined,
      group: 'work',
      order: 5,
    },
    {
      key: 'matters',
      path: '/matters',
      title: { zh: '事项', en: 'Matters' },
      icon: UnorderedListOutlined,
      group: 'work',
      order: 10,
    },
    {
      key: 'delegations',
      path: '/delegations',
      title: { zh: '委托代批', en: 'Delegations' },
      icon: UserSwitchOutlined,
      group: 'work',
      order: 60,
    },
    {
      key: 'authorities',
      path: '/authorities',
      title: { zh: '审批权限', en: 'Approval authority' },
      icon: AuditOutlined,
      group: 'supervision',
      order: 70,
      permission: 'pack.read',
    },
  ],
  cards: [{ key: 'my-matters', order: 10, span: 2, card: () => import('./MyMattersCard.tsx') }],
};
