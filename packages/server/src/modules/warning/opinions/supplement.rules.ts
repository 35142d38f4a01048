import { type Length, lastDayOf } from '@plumbline/policy';
import type { Measure } from './measure.rules.ts';

/** A ground of a reply, as the reply told it. */
export interface Ground extends Pick<Measure, 'key' | 'until'> {
  /** Left out by replies of before it was kept. */
  what?: string;
}

/** What was said of a name last. */
export interface Replied {
  /** Day of the reply. */
  on: string;
  occasion: string;
  /** What the reply rested on. */
  restedOn: readonly Ground[];
  /** Keys of what was in force then, and of what a supplement was proposed for since. */
  known: ReadonlySet<string>;
}

/**
 * Keys of what calls for a supplement: measures newly in force within the window, against what the opinion was asked for; and
 * grounds that fell, or are another measure by now, as long as what the reply told of them would still run. A ground that
 * has reached its last day was told to do so.
 */
export function calledFor(
  { on, occasion, restedOn, known }: Replied,
  measures: readonly Measure[],
  window: Length,
  today: string,
): string[] {
  const begun =
    today > lastDayOf(on, window) ? [] : measures.filter(({ against }) => against.includes(occasion));
  const standing = new Map(measures.map((measure) => [measure.key, measure]));
  const changed = restedOn.flatMap((ground) => {
    const now = standing.get(ground.key);
    return today > ground.until || (now && isTold(ground, now)) ? [] : [changeOf(ground.key, now)];
  });
  return [...begun.map(({ key }) => key), ...changed].filter((key) => !known.has(key));
}

const isTold = ({ what, until }: Ground, now: Measure): boolean =>
  now.until === until && (what === undefined || now.what === what);

/** Names a change of a ground, so that each calls for one supplement. */
const changeOf = (key: string, now: Measure | undefined): string =>
  now ? `${key} ${now.what} ${now.until}` : `${key} ended`;
