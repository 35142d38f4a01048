import type { Fault } from '@plumbline/contract/problem';

/** Who takes over each matter, by the matter's id. */
export type Takers = Readonly<Record<string, { id: string; name: string }>>;

/** What is handed over, by who takes it. */
export function partsOf(takers: Takers): { to: string; name: string; matterIds: string[] }[] {
  const parts = Map.groupBy(Object.entries(takers), ([, { id }]) => id);
  return [...parts].map(([to, given]) => ({
    to,
    name: given[0]![1].name,
    matterIds: given.map(([matter]) => matter),
  }));
}

/** The matter that a fault speaks of. */
export function matterOf(
  { pointer }: Pick<Fault, 'pointer'>,
  parts: readonly { matterIds: readonly string[] }[],
): string | undefined {
  const [, part, place] = /^\/parts\/(\d+)\/matterIds\/(\d+)$/.exec(pointer ?? '') ?? [];
  return part === undefined ? undefined : parts[Number(part)]?.matterIds[Number(place)];
}
