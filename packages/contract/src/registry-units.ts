import { z } from 'zod';
import { Allowed, Day, Flag, Id, IdParams, line, PageQuery, page, Version } from './common.ts';
import { OnQuery, PackCode, PackCodes, Ref, TAG, Written } from './registry-common.ts';
import { Post } from './registry-posts.ts';
import { Contact, Supervision } from './registry-relations.ts';
import { route } from './route.ts';

export const UnitSummary = z.object({
  id: Id,
  name: z.string(),
  nameEn: z.string().nullable(),
  kind: z.string(),
  industry: z.string().nullable(),
  tags: z.array(z.string()),
  power: z.boolean().describe('Carries power over money, things, people or approval'),
  creditCode: z.string().nullable(),
  activeTo: Day.nullable(),
  version: z.int(),
});
export type UnitSummary = z.infer<typeof UnitSummary>;

export const Unit = UnitSummary.extend({
  aliases: z.array(z.string()),
  activeFrom: Day.nullable(),
  parent: Ref.nullable(),
  children: z.array(Ref),
  on: Day.describe('The day that posts and relations were looked at'),
  posts: z.array(Post),
  supervisions: z.array(Supervision),
  contacts: z.array(Contact),
  zones: z.array(z.object({ zoneId: Id, name: z.string(), role: z.string() })),
  allowed: Allowed,
});
export type Unit = z.infer<typeof Unit>;

export const UnitQuery = PageQuery.extend({
  q: z.string().trim().max(100).optional().describe('Part of a name or alias, pinyin or its initials'),
  kind: PackCode.optional(),
  industry: PackCode.optional(),
  tag: PackCode.optional(),
  power: Flag.optional().describe('Only departments with power over money, things, people or approval'),
  parentId: Id.optional(),
  supervisedBy: Id.optional().describe('Organ that supervises the unit today'),
  supervision: PackCode.optional().describe('In this kind of supervision'),
  contact: z.enum(['mine', 'none']).optional().describe('My contact units, or units without contact officer'),
  zoneId: Id.optional(),
  closed: Flag.optional().describe('True shows units that have been closed'),
});

const UnitFields = z.object({
  name: line(200),
  nameEn: line(200).nullable(),
  aliases: z.array(line(200)).max(50),
  kind: PackCode,
  industry: PackCode.nullable(),
  tags: PackCodes,
  creditCode: z.string().max(60).nullable().describe('Unified social credit code, GB 32100'),
  parentId: Id.nullable(),
  activeFrom: Day.nullable(),
});

export const NewUnit = UnitFields.partial().required({ name: true, kind: true });
export type NewUnit = z.infer<typeof NewUnit>;
export const UnitChange = UnitFields.partial().extend({ version: Version });
export type UnitChange = z.infer<typeof UnitChange>;

export const Head = z.object({
  personId: Id,
  name: z.string().nullable().describe('Null when the caller may not see the person'),
  postId: Id,
  title: z.string(),
  kind: z.string(),
  from: Day.nullable(),
  fromPrecision: z.string(),
  to: Day.nullable(),
  toPrecision: z.string(),
});

export const listUnits = route({
  id: 'listUnits',
  method: 'GET',
  path: '/api/units',
  tag: TAG,
  permission: null,
  summary: { zh: '单位列表', en: 'Units, by pinyin' },
  query: UnitQuery,
  reply: page(UnitSummary),
});
export const getUnit = route({
  id: 'getUnit',
  method: 'GET',
  path: '/api/units/:id',
  tag: TAG,
  permission: null,
  summary: { zh: '单位登记信息', en: 'One unit as it stood on a day' },
  params: IdParams,
  query: OnQuery,
  reply: Unit,
});
export const getUnitHeads = route({
  id: 'getUnitHeads',
  method: 'GET',
  path: '/api/units/:id/heads',
  tag: TAG,
  permission: null,
  summary: { zh: '某日单位主要负责人', en: 'Who headed the unit on a day' },
  params: IdParams,
  query: OnQuery,
  reply: z.object({ on: Day, items: z.array(Head) }),
});
export const createUnit = route({
  id: 'createUnit',
  method: 'POST',
  path: '/api/units',
  tag: TAG,
  permission: 'registry.write',
  status: 201,
  summary: { zh: '登记单位', en: 'Enter a unit' },
  body: NewUnit,
  reply: Written,
});
export const editUnit = route({
  id: 'editUnit',
  method: 'PATCH',
  path: '/api/units/:id',
  tag: TAG,
  permission: 'registry.write',
  summary: { zh: '修改单位', en: 'Change a unit' },
  params: IdParams,
  body: UnitChange,
  reply: Written,
});
export const closeUnit = route({
  id: 'closeUnit',
  method: 'POST',
  path: '/api/units/:id/close',
  tag: TAG,
  permission: 'registry.write',
  summary: { zh: '注销单位', en: 'Close a unit' },
  params: IdParams,
  body: z.object({ version: Version, on: Day.describe('Last day') }),
  reply: Written,
});
export const reopenUnit = route({
  id: 'reopenUnit',
  method: 'POST',
  path: '/api/units/:id/reopen',
  tag: TAG,
  permission: 'registry.write',
  summary: { zh: '撤销单位注销', en: 'Take the closing of a unit back' },
  params: IdParams,
  body: z.object({ version: Version }),
  reply: Written,
});
