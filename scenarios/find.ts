import * as registry from '@plumbline/contract/registry';
import type { Tale } from './tale.ts';

/** The unit of this name or alias, as the registry's officer finds it. */
export async function unitNamed(tale: Tale, q: string) {
  const { items } = await (await tale.aside('officer')).must(registry.listUnits, { query: { q } });
  const [unit] = items;
  if (!unit) throw new Error(`No unit ${q} in the sample county`);
  return unit;
}

/** The organ of this name. */
export async function organNamed(tale: Tale, name: string) {
  const { organs } = await (await tale.aside('officer')).must(registry.getRegistryLists);
  const organ = organs.find((entry) => entry.name === name);
  if (!organ) throw new Error(`No organ ${name} in the sample county`);
  return organ;
}

/** The account of an officer, by the name of the person. */
export async function officerNamed(tale: Tale, q: string) {
  const { items } = await (await tale.aside('officer')).must(registry.listOfficers, { query: { q } });
  const [officer] = items;
  if (!officer) throw new Error(`No officer ${q} in the sample county`);
  return officer;
}

/** Every page of a list. */
export async function all<T>(
  read: (cursor: string | undefined) => Promise<{ items: T[]; next: string | null }>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    items.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor);
  return items;
}
