import { z } from 'zod';
import { Allowed, Day, Id, IdParams, line, Moment, PageQuery, page } from './common.ts';
import { NamedRef, SubjectParams } from './dossier.ts';
import { MatterAction, MatterStep } from './matter.ts';
import { route } from './route.ts';

export const ReadingSlip = z.object({
  matterId: Id,
  number: z.string().nullable(),
  subject: NamedRef,
  reader: z.string(),
  readerId: Id,
  purpose: z.string(),
  purposeTitle: z.string(),
  explanation: z.string(),
  items: z.array(z.object({ code: z.string(), title: z.string() })),
  until: Day,
  state: z.string(),
  stateTitle: z.string(),
  requestedAt: Moment,
  grantedBy: z.string().nullable(),
  grantedAt: Moment.nullable(),
  openedAt: Moment.nullable(),
  endedAt: Moment.nullable(),
  inForce: z.boolean(),
  version: z.int(),
  allowed: Allowed,
  actions: z.array(MatterAction),
});
export type ReadingSlip = z.infer<typeof ReadingSlip>;

export const requestReading = route({
  id: 'requestReading',
  method: 'POST',
  path: '/api/dossiers/:subjectId/reading-slips',
  tag: 'dossier',
  permission: 'reading.request',
  status: 201,
  summary: { zh: '申请阅档', en: 'Request a reading slip' },
  params: SubjectParams,
  body: z.object({
    purpose: line(60).describe('Code of the form’s purposes'),
    explanation: line(1000),
    items: z.array(z.string().max(60)).max(50).optional().describe('Items to read; left out: all'),
    until: Day,
  }),
  reply: z.object({ matterId: Id, number: z.string().nullable() }),
});
export const listReadingSlips = route({
  id: 'listReadingSlips',
  method: 'GET',
  path: '/api/reading-slips',
  tag: 'dossier',
  permission: null,
  summary: { zh: '阅档台账', en: 'Reading slips: the own ones, those to approve, or the whole ledger' },
  query: PageQuery.extend({
    scope: z.enum(['mine', 'to-approve', 'ledger']).default('mine'),
    subjectId: Id.optional(),
    purpose: z.string().max(60).optional(),
    open: z.enum(['true', 'false']).optional().describe('Still running, or ended'),
    q: z.string().trim().max(100).optional().describe('Part of the name of the reader or of the subject'),
    from: Day.optional().describe('Requested on this day or later'),
    to: Day.optional(),
  }),
  reply: page(ReadingSlip),
});
export const getReadingSlip = route({
  id: 'getReadingSlip',
  method: 'GET',
  path: '/api/reading-slips/:id',
  tag: 'dossier',
  permission: null,
  summary: { zh: '阅档单', en: 'One reading slip with what was done on it' },
  params: IdParams,
  reply: ReadingSlip.extend({
    steps: z.array(MatterStep),
    waitsForOther: z.boolean().describe('The caller asked for it: another person decides'),
  }),
});
export const getReadingForm = route({
  id: 'getReadingForm',
  method: 'GET',
  path: '/api/reading-form',
  tag: 'dossier',
  permission: 'reading.request',
  summary: { zh: '阅档申请表', en: 'Purposes to choose from and the longest time' },
  reply: z.object({
    purposes: z.array(z.object({ code: z.string(), title: z.string() })),
    latest: Day.describe('Last day up to which a slip may run, asked for today'),
  }),
});
