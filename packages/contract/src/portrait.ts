import { z } from 'zod';
import { Day, Id } from './common.ts';

/** What the newest factual entry of an item says. */
export const PortraitSection = z.object({
  item: z.string(),
  itemTitle: z.string(),
  materialId: Id,
  day: Day,
  state: z.enum(['fresh', 'ageing', 'stale']),
  withheld: z.boolean(),
  values: z.array(z.object({ title: z.string(), values: z.array(z.string()), masked: z.boolean() })),
});
export type PortraitSection = z.infer<typeof PortraitSection>;

/** One fact with every source that states it, side by side. */
export const PortraitFact = z.object({
  fact: z.string(),
  title: z.string(),
  contradicts: z.boolean().describe('The sources differ'),
  statements: z.array(
    z.object({
      value: z.string(),
      masked: z.boolean(),
      item: z.string(),
      itemTitle: z.string(),
      materialId: Id,
      day: Day,
      stale: z.boolean(),
    }),
  ),
});
export type PortraitFact = z.infer<typeof PortraitFact>;

export const Silence = z.object({
  item: z.string(),
  itemTitle: z.string(),
  since: Day.nullable().describe('Day of the last entry; null when there never was one'),
  text: z.string().describe('The silence in words'),
});
