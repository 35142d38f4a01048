import { type Feature, MENU_GROUPS, type MenuEntry, type MenuGroup } from './feature.ts';

/** The entries by group, in order; empty groups are left out. */
export function menuOf(
  list: readonly Feature[],
  may: (permission: MenuEntry['permission']) => boolean,
): { group: MenuGroup; entries: MenuEntry[] }[] {
  const entries = list.flatMap((feature) => feature.menu ?? []).filter((entry) => may(entry.permission));
  return MENU_GROUPS.map((group) => ({
    group,
    entries: entries.filter((entry) => entry.group === group).sort((a, b) => a.order - b.order),
  })).filter(({ entries: some }) => some.length > 0);
}

/** The entry whose path is the longest beginning of the address. */
export function currentEntry(entries: readonly MenuEntry[], path: string): MenuEntry | undefined {
  return entries
    .filter(({ path: own }) => (own === '/' ? path === '/' : path === own || path.startsWith(`${own}/`)))
    .sort((a, b) => b.path.length - a.path.length)[0];
}
