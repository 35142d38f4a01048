import { z } from 'zod';
import { FieldPath } from './catalogue.schema.ts';
import { Code, Entry, PackText, Standing } from './common.schema.ts';
import { FieldName } from './procedure-parts.schema.ts';

/** Where the clue's own forms say what is alleged, point by point. */
export const Allegations = z.strictObject({
  list: FieldPath.describe('List of what is alleged'),
  no: FieldName.describe('Number of the point'),
  what: FieldName.describe('What is alleged'),
  kind: FieldName.describe('Kind of problem, of the list of the pack'),
  against: FieldName.describe('Whether it was looked for what speaks against it'),
  unlooked: z.string().describe('What that field says as long as nobody looked'),
});

/** An item of the dossier that has something to say where a kind of problem is alleged. */
export const Bearing = z.strictObject({
  item: Code.describe('Item of the catalogue'),
  aspect: Code.describe('What of the subject it tells of'),
  kinds: z
    .array(Code)
    .min(1)
    .optional()
    .describe('Kinds of problem on which it bears; left out: on every kind'),
  note: PackText.describe('What is to be looked for in it, for and against'),
  source: PackText.describe('Rule or practice that it comes from'),
  standing: Standing,
});
export type Bearing = z.infer<typeof Bearing>;

/** One side of a comparison: rows of an item's form, and which of their fields say what. */
export const DifferenceSide = z.strictObject({
  item: Code.describe('Item of the catalogue'),
  rows: FieldPath.optional().describe('List of the form; left out: the form itself is the one row'),
  day: FieldPath.optional().describe(
    'Field of the form: the day of which it speaks; left out: day of the entry',
  ),
  filled: z.array(FieldPath).default([]).describe('Fields of the form that must hold something'),
  only: z
    .record(FieldName, z.array(z.string()).min(1))
    .default({})
    .describe('Fields of the row and what they may say'),
  key: z
    .array(FieldName)
    .default([])
    .describe('Fields of the row by which the two sides are matched, in one order'),
  value: FieldName.optional().describe('Field of the row that must agree'),
  from: FieldName.optional().describe('Field of the row: since when it is so'),
  until: FieldName.optional().describe('Field of the row: until when it was so; empty: it still is'),
  year: FieldName.optional().describe('Field of the row: the year of which it speaks'),
  says: z.array(FieldName).max(8).default([]).describe('Fields of the row that are shown'),
});
export type DifferenceSide = z.infer<typeof DifferenceSide>;

/** What differs between a declaration and another record is shown with both sides; it is never a verdict. */
export const DifferenceRule = Entry.extend({
  note: PackText.describe('What else may explain it, to be looked for first'),
  how: z
    .enum(['absent', 'differs', 'same-year', 'after'])
    .describe(
      'absent: recorded as true on the day of the declaration, and not in it; differs: in both and not the same; same-year: both of one year; after: recorded later than declared',
    ),
  declared: DifferenceSide,
  recorded: DifferenceSide,
  loosely: z.boolean().default(false).describe('A key counts as the same where one side names it more fully'),
  kinds: z
    .array(Code)
    .min(1)
    .optional()
    .describe('Kinds of problem on which it bears; left out: on every kind'),
  source: PackText.describe('Rule or practice that it comes from'),
  standing: Standing,
});
export type DifferenceRule = z.infer<typeof DifferenceRule>;

/** What of a dossier is laid beside what a clue alleges. */
export const Screening = z
  .strictObject({
    allegations: Allegations.optional(),
    aspects: z.array(Entry).default([]).describe('In the order in which they are laid out'),
    bearings: z.array(Bearing).default([]),
    beyond: PackText.optional().describe(
      'Said beside every layout, whether there is anything or not: what the reader is not shown, and whom to ask',
    ),
    differences: z.array(DifferenceRule).default([]).describe('What is compared among its entries'),
  })
  .default({ aspects: [], bearings: [], differences: [] })
  .describe('What of a dossier bears on which kind of problem');
export type Screening = z.infer<typeof Screening>;
