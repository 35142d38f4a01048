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

/** What of a dossier is laid beside what a clue alleges. */
export const Screening = z
  .strictObject({
    allegations: Allegations.optional(),
    aspects: z.array(Entry).default([]).describe('In the order in which they are laid out'),
    bearings: z.array(Bearing).default([]),
  })
  .default({ aspects: [], bearings: [] })
  .describe('What of a dossier bears on which kind of problem');
export type Screening = z.infer<typeof Screening>;
