import { z } from 'zod';
import { Code } from './common.schema.ts';
import { FieldName } from './procedure-parts.schema.ts';

/** That a matter has a day, a time and a place at which people sit together, and in which fields they stand. */
export const Sitting = z.strictObject({
  day: FieldName.describe('Field with the day'),
  from: FieldName.describe('Field with the time at which it begins, hh:mm'),
  until: FieldName.describe('Field with the time at which it ends, hh:mm'),
  place: FieldName.describe('Field with the place'),
  who: z.array(Code).min(1).describe('Places of the matter whose people are busy then'),
  rules: Code.optional().describe(
    'Decision table whose fired rows refuse the time. Of its inputs `from`, `until` (minutes of the day), `minutes` and `age` (years of the oldest subject, 0 where unknown) are known; others are fields of the forms, a flag that is left out is no',
  ),
  found: z
    .record(FieldName, FieldName)
    .optional()
    .describe('Inputs of the rules → fields of the record that say how it was, in place of what was planned'),
  departures: FieldName.optional().describe(
    'Field of the record that says why what was held departed from the rules; the effect sitting.held asks for it then',
  ),
});
export type Sitting = z.infer<typeof Sitting>;
