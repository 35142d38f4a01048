import type { Text } from '@plumbline/contract/route';
import type { PackView } from '../../lib/pack.ts';

/** Items of the catalogue whose entries are instructions, each with a follow-up. */
export function followedItems(pack: PackView | undefined): { code: string; title: Text }[] {
  const items = (
    pack?.catalogue as { items?: { code: string; title: Text; followUp?: boolean }[] } | undefined
  )?.items;
  return (items ?? []).filter((item) => item.followUp);
}
