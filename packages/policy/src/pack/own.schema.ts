import { z } from 'zod';
import { Code, PackText, Standing } from './common.schema.ts';

/** What people are told of what concerns them, beyond the matters and papers that are shown to them anyway. */
export const Own = z
  .strictObject({
    readings: z
      .strictObject({
        tell: z.boolean().describe('Whether a person learns that their dossier was read'),
        purposes: z
          .array(Code)
          .min(1)
          .describe(
            'Purposes of the slip that are told. One that could tell of a report, a check or a case is not among them',
          ),
        months: z.int().min(1).max(120).describe('For so many months back'),
        source: PackText.describe('Rule or practice that allows it'),
        standing: Standing,
      })
      .describe('Readings of the dossier on an approved slip: the day, the organ and the purpose, never who'),
  })
  .nullable()
  .default(null)
  .describe('What the own page tells besides; left out: nothing');
export type Own = NonNullable<z.infer<typeof Own>>;
