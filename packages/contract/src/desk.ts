import { z } from 'zod';
import { Flag, Id, IdParams, Moment, PageQuery, page } from './common.ts';
import { Problem } from './problem.ts';
import { route } from './route.ts';

/** Long work: who asked for it sees how far it is and what came of it. */
export const Job = z.object({
  id: Id,
  kind: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  done: z.int(),
  total: z.int().nullable(),
  entityId: Id.nullable(),
  result: z.record(z.string(), z.unknown()).nullable(),
  problem: Problem.nullable(),
  createdAt: Moment,
  updatedAt: Moment,
});

export const getJob = route({
  id: 'getJob',
  method: 'GET',
  path: '/api/jobs/:id',
  tag: 'desk',
  permission: null,
  summary: { zh: '后台任务进度', en: 'Progress of long work' },
  params: IdParams,
  reply: Job,
});

/** A notice says what kind of thing happened and where to look; what it is about is kept outside of it. */
export const Notice = z.object({
  id: Id,
  kind: z.string(),
  title: z.string(),
  matter: z
    .object({ name: z.string().describe('Number; title where it has none'), procedure: z.string() })
    .nullable()
    .describe('The matter that it is of, for whoever sees that now; it never leaves the platform'),
  link: z.string().nullable(),
  createdAt: Moment,
  readAt: Moment.nullable(),
});
export type Notice = z.infer<typeof Notice>;

export const listNotices = route({
  id: 'listNotices',
  aside: true,
  method: 'GET',
  path: '/api/notices',
  tag: 'desk',
  permission: null,
  summary: { zh: '提醒', en: 'Notices to the caller' },
  query: PageQuery.extend({ unread: Flag.optional() }),
  reply: page(Notice).extend({ unread: z.int().describe('Unread notices in all') }),
});
export const readNotices = route({
  id: 'readNotices',
  aside: true,
  method: 'POST',
  path: '/api/notices/read',
  tag: 'desk',
  permission: null,
  status: 204,
  summary: { zh: '标记提醒为已读', en: 'Mark notices as read' },
  body: z.object({ ids: z.array(Id).min(1).max(200) }),
});

export const LedgerEvent = z.object({
  id: Id,
  at: Moment,
  kind: z.enum(['write', 'open']),
  type: z.string(),
  entity: z.string(),
  entityId: Id.nullable(),
  subjectId: Id.nullable(),
  matterId: Id.nullable(),
  accountId: Id.nullable(),
  accountName: z.string().nullable(),
  organId: Id.nullable(),
  organName: z.string().nullable(),
  about: z.string().nullable().describe('Account or organ that it was done to; never a person or unit'),
  step: z.string().nullable().describe('Title of the step of a procedure, in the language of the caller'),
  record: z
    .string()
    .nullable()
    .describe('What kind of record, by titles of the pack: procedure, item, class, period; never a name'),
  particulars: z
    .array(z.object({ code: z.string(), value: z.string() }))
    .describe('Of a step of a matter: what its codes mean, by titles and names'),
  data: z.unknown().describe('All of it for accounts, roles and organs; else ids, reasons and codes only'),
  fields: z.array(z.string()).describe('Names of all data that the entry keeps'),
  commitment: z.string().describe('Salted commitment over the canonical content, hex'),
  erasedBy: Id.nullable().describe('Event that says why the content was destroyed; the commitment stays'),
});

export const listEvents = route({
  id: 'listEvents',
  method: 'GET',
  path: '/api/events',
  tag: 'desk',
  permission: 'ledger.read',
  summary: { zh: '审计台账', en: 'The ledger, newest first' },
  query: PageQuery.extend({
    kind: z.enum(['write', 'open']).optional(),
    type: z.string().max(60).optional().describe('Type, or its beginning up to a dot: account.'),
    entity: z.string().max(60).optional(),
    matterId: Id.optional(),
    entityId: Id.optional(),
    subjectId: Id.optional(),
    accountId: Id.optional(),
    from: Moment.optional(),
    to: Moment.optional(),
  }),
  reply: page(LedgerEvent),
});

const Title = z.object({ zh: z.string(), en: z.string() });
const Entry = z.looseObject({ code: z.string(), title: Title });

/** What the client needs of the pack to draw lists, forms and states; texts in both languages. */
export const PackView = z.object({
  code: z.string(),
  version: z.string(),
  title: Title,
  organKinds: z.array(Entry),
  unitKinds: z.array(Entry),
  industries: z.array(Entry),
  postLevels: z.array(Entry),
  postTags: z.array(Entry),
  unitTags: z.array(Entry),
  supervisionKinds: z.array(Entry),
  zoneRoles: z.array(Entry),
  relations: z.array(Entry),
  roles: z.array(Entry),
  classifications: z.array(z.looseObject({ level: z.int(), title: Title })),
  sources: z.array(Entry),
  classes: z.array(Entry),
  problemKinds: z.array(Entry),
  channels: z.array(Entry),
  signTags: z.array(Entry),
  occasions: z.array(Entry),
  conclusions: z.array(Entry),
  statuses: z.array(Entry),
  catalogue: z.looseObject({}),
  submission: z.looseObject({}),
  forms: z.record(z.string(), z.looseObject({})),
  procedures: z.record(z.string(), z.looseObject({})),
});

export const getPack = route({
  id: 'getPack',
  method: 'GET',
  path: '/api/pack',
  tag: 'desk',
  permission: null,
  summary: { zh: '规则包', en: 'The policy pack in force' },
  reply: PackView,
});
