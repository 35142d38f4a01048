import {
  ApartmentOutlined,
  BankOutlined,
  ClusterOutlined,
  DeploymentUnitOutlined,
  IdcardOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { Feature } from '../../app/feature.ts';

const READ = 'registry.read';

export const feature: Feature = {
  key: 'registry',
  routes: [
    { path: '/units', page: () => import('./UnitListPage.tsx'), permission: READ },
    { path: '/units/$id', page: () => import('./UnitPage.tsx') },
    { path: '/posts/$id', page: () => import('./PostPage.tsx'), permission: READ },
    { path: '/persons', page: () => import('./PersonListPage.tsx'), permission: READ },
    { path: '/persons/$id', page: () => import('./PersonPage.tsx') },
    { path: '/zones', page: () => import('./ZoneListPage.tsx'), permission: READ },
    { path: '/zones/$id', page: () => import('./ZonePage.tsx'), permission: READ },
    { path: '/contact-map', page: () => import('./ContactMapPage.tsx'), permission: READ },
    { path: '/workspace', page: () => import('./WorkspacePage.tsx'), permission: READ },
    {
      path: '/leading-group',
      page: () => import('./LeadingGroupPage.tsx'),
      permission: 'leading-group.read',
    },
  ],
  menu: [
    {
      key: 'workspace',
      path: '/workspace',
      title: { zh: '监督单位', en: 'My units' },
      icon: DeploymentUnitOutlined,
      group: 'work',
      order: 30,
      permission: READ,
    },
    {
      key: 'units',
      path: '/units',
      title: { zh: '单位', en: 'Units' },
      icon: BankOutlined,
      group: 'archive',
      order: 30,
      permission: READ,
    },
    {
      key: 'persons',
      path: '/persons',
      title: { zh: '人员', en: 'Persons' },
      icon: IdcardOutlined,
      group: 'archive',
      order: 40,
      permission: READ,
    },
    {
      key: 'leading-group',
      path: '/leading-group',
      title: { zh: '领导小组', en: 'Leading group' },
      icon: TeamOutlined,
      group: 'supervision',
      order: 10,
      permission: 'leading-group.read',
    },
    {
      key: 'zones',
      path: '/zones',
      title: { zh: '协作区', en: 'Zones' },
      icon: ClusterOutlined,
      group: 'supervision',
      order: 20,
      permission: READ,
    },
    {
      key: 'contact-map',
      path: '/contact-map',
      title: { zh: '联系分工', en: 'Contact map' },
      icon: ApartmentOutlined,
      group: 'supervision',
      order: 30,
      permission: READ,
    },
  ],
  cards: [{ key: 'workspace', order: 30, permission: READ, card: () => import('./WorkspaceCard.tsx') }],
};
