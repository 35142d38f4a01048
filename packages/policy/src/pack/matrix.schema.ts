import { z } from 'zod';
import { FieldName } from './procedure-parts.schema.ts';

/** How a list of a form is one table of evidence against what may be the case: hint `x-ui.matrix` of the list. */
export const MatrixHint = z.strictObject({
  point: FieldName.describe('Number of what is alleged'),
  piece: FieldName.describe('The piece of evidence'),
  source: FieldName.describe('Where it comes from'),
  origin: FieldName.optional().describe('Where that has it from: pieces of one origin are one'),
  reading: FieldName.describe('What may be the case; its options are the columns'),
  mark: FieldName.describe('How the piece bears on it'),
  weight: FieldName.describe('How much it proves'),
  tainted: FieldName.describe('Ticked: it does not count'),
  supports: z.string().describe('Value of the mark'),
  contradicts: z.string().describe('Value of the mark'),
  weights: z.array(z.string()).min(1).describe('Values of the weight, heaviest first'),
  unweighed: z.string().describe('Weight of a piece of which nobody said it'),
  incriminating: z.array(z.string()).describe('Readings that speak against the person'),
  open: z.array(z.string()).default([]).describe('Readings that say that it can not be told: never ranked'),
});
export type MatrixHint = z.infer<typeof MatrixHint>;
