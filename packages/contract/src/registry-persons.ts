import { z } from 'zod';
import { Allowed, Day, Flag, Id, IdParams, line, PageQuery, page, prose, Version } from './common.ts';
import { NewAppointmentOf, PersonAppointment } from './registry-appointments.ts';
import { OnQuery, PackCode, Precision, TAG, Written } from './registry-common.ts';
import { Kin } from './registry-kin.ts';
import { Contact } from './registry-relations.ts';
import { route } from './route.ts';

export const Sex = z.enum(['male', 'female', 'other']);

/** A present post in a list of persons. */
export const PresentPost = z.object({
  postId: Id,
  title: z.string(),
  unitId: Id,
  unitName: z.string(),
  level: z.string().nullable(),
  tags: z.array(z.string()),
  kind: z.string(),
});
export type PresentPost = z.infer<typeof PresentPost>;

export const PersonSummary = z.object({
  id: Id,
  name: z.string(),
  nameEn: z.string().nullable(),
  sex: Sex.nullable(),
  birthDate: Day.nullable(),
  birthPrecision: Precision.nullable(),
  keyMinority: z.boolean(),
  heads: z.boolean().describe('Heads a unit today'),
  posts: z.array(PresentPost),
  version: z.int(),
});
export type PersonSummary = z.infer<typeof PersonSummary>;

export const Person = PersonSummary.extend({
  otherNames: z.array(z.string()),
  deathDate: Day.nullable(),
  idMasked: z.string().nullable().describe('ID number, masked'),
  on: Day,
  appointments: z.array(PersonAppointment).describe('The career line, latest first'),
  kin: z.array(Kin),
  kinMasked: z
    .boolean()
    .describe('Kin are shown masked, for want of the right to open what is restricted in the dossier'),
  contacts: z.array(Contact),
  custodian: z
    .object({ organId: Id, organName: z.string() })
    .nullable()
    .describe('The organ that keeps the dossier; null when the caller may not see the dossier'),
  allowed: Allowed,
});
export type Person = z.infer<typeof Person>;

export const PersonQuery = PageQuery.extend({
  q: z.string().trim().max(100).optional().describe('Part of a name, pinyin or its initials'),
  unitId: Id.optional(),
  below: Flag.optional().describe('With unitId: units below it too'),
  level: PackCode.optional(),
  tag: PackCode.optional().describe('Mark of a present post'),
  keyMinority: Flag.optional(),
  heads: Flag.optional().describe('Only those who head a unit today'),
  power: Flag.optional().describe(
    'Only those in departments with power over money, things, people, approval',
  ),
  supervisedBy: Id.optional().describe('Organ that supervises a unit of theirs today'),
  supervision: PackCode.optional(),
  contact: z.enum(['mine']).optional().describe('My contact persons, and those of my contact units'),
  zoneId: Id.optional(),
});

const PersonFields = z.object({
  name: line(120),
  nameEn: line(120).nullable(),
  otherNames: z.array(line(120)).max(30),
  sex: Sex.nullable(),
  birthDate: Day.nullable(),
  birthPrecision: Precision,
  deathDate: Day.nullable(),
  idNumber: z
    .string()
    .max(60)
    .nullable()
    .describe('Resident identity number, GB 11643; kept encrypted, never given back but masked'),
});
export const NewPerson = PersonFields.partial()
  .required({ name: true })
  .extend({ appointment: NewAppointmentOf.optional().describe('The post that the person holds') });
export type NewPerson = z.infer<typeof NewPerson>;
export const PersonChange = PersonFields.partial().extend({ version: Version });
export type PersonChange = z.infer<typeof PersonChange>;

export const listPersons = route({
  id: 'listPersons',
  method: 'GET',
  path: '/api/persons',
  tag: TAG,
  permission: null,
  summary: { zh: '人员列表', en: 'Persons, by pinyin' },
  query: PersonQuery,
  reply: page(PersonSummary),
});
export const getPerson = route({
  id: 'getPerson',
  method: 'GET',
  path: '/api/persons/:id',
  tag: TAG,
  permission: null,
  summary: { zh: '人员登记信息', en: 'One person with career and kin' },
  params: IdParams,
  query: OnQuery,
  reply: Person,
});
export const createPerson = route({
  id: 'createPerson',
  method: 'POST',
  path: '/api/persons',
  tag: TAG,
  permission: 'registry.write',
  status: 201,
  summary: { zh: '登记人员', en: 'Enter a person' },
  body: NewPerson,
  reply: Written,
});
export const editPerson = route({
  id: 'editPerson',
  method: 'PATCH',
  path: '/api/persons/:id',
  tag: TAG,
  permission: 'registry.write',
  summary: { zh: '修改人员', en: 'Change a person' },
  params: IdParams,
  body: PersonChange,
  reply: Written,
});
export const revealIdentifier = route({
  id: 'revealIdentifier',
  method: 'POST',
  path: '/api/persons/:id/reveal-identifier',
  tag: TAG,
  permission: 'registry.reveal-id',
  writes: false,
  summary: { zh: '查看完整身份证号（留痕）', en: 'Show the full ID number; recorded' },
  params: IdParams,
  body: z.object({ reason: prose(500).min(2) }),
  reply: z.object({ idNumber: z.string() }),
});

/** Most names that are looked up at once. */
export const MOST_NAMES = 200;

/** Whom one line of a list means. */
export const NamedPerson = z.object({
  text: z.string(),
  found: z
    .enum(['one', 'several', 'none', 'repeated', 'not-a-number'])
    .describe(
      'several: ask which one; repeated: an earlier line means the same person; not-a-number: the ID number is wrong',
    ),
  persons: z
    .array(
      z.object({ id: Id, name: z.string(), about: z.string().nullable().describe('Unit and post today') }),
    )
    .max(20),
});
export type NamedPerson = z.infer<typeof NamedPerson>;

export const resolvePersons = route({
  id: 'resolvePersons',
  method: 'POST',
  path: '/api/persons-by-name',
  tag: 'registry',
  permission: 'registry.read',
  writes: false,
  summary: { zh: '按名单查找干部', en: 'Persons that a list of names or ID numbers means' },
  body: z.object({
    lines: z
      .array(line(200))
      .min(1)
      .max(MOST_NAMES)
      .describe('A name, a name with a unit beside it, or an ID number on each line'),
  }),
  reply: z.object({ items: z.array(NamedPerson) }),
});
