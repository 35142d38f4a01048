import { z } from 'zod';
import { Code, Duration, Entry, PackDay, PackText, Standing } from './common.schema.ts';
import { RuleRef } from './library.schema.ts';

export const Polarity = z.enum(['positive', 'negative']).describe('Speaks for the subject, or against it');
export type Polarity = z.infer<typeof Polarity>;

export const ClueClass = Entry.extend({
  subTypes: z
    .array(
      Entry.extend({
        polarity: Polarity.optional().describe('Polarity unless told otherwise; overrides that of the class'),
        tags: z.array(Code).optional().describe('Trend or topic labels that the sub-type carries'),
      }),
    )
    .min(1)
    .describe('Sub-types of the class'),
  polarity: Polarity.optional().describe('Polarity of sub-types that name none'),
});
export type ClueClass = z.infer<typeof ClueClass>;

export const Column = z.strictObject({
  code: z
    .string()
    .regex(/^[a-z][A-Za-z0-9]*$/)
    .describe('Name of the value in a staged row'),
  label: PackText.describe('Heading printed in the template'),
  aliases: z
    .array(z.string().min(1))
    .default([])
    .describe('Other headings that are understood, in any language'),
  kind: z
    .enum([
      'ordinal',
      'person-name',
      'id-number',
      'unit-name',
      'post',
      'day',
      'text',
      'long-text',
      'code',
      'flag',
    ])
    .describe('How a cell is read'),
  required: z.boolean().describe('A row without it is wrong'),
  listOf: z
    .enum(['classes', 'sub-types', 'polarity', 'sources', 'yes-no'])
    .optional()
    .describe('Pack list that a coded column takes its values from'),
  hint: PackText.optional().describe('What to write, shown in the template and beside a faulty cell'),
  maxLength: z.int().min(1).max(20_000).default(200).describe('Most characters of a cell'),
});
export type Column = z.infer<typeof Column>;

const PeriodDue = z.strictObject({
  monthsAfter: z.int().min(1).max(3).describe('Months after the last month of the period'),
  day: z.int().min(1).max(31).describe('Day of that month; the month end when it is shorter'),
});
export type PeriodDue = z.infer<typeof PeriodDue>;

export const Submission = z.strictObject({
  receivingOrganKind: Code.describe('Kind of organ that receives and accepts submissions'),
  period: z.literal('quarter').describe('How often a sheet is owed'),
  due: PeriodDue.extend({
    source: PackText.describe('Rule or practice that the value comes from'),
    standing: Standing,
  }).describe('Last day on which a sheet counts as in time'),
  remindBefore: z.array(Duration).describe('How long before the due day the body is reminded'),
  nilReturn: z.boolean().describe('A body with nothing to report signs a nil return'),
  kinds: z
    .array(
      Entry.extend({
        nil: z.boolean().default(false).describe('Carries no rows'),
        afterDue: z
          .boolean()
          .default(false)
          .describe('Given by the platform when handed in after the due day'),
        supplements: z.boolean().default(false).describe('Adds rows to a period already handed in'),
      }),
    )
    .min(1)
    .describe('Kinds of sheet, kept apart in figures'),
  sheet: PackText.describe('Name of the worksheet in the template'),
  subjectKinds: z
    .array(z.enum(['person', 'unit']))
    .min(1)
    .describe('Whom a row may concern'),
  columns: z.array(Column).min(1).describe('Columns of the workbook in the order of the template'),
});
export type Submission = z.infer<typeof Submission>;

export const Term = z.strictObject({
  code: z
    .string()
    .regex(/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)*$/)
    .describe('Code of the limit, dotted; several entries of one code hold from different days on'),
  title: PackText.describe('What is limited'),
  length: z
    .strictObject({
      value: z.int().min(0).max(3650).describe('Number of units'),
      unit: z.enum(['workday', 'day', 'month', 'year']).describe('Unit of the length'),
    })
    .optional()
    .describe('Length from the opening event'),
  yearly: z
    .strictObject({ month: z.int().min(1).max(12), day: z.int().min(1).max(31) })
    .optional()
    .describe('Fixed day of each year instead of a length'),
  every: z
    .enum(['month', 'quarter', 'half-year', 'year'])
    .optional()
    .describe('Recurring duty instead of a length'),
  due: PeriodDue.optional().describe(
    'With `every`: the last day for what is owed of a period that has ended',
  ),
  source: PackText.describe('Rule or practice that the value comes from'),
  standing: Standing,
  rules: z.array(RuleRef).max(10).optional().describe('Articles that set the limit'),
  effectiveFrom: PackDay.describe(
    'Day from which the value holds; a term keeps the one of the day it opens on',
  ),
});
export type Term = z.infer<typeof Term>;

export const Status = Entry.extend({
  live: z.boolean().describe('Still being worked on'),
  factual: z.boolean().describe('May be stated as a fact; anything else never reaches an outward use'),
});
export type Status = z.infer<typeof Status>;

/** The table behind protection P2: which status may appear in which use. */
export const Uses = z.strictObject({
  uses: z
    .array(
      Entry.extend({
        outward: z
          .boolean()
          .describe('Seen by people who do not handle the matter: gossip must not reach it'),
      }),
    )
    .describe('What an entry may be used for'),
  table: z
    .record(Code, z.record(Code, z.boolean()))
    .describe('Status → use → allowed; every cell must be filled'),
});
export type Uses = z.infer<typeof Uses>;
