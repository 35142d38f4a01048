import type { Text } from '@plumbline/contract/route';
import type { ComponentType } from 'react';
import type { Permission } from '../lib/session.ts';

type Loads<P = object> = () => Promise<{ default: ComponentType<P> }>;

export interface FeatureRoute {
  /** TanStack path, e.g. `/clues/$id`. */
  path: string;
  /** `() => import('./ClueListPage.tsx')`: each page is a chunk of its own; the page is the default export. */
  page: Loads;
  /** Needed to open it; one of several is enough. Without it the page answers “not permitted”. */
  permission?: Permission;
  /**
   * `shell` (default): signed in, with navigation. `bare`: signed in, without it.
   * `open`: for everybody.
   */
  frame?: 'shell' | 'bare' | 'open';
}

export const MENU_GROUPS = [
  'work',
  'archive',
  'clues',
  'warning',
  'supervision',
  'analysis',
  'admin',
] as const;
export type MenuGroup = (typeof MENU_GROUPS)[number];

export interface MenuEntry {
  key: string;
  path: string;
  title: Text;
  icon: ComponentType;
  group: MenuGroup;
  /** Position in its group, small first. */
  order: number;
  permission?: Permission;
  /** Draws a small count behind the title (`CountBadge` of the kit), or nothing. */
  badge?: Loads;
}

/** A card of the workbench. It draws its own content with `WorkCard` of the kit. */
export interface HomeCard {
  key: string;
  order: number;
  /** Columns of three. */
  span?: 1 | 2 | 3;
  permission?: Permission;
  card: Loads;
}

/** What a folder under `features/` adds to the client. */
export interface Feature {
  key: string;
  routes: readonly FeatureRoute[];
  menu?: readonly MenuEntry[];
  cards?: readonly HomeCard[];
}
