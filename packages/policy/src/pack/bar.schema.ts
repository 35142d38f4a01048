import { z } from 'zod';
import { Code, Entry, PackText, Standing } from './common.schema.ts';

/** Something that somebody may not have for a time, begun by an action with the effect `bar.begin`. */
export const BarKind = Entry.extend({
  bars: PackText.describe('What exactly is barred while it is in force'),
  limit: z
    .string()
    .describe(
      'Limit of terms.yaml that says how long, in days, months or years; it ends by itself on its last day',
    ),
  uses: z
    .array(Code)
    .min(1)
    .describe('Uses in which it is shown while it is in force, of those that uses.yaml names'),
  against: z
    .array(Code)
    .default([])
    .describe(
      'Occasions of opinions.yaml against which it stands; left out: it is shown and speaks against none',
    ),
  source: PackText.describe('Rule or practice that the bar comes from'),
  standing: Standing,
});
export type BarKind = z.infer<typeof BarKind>;
