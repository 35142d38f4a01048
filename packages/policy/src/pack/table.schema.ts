import { z } from 'zod';
import { Code, Entry, PackText, Standing } from './common.schema.ts';

const Name = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*$/)
  .describe('Name of the value');

/** All values that an input can take: without it nobody can prove that every case is decided. */
export const Domain = z.union([
  z.strictObject({ oneOf: z.array(Entry).min(1).max(100).describe('Codes with their names') }),
  z.strictObject({ flag: z.literal(true).describe('Yes or no') }),
  z.strictObject({
    from: z.int().describe('Lowest number'),
    to: z.int().optional().describe('Highest number; left out: no end'),
  }),
]);
export type Domain = z.infer<typeof Domain>;

/** Values for which a row stands: codes, a flag, or whole numbers between two bounds, both included. */
export const Cell = z.union([
  z.array(Code).min(1),
  z.boolean(),
  z.strictObject({ from: z.int().optional(), to: z.int().optional() }),
]);
export type Cell = z.infer<typeof Cell>;

export const DecisionTable = z.strictObject({
  table: Code,
  title: PackText.describe('What the table decides'),
  hit: z
    .enum(['unique', 'first', 'collect'])
    .describe('unique: exactly one row fits; first: the first that fits; collect: all that fit'),
  inputs: z
    .array(z.strictObject({ name: Name, title: PackText, domain: Domain }))
    .min(1)
    .max(12)
    .describe('What is asked'),
  outputs: z
    .array(z.strictObject({ name: Name, title: PackText, oneOf: z.array(Entry).min(1).max(100) }))
    .min(1)
    .max(12)
    .describe('What is answered'),
  rows: z
    .array(
      z.strictObject({
        id: Code.describe('Stable name of the row: decisions quote it'),
        when: z.record(Name, Cell).default({}).describe('Input → values; an input left out: any value'),
        gives: z.record(Name, Code).describe('Output → code'),
        source: PackText.describe('Rule or practice that the row comes from'),
        standing: Standing,
      }),
    )
    .min(1)
    .max(500)
    .describe('Rows in their order'),
});
export type DecisionTable = z.infer<typeof DecisionTable>;
