import { z } from 'zod';
import { Allowed, Day, Id, IdParams, line, Moment, PageQuery, page, prose, Version } from './common.ts';
import { MaterialHead, NamedRef, SubjectKind, SubjectParams } from './dossier.ts';
import { FileHead } from './file.ts';
import { route } from './route.ts';

export const FormData = z
  .record(z.string(), z.unknown())
  .describe('Data of the form that the pack names for the item');

/** A step that the caller may take on an entry, with what it asks for. */
export const MaterialAction = z.object({
  code: z.string(),
  title: z.string(),
  form: z.string().nullable(),
  requiresReason: z.boolean(),
  kind: z
    .enum(['edit', 'verify', 'move', 'other'])
    .describe('edit: by PATCH; move: needs the right subject; other: by the generic route'),
});

export const Material = MaterialHead.extend({
  subject: NamedRef,
  custodianId: Id,
  matterId: Id,
  form: FormData.nullable().describe('Null while the content is withheld'),
  schema: z.record(z.string(), z.unknown()).nullable().describe('The form in the language of the caller'),
  withheldBy: z
    .enum(['slip', 'permission', 'sealed'])
    .nullable()
    .describe('What keeps the content closed: a slip opens it; the post may not; sealed'),
  masked: z.boolean().describe('What concerns kin and third persons is masked'),
  paper: z.boolean().describe('The caller may print it as its form'),
  note: z.string().nullable(),
  occurredOn: Day.nullable(),
  receivedOn: Day,
  sourceOrgan: z.string().nullable(),
  author: z.string().nullable(),
  verifiedBy: z.string().nullable(),
  verifiedAt: Moment.nullable(),
  createdAt: Moment,
  attachments: z.array(FileHead),
  takesFiles: z.boolean(),
  byHand: z.boolean().describe('Entered by people: a newer version may be entered'),
  versions: z.array(MaterialHead).describe('The other versions of the same entry, newest first'),
  actions: z.array(MaterialAction),
  allowed: Allowed,
});
export type Material = z.infer<typeof Material>;

export const NewMaterial = z.object({
  item: z.string().trim().min(1).max(60),
  form: FormData,
  title: line(200).optional(),
  note: prose(5000).optional(),
  source: z.string().max(60).optional(),
  sourceOrganId: Id.optional(),
  occurredOn: Day.optional(),
  receivedOn: Day.optional(),
  files: z.array(Id).max(50).optional().describe('Finished uploads, in order'),
  supersedesId: Id.optional().describe('The entry whose newer version this is'),
});
export type NewMaterial = z.infer<typeof NewMaterial>;

const Filed = z.object({ id: Id, matterId: Id, status: z.string() });

export const listMaterials = route({
  id: 'listMaterials',
  method: 'GET',
  path: '/api/dossiers/:subjectId/materials',
  tag: 'dossier',
  permission: 'dossier.read',
  summary: { zh: '材料目录', en: 'Entries of a dossier, newest first' },
  params: SubjectParams,
  query: PageQuery.extend({ item: z.string().max(60).optional() }),
  reply: page(MaterialHead),
});
export const addMaterial = route({
  id: 'addMaterial',
  method: 'POST',
  path: '/api/dossiers/:subjectId/materials',
  tag: 'dossier',
  permission: null,
  status: 201,
  summary: { zh: '录入材料', en: 'Add an entry: a draft until a second person verifies it' },
  params: SubjectParams,
  body: NewMaterial,
  reply: Filed,
});
export const getMaterial = route({
  id: 'getMaterial',
  method: 'GET',
  path: '/api/materials/:id',
  tag: 'dossier',
  permission: 'dossier.read',
  summary: { zh: '材料详情', en: 'One entry with its files and versions' },
  params: IdParams,
  reply: Material,
});
export const editMaterial = route({
  id: 'editMaterial',
  method: 'PATCH',
  path: '/api/materials/:id',
  tag: 'dossier',
  permission: null,
  summary: { zh: '修改草稿', en: 'Change a draft' },
  params: IdParams,
  body: NewMaterial.omit({ item: true, supersedesId: true }).partial().extend({ version: Version }),
  reply: z.object({ id: Id, version: z.int() }),
});
export const actOnMaterial = route({
  id: 'actOnMaterial',
  method: 'POST',
  path: '/api/materials/:id/actions/:action',
  tag: 'dossier',
  permission: null,
  summary: { zh: '办理材料', en: 'Verify, reject, hold, withdraw, revoke or move an entry' },
  params: z.object({ id: Id, action: z.string().max(60) }),
  body: z.object({
    version: Version,
    reason: prose(2000).optional(),
    data: z.record(z.string(), z.unknown()).optional(),
  }),
  reply: z.object({ id: Id, status: z.string(), version: z.int(), allowed: Allowed }),
});

/** An entry that waits for a second person. */
export const QueueEntry = MaterialHead.extend({
  subjectKind: SubjectKind,
  subjectId: Id,
  subjectName: z.string(),
  matterId: Id,
  sourceOrgan: z.string().nullable().describe('Body that it came from'),
  author: z.string().nullable(),
  createdAt: Moment,
  allowed: Allowed,
});
const Choice = z.object({ code: z.string(), title: z.string() });

export const listVerificationQueue = route({
  id: 'listVerificationQueue',
  method: 'GET',
  path: '/api/verification-queue',
  tag: 'dossier',
  permission: 'material.verify',
  summary: { zh: '待核实材料', en: 'Entries that wait for a second person' },
  query: PageQuery.extend({
    order: z.enum(['oldest', 'newest']).default('oldest').describe('By how long they have waited'),
    item: z.string().max(60).optional(),
    sourceOrganId: Id.optional().describe('Body that they came from'),
    q: z.string().trim().max(100).optional().describe('Part of the name of the subject'),
  }),
  reply: page(QueueEntry).extend({
    choices: z
      .object({ items: z.array(Choice), sourceOrgans: z.array(Choice) })
      .describe('Items and bodies that some waiting entry has'),
  }),
});
