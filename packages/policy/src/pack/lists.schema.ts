import { z } from 'zod';
import { Code, Entry, PackText, Standing } from './common.schema.ts';

export const OrganKind = Entry.extend({
  supervises: z
    .boolean()
    .default(false)
    .describe('Organs of this kind may hold dossiers and matters in custody'),
  memberBody: z
    .boolean()
    .default(false)
    .describe('Belongs to the leading group and owes the periodic submission by default'),
  parents: z
    .array(Code)
    .default([])
    .describe('Kinds of organ it may stand under; empty: may stand at the top'),
});
export type OrganKind = z.infer<typeof OrganKind>;

export const UnitKind = Entry.extend({
  creditCodePrefix: z
    .string()
    .regex(/^[0-9A-Z]{2}$/)
    .optional()
    .describe('First two characters that the social credit code of such a unit usually has'),
});
export type UnitKind = z.infer<typeof UnitKind>;

export const PostLevel = Entry.extend({
  rank: z.int().min(0).max(99).describe('Order among levels; higher stands above lower'),
  sectionLevel: z
    .boolean()
    .default(false)
    .describe('Counted as section level (科级) when coverage is measured'),
});
export type PostLevel = z.infer<typeof PostLevel>;

export const PostTag = Entry.extend({
  keyMinority: z.boolean().default(false).describe('Holders belong to the key minority (关键少数)'),
  heads: z.boolean().default(false).describe('The holder heads the unit (一把手)'),
  group: z
    .enum(['leadership', 'key-post', 'other'])
    .describe('leadership: place in the team; key-post: power over money, things, people or approval'),
});
export type PostTag = z.infer<typeof PostTag>;

export const UnitTag = Entry.extend({
  power: z
    .boolean()
    .default(false)
    .describe('Marks a department with power over money, things, people or approval'),
});
export type UnitTag = z.infer<typeof UnitTag>;

export const SupervisionKind = Entry.extend({
  custody: z
    .boolean()
    .default(false)
    .describe('The organ that supervises in this kind keeps the dossiers; only one organ at a time'),
});
export type SupervisionKind = z.infer<typeof SupervisionKind>;

export const ZoneRole = Entry.extend({
  holder: z.enum(['person', 'organ', 'unit']).describe('What kind of record takes this place in a zone'),
  single: z.boolean().describe('Only one holder at a time'),
  groups: z
    .array(z.enum(['zone', 'joint-group', 'leading-group']))
    .min(1)
    .default(['zone', 'joint-group'])
    .describe('In which kinds of group the role exists'),
  seededFrom: z
    .array(Code)
    .default([])
    .describe('Kinds of organ that take this place when such a group is set up'),
});
export type ZoneRole = z.infer<typeof ZoneRole>;

export const Relation = Entry.extend({
  inverse: Code.describe('Code of the relation seen from the other side'),
  closeness: z
    .enum(['spouse', 'direct', 'collateral', 'in-law', 'other'])
    .describe(
      'Spouse, direct line, collateral within three generations, by marriage, other: recusal reads it',
    ),
});
export type Relation = z.infer<typeof Relation>;

export const Classification = z.strictObject({
  level: z.int().min(0).max(9).describe('0 is open to everybody in reach; higher is narrower'),
  code: Code,
  title: Entry.shape.title,
  note: Entry.shape.note,
  readingSlip: z.boolean().describe('Opening needs an approved reading slip'),
});
export type Classification = z.infer<typeof Classification>;

export const Source = Entry.extend({
  organKinds: z.array(Code).default([]).describe('Kinds of organ that this source comes from; empty: any'),
  forClues: z.boolean().default(true).describe('May be named as source of a clue'),
  forMaterials: z.boolean().default(true).describe('May be named as source of a material'),
});
export type Source = z.infer<typeof Source>;

export const SignTag = Entry.extend({
  source: PackText.describe('Rule or practice that the mark comes from'),
  standing: Standing.describe('What kind of rule that is'),
}).describe('A mark of small signs');
export type SignTag = z.infer<typeof SignTag>;
