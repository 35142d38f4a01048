import { z } from 'zod';
import { Allowed, Day, Flag, Id, IdParams, line, PageQuery, page, prose, Version } from './common.ts';
import { DatesBody, EndBody, OnQuery, PackCode, TAG, Written } from './registry-common.ts';
import { route } from './route.ts';

export const ZoneKind = z
  .enum(['zone', 'joint-group', 'leading-group'])
  .describe('zone 协作区, joint-group 联合工作组, leading-group 领导小组');
export type ZoneKind = z.infer<typeof ZoneKind>;

export const ZoneMember = z.object({
  id: Id,
  role: z.string(),
  holder: z.enum(['organ', 'unit', 'account']),
  holderId: Id,
  name: z.string().nullable().describe('Null when the caller may not see the unit'),
  organKind: z.string().nullable(),
  from: Day,
  to: Day.nullable(),
  version: z.int(),
});
export type ZoneMember = z.infer<typeof ZoneMember>;

export const ZoneSummary = z.object({
  id: Id,
  kind: ZoneKind,
  code: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  activeFrom: Day,
  activeTo: Day.nullable(),
  members: z.int().describe('Members today'),
  version: z.int(),
});
export type ZoneSummary = z.infer<typeof ZoneSummary>;

export const ZoneMeeting = z.object({
  id: Id,
  title: z.string(),
  heldOn: Day,
  attendees: z.array(z.string()),
  minutes: z.string(),
  author: z.string(),
  version: z.int(),
});
export type ZoneMeeting = z.infer<typeof ZoneMeeting>;

export const Zone = ZoneSummary.extend({
  on: Day,
  current: z.array(ZoneMember).describe('Members on the day'),
  past: z.array(ZoneMember).describe('Members before or after it'),
  allowed: Allowed,
});
export type Zone = z.infer<typeof Zone>;

const ZoneFields = z.object({
  code: line(40),
  name: line(120),
  nameEn: line(120).nullable(),
  activeFrom: Day,
});
export const NewZone = ZoneFields.partial({ nameEn: true }).extend({ kind: ZoneKind });
export type NewZone = z.infer<typeof NewZone>;
export const ZoneChange = ZoneFields.omit({ code: true }).partial().extend({ version: Version });
export type ZoneChange = z.infer<typeof ZoneChange>;

export const NewZoneMember = z.object({
  role: PackCode,
  holderId: Id.describe('Organ, unit or account, as the role says'),
  from: Day,
  to: Day.nullable().optional(),
  endPrevious: z.boolean().default(false).describe('Ends the present holder of the role on the day before'),
});
export type NewZoneMember = z.infer<typeof NewZoneMember>;

const MeetingFields = z.object({
  title: line(200),
  heldOn: Day,
  attendees: z.array(line(120)).max(200),
  minutes: prose(50_000),
});
export const NewMeeting = MeetingFields.partial({ attendees: true, minutes: true });
export type NewMeeting = z.infer<typeof NewMeeting>;
export const MeetingChange = MeetingFields.partial().extend({ version: Version });
export type MeetingChange = z.infer<typeof MeetingChange>;

export const listZones = route({
  id: 'listZones',
  method: 'GET',
  path: '/api/zones',
  tag: TAG,
  permission: 'registry.read',
  summary: { zh: '协作区与联合工作组', en: 'Zones and joint groups' },
  query: PageQuery.extend({ kind: ZoneKind.optional(), closed: Flag.optional() }),
  reply: page(ZoneSummary).extend({ allowed: Allowed }),
});
export const getZone = route({
  id: 'getZone',
  method: 'GET',
  path: '/api/zones/:id',
  tag: TAG,
  permission: 'registry.read',
  summary: { zh: '协作区详情', en: 'One zone with its members' },
  params: IdParams,
  query: OnQuery,
  reply: Zone,
});
export const createZone = route({
  id: 'createZone',
  method: 'POST',
  path: '/api/zones',
  tag: TAG,
  permission: 'registry.write',
  status: 201,
  summary: { zh: '设立协作区', en: 'Set up a zone; a leading group comes with its member bodies' },
  body: NewZone,
  reply: Written,
});
export const editZone = route({
  id: 'editZone',
  method: 'PATCH',
  path: '/api/zones/:id',
  tag: TAG,
  permission: 'registry.write',
  summary: { zh: '修改协作区', en: 'Change a zone' },
  params: IdParams,
  body: ZoneChange,
  reply: Written,
});
export const closeZone = route({
  id: 'closeZone',
  method: 'POST',
  path: '/api/zones/:id/close',
  tag: TAG,
  permission: 'registry.write',
  summary: { zh: '撤销协作区', en: 'Close a zone; memberships end with it' },
  params: IdParams,
  body: EndBody,
  reply: Written,
});
export const addZoneMember = route({
  id: 'addZoneMember',
  method: 'POST',
  path: '/api/zones/:id/members',
  tag: TAG,
  permission: 'registry.write',
  status: 201,
  summary: { zh: '增加成员', en: 'Add a member' },
  params: IdParams,
  body: NewZoneMember,
  reply: Written,
});
export const correctZoneMember = route({
  id: 'correctZoneMember',
  method: 'PATCH',
  path: '/api/zone-members/:id',
  tag: TAG,
  permission: 'registry.write',
  summary: { zh: '更正成员起止', en: 'Correct the days of a membership' },
  params: IdParams,
  body: DatesBody,
  reply: Written,
});
export const endZoneMember = route({
  id: 'endZoneMember',
  method: 'POST',
  path: '/api/zone-members/:id/end',
  tag: TAG,
  permission: 'registry.write',
  summary: { zh: '成员退出', en: 'End a membership' },
  params: IdParams,
  body: EndBody,
  reply: Written,
});
export const listMeetings = route({
  id: 'listMeetings',
  method: 'GET',
  path: '/api/zones/:id/meetings',
  tag: TAG,
  permission: null,
  summary: { zh: '会议记录', en: 'Meetings of a zone or group, latest first' },
  params: IdParams,
  query: PageQuery,
  reply: page(ZoneMeeting).extend({ allowed: Allowed }),
});
export const createMeeting = route({
  id: 'createMeeting',
  method: 'POST',
  path: '/api/zones/:id/meetings',
  tag: TAG,
  permission: 'registry.write',
  status: 201,
  summary: { zh: '登记会议', en: 'Record a meeting' },
  params: IdParams,
  body: NewMeeting,
  reply: Written,
});
export const editMeeting = route({
  id: 'editMeeting',
  method: 'PATCH',
  path: '/api/meetings/:id',
  tag: TAG,
  permission: 'registry.write',
  summary: { zh: '修改会议记录', en: 'Change a meeting' },
  params: IdParams,
  body: MeetingChange,
  reply: Written,
});

/** A body of the leading group with the accounts that hold a role in it. */
export const MemberBody = ZoneMember.extend({
  people: z.array(
    z.object({ accountId: Id, name: z.string(), roles: z.array(z.string()).describe('Titles of the roles') }),
  ),
});
export type MemberBody = z.infer<typeof MemberBody>;

export const getLeadingGroup = route({
  id: 'getLeadingGroup',
  method: 'GET',
  path: '/api/leading-group',
  tag: TAG,
  permission: 'leading-group.read',
  summary: { zh: '专项监督工作领导小组', en: 'The leading group: member bodies, people, meetings' },
  query: OnQuery,
  reply: z.object({
    on: Day,
    group: ZoneSummary.nullable().describe('Null until it is set up'),
    bodies: z.array(MemberBody),
    missingKinds: z.array(z.string()).describe('Kinds of organ that belong to it but have no member yet'),
    meetings: z.array(ZoneMeeting).describe('The latest ten; the rest by /api/zones/{id}/meetings'),
    allowed: Allowed,
  }),
});
