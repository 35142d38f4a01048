import type { Pack } from '@plumbline/policy';
import { needsSlip } from './catalogue.ts';

/** What the reader holds towards one dossier. */
export interface ReadingRights {
  /** The permission to open restricted content, at the custodian. */
  mayOpenRestricted: boolean;
  slips: readonly { items: readonly string[] }[];
}

/**
 * Whether the content of an entry is open to the reader. Restricted content takes the permission and a slip
 * that covers its item; sealed entries are never open one by one here.
 */
export function isOpen(
  pack: Pack,
  rights: ReadingRights,
  entry: { classification: number; item: string },
): boolean {
  if (!needsSlip(pack, entry.classification)) return true;
  if (!rights.mayOpenRestricted) return false;
  return rights.slips.some(({ items }) => items.length === 0 || items.includes(entry.item));
}
