import { z } from 'zod';
import { Allowed, Day, Flag, Id, IdParams, line, PageQuery, page, Version } from './common.ts';
import { Ref } from './identity-grants.ts';
import { route } from './route.ts';

const tag = 'organs';

export const OrganSummary = z.object({
  id: Id,
  parentId: Id.nullable(),
  kind: z.string(),
  kindTitle: z.string(),
  code: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  activeFrom: Day,
  activeTo: Day.nullable(),
  version: z.int(),
});
export type OrganSummary = z.infer<typeof OrganSummary>;

export const Reach = z.object({
  id: Id,
  organ: Ref.describe('Who sees'),
  over: Ref.describe('What is kept here'),
  includesBelow: z.boolean(),
  clueRoom: z.boolean().describe('The clue room too, for roles that may enter one'),
  basis: z.string(),
  from: Day,
  to: Day.nullable(),
  state: z.enum(['future', 'current', 'past']),
  version: z.int(),
});
export type Reach = z.infer<typeof Reach>;

export const Organ = OrganSummary.extend({
  path: z.array(Ref).describe('From the top down to the parent'),
  children: z.array(OrganSummary),
  reaches: z.array(Reach).describe('What the organ may see besides its own'),
  reachedBy: z.array(Reach).describe('Who else may see what is kept here'),
  allowed: Allowed,
});
export type Organ = z.infer<typeof Organ>;

const Code = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u)
  .describe('Short code, unique in the jurisdiction; stands in document numbers');

export const listOrgans = route({
  id: 'listOrgans',
  method: 'GET',
  path: '/api/organs',
  tag,
  permission: null,
  summary: { zh: '机关列表', en: 'Organs, by parent and code' },
  query: PageQuery.extend({
    q: z.string().trim().max(100).optional().describe('Part of the name or the code'),
    kind: z.string().max(60).optional(),
    parentId: Id.optional(),
    closed: Flag.optional().describe('true shows closed organs too'),
  }),
  reply: page(OrganSummary),
});
export const getOrgan = route({
  id: 'getOrgan',
  method: 'GET',
  path: '/api/organs/:id',
  tag,
  permission: null,
  summary: { zh: '机关详情', en: 'One organ with what it reaches' },
  params: IdParams,
  reply: Organ,
});
export const createOrgan = route({
  id: 'createOrgan',
  method: 'POST',
  path: '/api/organs',
  tag,
  permission: 'organ.manage',
  status: 201,
  summary: { zh: '新建机关', en: 'Enter an organ' },
  body: z.object({
    parentId: Id.nullable(),
    kind: z.string().max(60),
    code: Code,
    name: line(200),
    nameEn: line(200).nullish(),
    activeFrom: Day,
  }),
  reply: Organ,
});
export const editOrgan = route({
  id: 'editOrgan',
  method: 'PATCH',
  path: '/api/organs/:id',
  tag,
  permission: 'organ.manage',
  summary: { zh: '修改机关', en: 'Change an organ; its place in the tree is moved by /move' },
  params: IdParams,
  body: z.object({
    version: Version,
    code: Code.optional(),
    name: line(200).optional(),
    nameEn: line(200).nullish(),
    activeFrom: Day.optional(),
  }),
  reply: Organ,
});
export const moveOrgan = route({
  id: 'moveOrgan',
  method: 'POST',
  path: '/api/organs/:id/move',
  tag,
  permission: 'grant.manage',
  summary: {
    zh: '调整隶属关系',
    en: 'Put an organ under another one: those above it will see what it keeps',
  },
  params: IdParams,
  body: z.object({ version: Version, parentId: Id.nullable(), basis: line(500) }),
  reply: Organ,
});
export const closeOrgan = route({
  id: 'closeOrgan',
  method: 'POST',
  path: '/api/organs/:id/close',
  tag,
  permission: 'organ.manage',
  summary: { zh: '撤销机关', en: 'Close an organ on its last day; what it kept stays' },
  params: IdParams,
  body: z.object({ version: Version, on: Day, reason: line(500) }),
  reply: Organ,
});
export const addReach = route({
  id: 'addReach',
  method: 'POST',
  path: '/api/organs/:id/reaches',
  tag,
  permission: 'grant.manage',
  status: 201,
  summary: { zh: '授予知悉范围', en: 'Let an organ see what another one keeps, for a time' },
  params: IdParams,
  body: z.object({
    overOrganId: Id,
    includesBelow: z.boolean(),
    clueRoom: z.boolean(),
    basis: line(500).describe('Rule or decision on which the reach rests'),
    from: Day,
    to: Day.nullish(),
  }),
  reply: Organ,
});
export const endReach = route({
  id: 'endReach',
  method: 'POST',
  path: '/api/organ-reaches/:id/end',
  tag,
  permission: 'grant.manage',
  status: 204,
  summary: { zh: '终止知悉范围', en: 'End a reach on its last day' },
  params: IdParams,
  body: z.object({ version: Version, on: Day.describe('Last day, yesterday or later'), reason: line(500) }),
});
