import { z } from 'zod';
import { Code, Entry, PackText, Standing } from './common.schema.ts';

const Path = z.string().min(1).max(100).describe('Path of a field in the form of the item');

/** Entries of a dossier whose effect lasts for a time, by what a field of their form says. */
export const OpinionMeasure = z.strictObject({
  item: Code.describe('Item of the catalogue'),
  by: Path.describe('Field that says what kind of measure it is'),
  lasts: z
    .record(z.string(), z.string())
    .describe('Value of that field → limit of terms.yaml that says how long; other values have no effect'),
  from: Path.describe('Date from which the effect runs'),
  until: Path.optional().describe('Date until which it runs, where the entry itself says so'),
  decision: Path.optional().describe(
    'Field that names the decision: entries of a person that name the same one are one measure, whatever their day',
  ),
  against: z.array(Code).default([]).describe('Occasions against which it stands'),
});
export type OpinionMeasure = z.infer<typeof OpinionMeasure>;

export const OpinionConclusion = Entry.extend({
  ground: z
    .boolean()
    .describe('It rests on a measure in force, which is told; false: on nothing that was found'),
  source: PackText.describe('Rule or practice that it comes from'),
  standing: Standing,
});
export type OpinionConclusion = z.infer<typeof OpinionConclusion>;

export const Opinions = z
  .strictObject({
    window: z
      .string()
      .describe(
        'Limit of terms.yaml: for so long after a reply what newly comes into force calls for a supplement',
      ),
    notice: z
      .string()
      .optional()
      .describe(
        'Limit of terms.yaml: the field `neededOn` of a request leaves at least so long; left out: any day will do',
      ),
    occasions: z.array(Entry).min(1).describe('What an opinion may be asked for'),
    conclusions: z
      .array(OpinionConclusion)
      .min(2)
      .describe('What a reply may say of a person; the first of each sort is proposed'),
    warnings: z
      .strictObject({
        title: PackText.describe(
          'What a warning in force is called in a reply, before the word of its level',
        ),
        against: z.array(Code).default([]).describe('Occasions against which one stands; left out: none'),
      })
      .optional()
      .describe('Warnings in force may be grounds; left out: they are none'),
    measures: z.array(OpinionMeasure).default([]).describe('What of a dossier is in force, besides the bars'),
  })
  .nullable()
  .default(null)
  .describe('What opinion replies say and look at; left out: the pack has none');
export type Opinions = NonNullable<z.infer<typeof Opinions>>;
