import { z } from 'zod';
import { Allowed, Day, Flag, Id, IdParams, line, Moment, PageQuery, page, prose, Version } from './common.ts';
import { Fault } from './problem.ts';
import { route } from './route.ts';

const TAG = 'submission';

export const Period = z
  .string()
  .regex(/^(19|20)\d{2}Q[1-4]$/)
  .describe('Quarter, e.g. 2026Q1');

/** How many rows of a sheet are in which state. */
export const RowCounts = z.object({
  total: z.int(),
  ready: z.int(),
  wrong: z.int(),
  ambiguous: z.int(),
  excluded: z.int(),
  accepted: z.int(),
  returned: z.int(),
  uncertain: z.int().describe('Rows whose match a second person will have to confirm'),
  excludedWrong: z.int().describe('Of the rows left out, those with faults'),
  excludedAmbiguous: z.int().describe('Of the rows left out, those of which nobody said whom they mean'),
});
export type RowCounts = z.infer<typeof RowCounts>;

/** Reading a large workbook, or accepting a sheet, while it runs and when it ended. */
export const SubmissionJob = z.object({
  id: Id,
  kind: z.enum(['stage', 'accept']),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  done: z.int(),
  total: z.int().nullable(),
  faults: z.array(Fault).describe('Why it failed'),
});
export type SubmissionJob = z.infer<typeof SubmissionJob>;

export const SubmissionSummary = z.object({
  id: Id,
  organId: Id,
  organName: z.string(),
  receiverOrganId: Id,
  receiverOrganName: z.string(),
  period: Period,
  kind: z.string(),
  kindTitle: z.string(),
  state: z.string().nullable().describe('Null when the caller sees the sheet but not its matter'),
  stateTitle: z.string(),
  status: z.string().nullable(),
  dueOn: Day,
  provisional: z.boolean().describe('The due day was counted through a year whose holidays are not known'),
  late: z.boolean().describe('Handed in, or still not handed in, after the due day'),
  rowCount: z.int(),
  fileName: z.string().nullable(),
  createdAt: Moment,
  submittedAt: Moment.nullable(),
  submittedBy: z.string().nullable(),
  acceptedAt: Moment.nullable(),
  withdrawnAt: Moment.nullable(),
  sentBackAt: Moment.nullable(),
  supplementsId: Id.nullable(),
  busy: z.boolean().describe('Its workbook is being read, or it is being accepted'),
  version: z.int(),
});
export type SubmissionSummary = z.infer<typeof SubmissionSummary>;

/** A column of the sheet as the pack has it, in the caller's language. */
export const SheetColumn = z.object({
  code: z.string(),
  label: z.string(),
  kind: z.string(),
  required: z.boolean(),
  hint: z.string().nullable(),
  maxLength: z.int(),
  options: z
    .array(z.object({ code: z.string(), title: z.string(), parent: z.string().nullable() }))
    .nullable()
    .describe('What may be written; `parent` is the class of a sub-type'),
});
export type SheetColumn = z.infer<typeof SheetColumn>;

export const Signature = z.object({
  signedBy: z.string(),
  post: z.string().nullable(),
  account: z.string(),
  at: Moment,
  digest: z.string().describe('SHA-256 over what the body wrote in each row, hex'),
  rows: z.int(),
});
export type Signature = z.infer<typeof Signature>;

export const Submission = SubmissionSummary.extend({
  matterId: Id,
  digest: z.string().nullable().describe('SHA-256 of the workbook, hex'),
  notes: z.array(Fault).describe('What was noticed when the workbook was read'),
  counts: RowCounts,
  columns: z.array(SheetColumn),
  signature: Signature.nullable(),
  nilText: z.string().nullable().describe('What a nil return declares'),
  returnReasons: z
    .array(
      z.object({
        at: Moment,
        reason: z.string(),
        rows: z.array(z.int()).nullable().describe('Rows of the workbook; null for the whole sheet'),
      }),
    )
    .describe('Why the sheet was sent back or rows returned'),
  job: SubmissionJob.nullable().describe('The last work on the sheet that this caller began'),
  allowed: Allowed.describe('edit, submit, nil, withdraw, return-rows, send-back, accept, supplement'),
});
export type Submission = z.infer<typeof Submission>;

export const listSubmissions = route({
  id: 'listSubmissions',
  method: 'GET',
  path: '/api/submissions',
  tag: TAG,
  permission: 'submission.read',
  summary: { zh: '报送列表', en: 'Sheets that the caller may see, newest first' },
  query: PageQuery.extend({
    period: Period.optional(),
    organId: Id.optional(),
    kind: z.string().max(50).optional(),
    open: Flag.optional().describe('Only those still to be finished'),
    withdrawn: Flag.optional().describe('true: only withdrawn ones; left out: without them'),
  }),
  reply: page(SubmissionSummary),
});
export const beginSubmission = route({
  id: 'beginSubmission',
  method: 'POST',
  path: '/api/submissions',
  tag: TAG,
  permission: 'submission.write',
  status: 201,
  summary: { zh: '新建报送', en: 'Begin the sheet of a quarter' },
  body: z.object({
    period: Period,
    organId: Id.optional().describe('The body that submits; the own organ when left out'),
    kind: z.string().max(50).optional().describe('Checked against the kind that the day gives it'),
    note: prose(1000).optional(),
    returnedFrom: Id.optional().describe('Accepted sheet whose returned rows the new one begins with'),
  }),
  reply: Submission,
});
export const getSubmission = route({
  id: 'getSubmission',
  method: 'GET',
  path: '/api/submissions/:id',
  tag: TAG,
  permission: 'submission.read',
  summary: { zh: '报送详情', en: 'One sheet' },
  params: IdParams,
  reply: Submission,
});
export const submissionTemplate = route({
  id: 'submissionTemplate',
  method: 'GET',
  path: '/api/submissions/template',
  tag: TAG,
  permission: 'submission.write',
  summary: { zh: '下载报送模板', en: 'Workbook template of a quarter (.xlsx)' },
  query: z.object({ period: Period.optional() }),
});

/** What an upload came to: read at once, or handed to a job. */
export const Upload = z.object({
  submission: Submission,
  repeated: z.boolean().describe('The same file was uploaded before: nothing was changed'),
  jobId: Id.nullable(),
});
export type Upload = z.infer<typeof Upload>;

/** The body is the file itself; `name` its name, `digest` (hex SHA-256) proves that it came whole. */
export const uploadWorkbook = route({
  id: 'uploadWorkbook',
  method: 'PUT',
  path: '/api/submissions/:id/workbook',
  tag: TAG,
  permission: 'submission.write',
  summary: {
    zh: '上传工作簿（xlsx 或 csv，替换原有各行）',
    en: 'Upload the workbook (xlsx or csv); replaces the rows',
  },
  params: IdParams,
  query: z.object({
    name: z.string().max(500).default(''),
    digest: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  }),
  reply: Upload,
});
export const downloadWorkbook = route({
  id: 'downloadWorkbook',
  method: 'GET',
  path: '/api/submissions/:id/workbook',
  tag: TAG,
  permission: 'submission.write',
  summary: {
    zh: '下载已上传的工作簿',
    en: 'The workbook as it was uploaded, without rows that are out of sight',
  },
  params: IdParams,
});

export const submitSheet = route({
  id: 'submitSheet',
  method: 'POST',
  path: '/api/submissions/:id/submit',
  tag: TAG,
  permission: 'submission.write',
  summary: { zh: '签署并报送', en: 'Sign and submit' },
  params: IdParams,
  body: z.object({
    version: Version.optional(),
    signedBy: line(50),
    post: line(100).optional(),
    confirmed: z.literal(true).describe('What is submitted is true and complete'),
  }),
  reply: Submission,
});
export const signNil = route({
  ...submitSheet,
  id: 'signNilReturn',
  path: '/api/submissions/:id/nil',
  summary: { zh: '签署零报告', en: 'Sign a nil return' },
});
export const withdrawSheet = route({
  id: 'withdrawSubmission',
  method: 'POST',
  path: '/api/submissions/:id/withdraw',
  tag: TAG,
  permission: 'submission.write',
  summary: { zh: '撤回报送或放弃草稿', en: 'Withdraw the sheet, or discard a draft' },
  params: IdParams,
  body: z.object({ version: Version.optional(), reason: prose(2000).optional() }),
  reply: Submission,
});
export const sendBackSheet = route({
  id: 'sendBackSubmission',
  method: 'POST',
  path: '/api/submissions/:id/send-back',
  tag: TAG,
  permission: 'submission.receive',
  summary: { zh: '整表退回', en: 'Send the whole sheet back' },
  params: IdParams,
  body: z.object({ version: Version.optional(), reason: line(2000) }),
  reply: Submission,
});
export const acceptSheet = route({
  id: 'acceptSubmission',
  method: 'POST',
  path: '/api/submissions/:id/accept',
  tag: TAG,
  permission: 'submission.receive',
  status: 202,
  summary: { zh: '接收报送', en: 'Accept: every row not returned becomes a clue file' },
  params: IdParams,
  body: z.object({ version: Version.optional(), note: prose(500).optional() }),
  reply: z.object({ jobId: Id, submission: Submission }),
});
export const submissionProof = route({
  id: 'submissionProof',
  method: 'GET',
  path: '/api/submissions/:id/proof',
  tag: TAG,
  permission: 'submission.read',
  summary: { zh: '报送回执（.docx）', en: 'Proof of submission (.docx)' },
  params: IdParams,
});
