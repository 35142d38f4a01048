import { ApartmentOutlined, KeyOutlined, UserSwitchOutlined } from '@ant-design/icons';
import type { Feature } from '../../app/feature.ts';

const KEEPERS = ['organ.manage', 'grant.manage', 'account.read'];

/** Administration: accounts, roles, organs. */
export const feature: Feature = {
  key: 'identity',
  routes: [
    { path: '/accounts', page: () => import('./AccountListPage.tsx'), permission: 'account.read' },
    { path: '/accounts/import', page: () => import('./ImportPage.tsx'), permission: 'account.import' },
    { path: '/accounts/$id', page: () => import('./AccountPage.tsx'), permission: 'account.read' },
    { path: '/grants', page: () => import('./GrantListPage.tsx'), permission: 'account.read' },
    { path: '/organs', page: () => import('./OrganTreePage.tsx') },
    { path: '/organs/$id', page: () => import('./OrganPage.tsx') },
  ],
  menu: [
    {
      key: 'accounts',
      path: '/accounts',
      title: { zh: '账号', en: 'Accounts' },
      icon: UserSwitchOutlined,
      group: 'admin',
      order: 10,
      permission: 'account.read',
    },
    {
      key: 'grants',
      path: '/grants',
      title: { zh: '授权', en: 'Roles' },
      icon: KeyOutlined,
      group: 'admin',
      order: 20,
      permission: 'account.read',
      badge: () => import('./ProposalBadge.tsx'),
    },
    {
      key: 'organs',
      path: '/organs',
      title: { zh: '机关', en: 'Organs' },
      icon: ApartmentOutlined,
      group: 'admin',
      order: 30,
      permission: KEEPERS,
    },
  ],
};
