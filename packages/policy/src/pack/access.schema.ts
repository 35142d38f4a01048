import { z } from 'zod';
import { Code, PackText, PermissionCode } from './common.schema.ts';

export const Permission = z.strictObject({
  code: PermissionCode,
  title: PackText.describe('What the holder may do'),
  content: z
    .boolean()
    .default(true)
    .describe('Gives sight of supervisory content; administrators must hold none of these'),
});
export type Permission = z.infer<typeof Permission>;

export const Role = z.strictObject({
  code: Code,
  title: PackText.describe('Name of the role'),
  note: PackText.optional().describe('What the role does'),
  permissions: z
    .array(PermissionCode)
    .describe('Permissions held in the organ or unit where the role is held'),
  clearance: z.int().min(0).max(9).describe('Highest classification seen by default'),
  exclusiveGroup: Code.optional().describe('One account holds at most one role of the same group'),
  administrator: z.boolean().default(false).describe('Runs the platform; holds no content permission'),
  organKinds: z.array(Code).describe('Kinds of organ in which the role may be held; empty with inUnit'),
  inUnit: z.boolean().default(false).describe('Held in a supervised unit instead of an organ'),
  speaksForUnit: z
    .boolean()
    .default(false)
    .describe('Answers what the unit is asked; others in the unit are asked by person. Only with inUnit'),
  clueRoom: z
    .boolean()
    .default(false)
    .describe('May enter the clue room: lists of clues beyond those named on'),
  sampleAccount: Code.optional().describe('Account name of this role in the sample county'),
});
export type Role = z.infer<typeof Role>;
