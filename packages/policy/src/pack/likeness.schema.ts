import { z } from 'zod';
import { PackText, Standing } from './common.schema.ts';

const share = z.number().min(0.5).max(1);
const stood = {
  source: PackText.describe('Rule or practice that the value comes from'),
  standing: Standing,
};

/** From when on two texts count as the same letter. */
export const Likeness = z
  .strictObject({
    alike: z
      .strictObject({ from: share.describe('Share of what both say among all that either says'), ...stood })
      .describe('Near-identical: shown beside each other, counted as come again'),
    contained: z
      .strictObject({
        from: share.describe('Share of the shorter text that stands in the longer one'),
        pairs: z.int().min(1).max(1000).describe('Different pairs of characters that it must have at least'),
        ...stood,
      })
      .describe('One text stands nearly whole in a longer one: alike as well'),
    copied: z
      .strictObject({
        from: share.describe('As in alike: the same letter, not the same story told again'),
        times: z.int().min(2).max(100).describe('So many of them are a letter that was handed round'),
        ...stood,
      })
      .describe('When the page says that a letter was copied'),
  })
  .nullable()
  .default(null)
  .describe('From when on texts count as the same letter; left out: none is looked for');
export type Likeness = NonNullable<z.infer<typeof Likeness>>;
