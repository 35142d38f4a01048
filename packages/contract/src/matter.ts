import { z } from 'zod';
import { Day, Id, IdParams, Moment, PageQuery, page, prose } from './common.ts';
import { route } from './route.ts';

/** One matter in a work list. */
export const MatterSummary = z.object({
  id: Id,
  procedure: z.string(),
  procedureTitle: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  status: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  subjectKind: z.enum(['person', 'unit']).nullable(),
  subjectId: Id.nullable(),
  dueOn: Day.nullable(),
  overdue: z.boolean(),
  openedAt: Moment,
  version: z.int(),
  link: z.string().describe('Where it is worked on in the client'),
  allowed: z.array(z.string()),
});

/** A form of the pack: JSON Schema with titles in both languages. */
const Form = z.looseObject({});

export const MatterStep = z.object({
  at: Moment,
  action: z.string(),
  title: z.string(),
  account: z.string().nullable(),
  reason: z.string().nullable(),
  stateTitle: z.string(),
});

/** An allowed step with what it asks for. */
export const MatterAction = z.object({
  code: z.string(),
  title: z.string(),
  form: Form.nullable(),
  requiresReason: z.boolean(),
});

export const Matter = MatterSummary.extend({
  data: z.record(z.string(), z.unknown()),
  form: Form.nullable().describe('The form that `data` fills'),
  steps: z.array(MatterStep).describe('What was done, oldest first'),
  actions: z.array(MatterAction).describe('The allowed actions with what they ask for'),
});

export const listMatters = route({
  id: 'listMatters',
  method: 'GET',
  path: '/api/matters',
  tag: 'matter',
  permission: null,
  summary: { zh: '待办与事项', en: 'Matters that the caller may see' },
  query: PageQuery.extend({
    procedure: z.string().max(60).optional(),
    subjectId: Id.optional(),
    mine: z.enum(['true', 'false']).optional().describe('Only those on which the caller may act now'),
    open: z.enum(['true', 'false']).optional(),
  }),
  reply: page(MatterSummary),
});
export const getMatter = route({
  id: 'getMatter',
  method: 'GET',
  path: '/api/matters/:id',
  tag: 'matter',
  permission: null,
  summary: { zh: '事项详情', en: 'One matter' },
  params: IdParams,
  reply: Matter,
});
export const actOnMatter = route({
  id: 'actOnMatter',
  method: 'POST',
  path: '/api/matters/:id/actions/:action',
  tag: 'matter',
  permission: null,
  summary: { zh: '办理', en: 'Take a step on a matter' },
  params: z.object({ id: Id, action: z.string().max(60) }),
  body: z.object({
    version: z.int().min(1).optional(),
    reason: prose(2000).optional(),
    data: z.record(z.string(), z.unknown()).optional(),
  }),
  reply: MatterSummary,
});
