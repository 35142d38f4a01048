import { z } from 'zod';
import { SubjectKind } from './catalogue.schema.ts';
import { Code, PackText, PermissionCode, Standing } from './common.schema.ts';

export const AuthorityCode = z
  .string()
  .regex(/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*$/, 'dotted lower case words')
  .describe('Code of the authority, dotted lower case');

/** Where the approver sits. Resolved to an organ when the approval is asked for. */
export const OrganSelector = z
  .union([
    z.enum(['custodian', 'above']),
    z.strictObject({ kind: Code.describe('Kind of organ') }),
    z.strictObject({ party: Code.describe('Party of the matter that is an organ') }),
  ])
  .describe('custodian; above: its parent; the nearest of a kind upwards, else the only one; a party');
export type OrganSelector = z.infer<typeof OrganSelector>;

export const ChainStep = z.strictObject({
  title: PackText.describe('Name of the step'),
  all: z
    .array(z.strictObject({ permission: PermissionCode, organ: OrganSelector }))
    .min(1)
    .max(5)
    .describe('Approvals that are all needed, each by another person; several: organs act jointly'),
});
export type ChainStep = z.infer<typeof ChainStep>;

export const AuthorityRow = z.strictObject({
  when: z
    .strictObject({
      kind: z.array(SubjectKind).min(1).optional().describe('Kinds of subject'),
      level: z.array(Code).min(1).optional().describe('Levels of the post of the subject'),
      tags: z.array(Code).min(1).optional().describe('Marks of post or unit, one of which suffices'),
      unitKind: z.array(Code).min(1).optional().describe('Kinds of the unit'),
    })
    .optional()
    .describe('Fits when one subject has all of this; left out: always'),
  chain: z.array(ChainStep).min(1).max(8).describe('Steps in their order'),
  repeats: z.boolean().default(false).describe('One person may approve in several steps'),
  source: PackText.describe('Rule or practice that the row comes from'),
  standing: Standing,
});
export type AuthorityRow = z.infer<typeof AuthorityRow>;

export const Authority = z.strictObject({
  code: AuthorityCode,
  title: PackText.describe('What is approved'),
  work: Code.describe('Kind of work'),
  rows: z.array(AuthorityRow).min(1).describe('The first that fits counts; the last one always fits'),
});
export type Authority = z.infer<typeof Authority>;
