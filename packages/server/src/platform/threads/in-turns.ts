import { setImmediate } from 'node:timers/promises';

/** How many of a long list are worked through before other requests get their turn. */
const AT_ONCE = 100;

/** `map` over a long list that lets other requests be served meanwhile. */
export async function mapInTurns<T, R>(
  items: readonly T[],
  each: (item: T, index: number) => R,
): Promise<R[]> {
  const results: R[] = [];
  for (const [i, item] of items.entries()) {
    if (i > 0 && i % AT_ONCE === 0) await setImmediate();
    results.push(each(item, i));
  }
  return results;
}
