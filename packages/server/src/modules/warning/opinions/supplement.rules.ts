import { type Length, lastDayOf } from '@plumbline/policy';
import type { Measure } from './measure.rules.ts';

/** What was said of a name last. */
export interface Replied {
  /** Day of the reply. */
  on: string;
  occasion: string;
  /** Keys of what was in force then, and of what a supplement was proposed for since. */
  known: ReadonlySet<string>;
}

/** Measures that call for a supplement: newly in force, against what the opinion was asked for, within the window. */
export const newlyInForce = (
  { on, occasion, known }: Replied,
  measures: readonly Measure[],
  window: Length,
  today: string,
): Measure[] =>
  today > lastDayOf(on, window)
    ? []
    : measures.filter(({ key, against }) => against.includes(occasion) && !known.has(key));
