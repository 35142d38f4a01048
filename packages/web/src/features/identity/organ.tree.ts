import type { OrganSummary } from '@plumbline/contract/organs';

export interface Placed {
  organ: OrganSummary;
  /** 0 at the top. */
  depth: number;
}

/**
 * The organs from the top down, each followed by those below it, siblings by code. One whose superior is not
 * in the list stands at the top: a filter must never make it vanish.
 */
export function treeOf(organs: readonly OrganSummary[]): Placed[] {
  const known = new Set(organs.map((organ) => organ.id));
  const below = new Map<string | null, OrganSummary[]>();
  for (const organ of [...organs].sort((a, b) => (a.code < b.code ? -1 : 1))) {
    const parent = organ.parentId !== null && known.has(organ.parentId) ? organ.parentId : null;
    below.set(parent, [...(below.get(parent) ?? []), organ]);
  }
  const place = (parent: string | null, depth: number): Placed[] =>
    (below.get(parent) ?? []).flatMap((organ) => [{ organ, depth }, ...place(organ.id, depth + 1)]);
  return place(null, 0);
}

/** Whether the organ's name, English name or code holds the words. */
export const matches = (organ: OrganSummary, q: string): boolean =>
  [organ.name, organ.nameEn ?? '', organ.code].some((text) => text.toLowerCase().includes(q.toLowerCase()));

/** The organ and all that stand below it: none of them can become its superior. */
export function withBelow(organs: readonly OrganSummary[], id: string): Set<string> {
  const all = new Set([id]);
  for (let size = 0; size !== all.size; ) {
    size = all.size;
    for (const organ of organs) if (organ.parentId !== null && all.has(organ.parentId)) all.add(organ.id);
  }
  return all;
}
