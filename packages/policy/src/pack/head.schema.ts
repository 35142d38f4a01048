import { z } from 'zod';
import { Code, PackDay, PackText } from './common.schema.ts';

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

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
  calendar: z
    .strictObject({
      zone: z
        .string()
        .refine(isZone, 'a time zone of the IANA database')
        .default('Asia/Shanghai')
        .describe('Time zone by whose wall clock moments become days'),
      weekend: z
        .array(z.int().min(1).max(7))
        .max(6)
        .default([6, 7])
        .describe('Days of the week that are not worked, Monday = 1'),
      seed: z
        .enum(['cn', 'none'])
        .default('none')
        .describe(
          'Table of rest days that a new jurisdiction begins with: cn, the notices of the State Council',
        ),
    })
    .prefault({})
    .describe('How days are counted'),
});
export type PackHead = z.infer<typeof PackHead>;
