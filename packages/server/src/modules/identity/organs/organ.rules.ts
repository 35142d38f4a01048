import type { OrganKind } from '@plumbline/policy';

interface Node {
  id: string;
  parentId: string | null;
}

/** Whether an organ of the kind may stand there. A kind without listed parents stands anywhere, the top included. */
export function fitsUnder(kind: Pick<OrganKind, 'parents'>, parentKind: string | null): boolean {
  if (kind.parents.length === 0) return true;
  return parentKind !== null && kind.parents.includes(parentKind);
}

/** From the top down to the parent of an organ. */
export function pathTo<T extends Node>(organs: ReadonlyMap<string, T>, id: string): T[] {
  const path: T[] = [];
  let next = organs.get(id)?.parentId ?? null;
  while (next !== null && path.length < organs.size) {
    const node = organs.get(next);
    if (!node) break;
    path.unshift(node);
    next = node.parentId;
  }
  return path;
}

/** Whether putting `id` under `parentId` would make it stand under itself. */
export function makesCycle(organs: ReadonlyMap<string, Node>, id: string, parentId: string): boolean {
  return parentId === id || pathTo(organs, parentId).some((node) => node.id === id);
}
