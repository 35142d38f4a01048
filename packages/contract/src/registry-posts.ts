import { z } from 'zod';
import { Allowed, Day, Id, IdParams, line, Version } from './common.ts';
import { DatesBody, PackCode, PackCodes, Precision, Ref, TAG, Written } from './registry-common.ts';
import { route } from './route.ts';

/** The authority that manages a post (干部管理权限) for a time. */
export const PostAuthority = z.object({
  id: Id,
  organId: Id,
  organName: z.string(),
  basis: z.string().nullable(),
  from: Day,
  to: Day.nullable(),
  version: z.int(),
});
export type PostAuthority = z.infer<typeof PostAuthority>;

/** Who holds a post. */
export const Holder = z.object({
  appointmentId: Id,
  personId: Id,
  name: z.string().nullable().describe('Null when the caller may not see the person'),
  kind: z.string(),
  from: Day.nullable(),
  fromPrecision: Precision,
  to: Day.nullable(),
  toPrecision: Precision,
  version: z.int(),
});
export type Holder = z.infer<typeof Holder>;

export const Post = z.object({
  id: Id,
  unitId: Id,
  title: z.string(),
  titleEn: z.string().nullable(),
  level: z.string().nullable(),
  tags: z.array(z.string()),
  keyMinority: z.boolean(),
  heads: z.boolean().describe('The holder heads the unit'),
  orderNo: z.int(),
  activeFrom: Day.nullable(),
  activeTo: Day.nullable(),
  version: z.int(),
  holders: z.array(Holder).describe('Who holds it on the day'),
  authority: PostAuthority.nullable().describe('The authority that manages it on the day'),
});
export type Post = z.infer<typeof Post>;

export const PostDetail = Post.extend({
  unit: Ref,
  history: z.array(Holder).describe('Everybody who held it, latest first'),
  authorities: z.array(PostAuthority).describe('Every authority that managed it, latest first'),
  allowed: Allowed,
});
export type PostDetail = z.infer<typeof PostDetail>;

const PostFields = z.object({
  title: line(120),
  titleEn: line(120).nullable(),
  level: PackCode.nullable(),
  tags: PackCodes,
  orderNo: z.int().min(0).max(9999).describe('Place in the unit; lower stands first'),
  activeFrom: Day.nullable(),
});
export const NewPost = PostFields.partial().required({ title: true }).extend({ unitId: Id });
export type NewPost = z.infer<typeof NewPost>;
export const PostChange = PostFields.partial().extend({ version: Version });
export type PostChange = z.infer<typeof PostChange>;

export const NewAuthority = z.object({
  organId: Id,
  basis: line(300).nullable().optional(),
  from: Day,
  to: Day.nullable().optional(),
  endPrevious: z.boolean().default(false).describe('Ends the present authority on the day before'),
});
export type NewAuthority = z.infer<typeof NewAuthority>;

export const getPost = route({
  id: 'getPost',
  method: 'GET',
  path: '/api/posts/:id',
  tag: TAG,
  permission: null,
  summary: { zh: '岗位及其沿革', en: 'One post with its history' },
  params: IdParams,
  reply: PostDetail,
});
export const createPost = route({
  id: 'createPost',
  method: 'POST',
  path: '/api/posts',
  tag: TAG,
  permission: 'registry.write',
  status: 201,
  summary: { zh: '设置岗位', en: 'Set up a post' },
  body: NewPost,
  reply: Written,
});
export const editPost = route({
  id: 'editPost',
  method: 'PATCH',
  path: '/api/posts/:id',
  tag: TAG,
  permission: 'registry.write',
  summary: { zh: '修改岗位', en: 'Change a post' },
  params: IdParams,
  body: PostChange,
  reply: Written,
});
export const closePost = route({
  id: 'closePost',
  method: 'POST',
  path: '/api/posts/:id/close',
  tag: TAG,
  permission: 'registry.write',
  summary: { zh: '撤销岗位', en: 'Close a post' },
  params: IdParams,
  body: z.object({ version: Version, on: Day.describe('Last day') }),
  reply: Written,
});
export const assignAuthority = route({
  id: 'assignAuthority',
  method: 'POST',
  path: '/api/posts/:id/authorities',
  tag: TAG,
  permission: 'registry.write',
  status: 201,
  summary: { zh: '登记干部管理权限', en: 'Name the authority that manages a post' },
  params: IdParams,
  body: NewAuthority,
  reply: Written,
});
export const correctAuthority = route({
  id: 'correctAuthority',
  method: 'PATCH',
  path: '/api/post-authorities/:id',
  tag: TAG,
  permission: 'registry.write',
  summary: { zh: '更正干部管理权限起止', en: 'Correct the days of a managing authority' },
  params: IdParams,
  body: DatesBody,
  reply: Written,
});
