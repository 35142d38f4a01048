import { z } from 'zod';
import { Code, PackDay, PackText } from './common.schema.ts';

export const PackHead = z.strictObject({
  code: Code,
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+$/, 'three numbers joined by dots')
    .describe('Version of the whole pack; raise it with every change that is installed'),
  title: PackText.describe('Name of the pack'),
  note: PackText.optional().describe('Whom the pack is for and where its rules come from'),
  locales: z
    .array(z.enum(['zh', 'en']))
    .min(1)
    .describe('Languages of the pack, the first one leads'),
  effectiveFrom: PackDay.describe('Day from which the pack may be used'),
});
export type PackHead = z.infer<typeof PackHead>;
