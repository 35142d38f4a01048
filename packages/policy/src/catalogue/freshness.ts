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
  // The last day of the maximum age still counts: stale begins the day after.
  const staleFrom = addDays(addDuration(lastDate, item.maxAge.value), 1);
  const ageingFrom = addDays(lastDate, Math.ceil(daysBetween(lastDate, staleFrom) * ageingShare));
  const state = today >= staleFrom ? 'stale' : today >= ageingFrom ? 'ageing' : 'fresh';
  return { state, last: lastDate, ageingFrom, staleFrom };
}
