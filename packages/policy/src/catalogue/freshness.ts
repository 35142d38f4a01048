import type { CatalogueItem } from '../pack/catalogue.schema.ts';
import { addDays, addDuration, daysBetween } from '../terms/days.ts';

export interface Freshness {
  state: 'fresh' | 'ageing' | 'stale' | 'missing';
  /** Date of the newest material that counts; null when there is none. */
  last: string | null;
  /** First day on which it counts as ageing; null when the item has no maximum age or no material. */
  ageingFrom: string | null;
  /** First day on which it counts as stale; null when the item has no maximum age or no material. */
  staleFrom: string | null;
}

/**
 * How old an item is on a day.
 * @param lastDate date of the newest material that may count (see the use `freshness`), or null
 * @param today the reader's calendar day
 * @param ageingShare share of the maximum age after which it counts as ageing: `pack.catalogue.ageingShare`
 */
export function freshness(
  item: Pick<CatalogueItem, 'maxAge'>,
  lastDate: string | null,
  today: string,
  ageingShare = 0.8,
): Freshness {
  if (lastDate === null) return { state: 'missing', last: null, ageingFrom: null, staleFrom: null };
  if (item.maxAge.value === 'none')
    return { state: 'fresh', last: lastDate, ageingFrom: null, staleFrom: null };
  const { ageingFrom, staleFrom } = turns(lastDate, item.maxAge.value, ageingShare);
  const state = today >= staleFrom ? 'stale' : today >= ageingFrom ? 'ageing' : 'fresh';
  return { state, last: lastDate, ageingFrom, staleFrom };
}

interface Turns {
  ageingFrom: string;
  staleFrom: string;
}

const MOST_KNOWN = 10_000;
/** A page asks for dozens of items, and a list for those of many dossiers, of which most share few days. */
const known = new Map<string, Turns>();

function turns(lastDate: string, maxAge: string, ageingShare: number): Turns {
  const key = `${lastDate} ${maxAge} ${ageingShare}`;
  let found = known.get(key);
  if (!found) {
    // The last day of the maximum age still counts: stale begins the day after.
    const staleFrom = addDays(addDuration(lastDate, maxAge), 1);
    const ageingFrom = addDays(lastDate, Math.ceil(daysBetween(lastDate, staleFrom) * ageingShare));
    found = { ageingFrom, staleFrom };
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, found);
  }
  return found;
}
