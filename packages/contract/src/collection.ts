import { z } from 'zod';
import { Allowed, Day, Id, IdParams, line, Moment, PageQuery, page, prose } from './common.ts';
import { NamedRef, SubjectKind } from './dossier.ts';
import { MatterAction } from './matter.ts';
import { route } from './route.ts';

/** One missing or stale item of one dossier. */
export const Gap = z.object({
  subjectKind: SubjectKind,
  subjectId: Id,
  subjectName: z.string(),
  unit: NamedRef.nullable(),
  post: z.string().nullable(),
  item: z.string(),
  itemTitle: z.string(),
  gap: z.enum(['missing', 'stale']),
  why: z.string().describe('Why this post or unit needs the item'),
  last: Day.nullable(),
  since: Day.describe('Since when the gap has stood'),
  owedBy: z.array(NamedRef),
  asked: z.object({ matterId: Id, dueOn: Day, provisional: z.boolean(), overdue: z.boolean() }).nullable(),
});
export type Gap = z.infer<typeof Gap>;

export const listGaps = route({
  id: 'listGaps',
  method: 'GET',
  path: '/api/gaps',
  tag: 'dossier',
  permission: 'gap.read',
  summary: { zh: '缺项报告', en: 'What dossiers lack: item, why, who owes it, since when' },
  query: PageQuery.extend({
    subjectId: Id.optional(),
    unitId: Id.optional().describe('The unit and the people who serve there'),
    organId: Id.optional().describe('Custodian'),
    kind: SubjectKind.optional(),
    item: z.string().max(60).optional(),
    gap: z.enum(['missing', 'stale']).optional(),
  }),
  reply: page(Gap).extend({ allowed: Allowed }),
});

const Principal = z.object({ kind: z.enum(['person', 'unit', 'organ', 'account']), id: Id });

export const askCollection = route({
  id: 'askCollection',
  method: 'POST',
  path: '/api/collection-tasks',
  tag: 'dossier',
  permission: 'collection.ask',
  status: 201,
  summary: { zh: '下达采集任务', en: 'Ask for items of dossiers, also for a whole unit' },
  body: z
    .object({
      subjects: z
        .array(z.object({ kind: SubjectKind, id: Id }))
        .max(500)
        .optional(),
      unitId: Id.optional().describe('All gaps of the unit and its people'),
      items: z.array(z.string().max(60)).max(50).optional().describe('Left out: every item that is a gap'),
      contributor: Principal.optional().describe('Left out: the nearest who owes the item'),
      note: prose(1000).optional(),
      due: Day.optional().describe('Left out: the pack’s term'),
    })
    .refine((body) => Boolean(body.subjects?.length) !== Boolean(body.unitId), {
      params: { fault: 'subjects-or-unit' },
      path: ['subjects'],
    }),
  reply: z.object({
    asked: z.int(),
    sealed: z.int().describe('Sealed ones, which show in no list'),
    skipped: z.array(
      z.object({ subjectId: Id, item: z.string(), reason: z.string().describe('In the caller’s language') }),
    ),
    taskIds: z.array(Id),
  }),
});

export const CollectionTask = z.object({
  id: Id,
  subject: NamedRef,
  item: z.string(),
  itemTitle: z.string(),
  why: z.string(),
  note: z.string(),
  contributor: NamedRef,
  dueOn: Day,
  provisional: z.boolean().describe('The due day was counted through a year whose holidays are not known'),
  overdue: z.boolean(),
  remindedOn: Day.nullable(),
  askedAt: Moment,
  askedBy: z.string().nullable(),
  suppliedAt: Moment.nullable(),
  ended: z.boolean(),
  state: z.string(),
  stateTitle: z.string(),
  version: z.int(),
  allowed: Allowed,
  actions: z.array(MatterAction),
  maySupply: z.boolean(),
});
export type CollectionTask = z.infer<typeof CollectionTask>;

export const listCollectionTasks = route({
  id: 'listCollectionTasks',
  method: 'GET',
  path: '/api/collection-tasks',
  tag: 'dossier',
  permission: null,
  summary: { zh: '采集任务', en: 'Collection tasks that the caller asked, owes or may see' },
  query: PageQuery.extend({
    scope: z.enum(['owed', 'asked', 'overdue']).default('owed'),
    subjectId: Id.optional(),
    open: z.enum(['true', 'false']).optional().describe('Still running, or ended'),
    item: z.string().max(60).optional(),
    q: z.string().trim().max(100).optional().describe('Part of the name of the subject or of who was asked'),
  }),
  reply: page(CollectionTask),
});
export const getCollectionTask = route({
  id: 'getCollectionTask',
  method: 'GET',
  path: '/api/collection-tasks/:id',
  tag: 'dossier',
  permission: null,
  summary: { zh: '采集任务详情', en: 'One task with the form to fill in' },
  params: IdParams,
  reply: CollectionTask.extend({
    schema: z.record(z.string(), z.unknown()).describe('The form in the language of the caller'),
    files: z.boolean(),
    sealed: z.boolean(),
    materialId: Id.nullable().describe('The entry that answers it, where the caller may see it'),
    history: z.array(
      z.object({ at: Moment, title: z.string(), note: z.string().nullable(), reason: z.string().nullable() }),
    ),
  }),
});
export const supplyCollection = route({
  id: 'supplyCollection',
  method: 'POST',
  path: '/api/collection-tasks/:id/supplies',
  tag: 'dossier',
  permission: null,
  status: 201,
  summary: { zh: '提供材料', en: 'Supply what was asked for, or say that there is nothing' },
  params: IdParams,
  body: z
    .object({
      form: z.record(z.string(), z.unknown()).optional(),
      title: line(200).optional(),
      occurredOn: Day.optional(),
      files: z.array(Id).max(50).optional(),
      nothing: z.boolean().optional(),
      note: prose(1000).optional(),
    })
    .refine((body) => Boolean(body.form) !== Boolean(body.nothing), {
      params: { fault: 'form-or-nothing' },
      path: ['form'],
    }),
  reply: z.object({ id: Id, state: z.string(), stateTitle: z.string() }),
});
