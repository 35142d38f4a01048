import { z } from 'zod';
import { Code, Entry } from './common.schema.ts';
import { FieldName } from './procedure-parts.schema.ts';

/** One figure: matters of a procedure in which something was done, each counted once. */
export const Figure = Entry.extend({
  group: Code.describe('Heading under which it stands'),
  procedure: Code.describe('Procedure whose matters it counts'),
  actions: z
    .array(Code)
    .min(1)
    .optional()
    .describe(
      'Counted on the day on which the first of these was taken; what was undone since does not count. Left out: on the day on which the state was entered',
    ),
  states: z.array(Code).min(1).optional().describe('Only matters that stand in one of these states'),
  only: z
    .record(FieldName, z.union([z.string(), z.array(z.string()).min(1)]))
    .optional()
    .describe('Fields of its forms and the value, or one of the values, that each must have'),
  again: z
    .array(Code)
    .min(1)
    .optional()
    .describe(
      'Only matters whose subject had an earlier one of the procedure, which had ended in one of these states by that day',
    ),
  split: FieldName.optional().describe('Field with options by which the figure is told apart'),
});
export type Figure = z.infer<typeof Figure>;

/** What came of the work, as numbers. */
export const Figures = z
  .strictObject({
    use: z
      .string()
      .describe('Use of uses.yaml that the state of a matter must be allowed for; an outward one'),
    groups: z.array(Entry).min(1).describe('Headings, in their order'),
    figures: z.array(Figure).min(1).describe('Figures, in the order of their columns'),
  })
  .nullable()
  .default(null)
  .describe('Figures of what came of the work; left out: none');
export type Figures = NonNullable<z.infer<typeof Figures>>;
