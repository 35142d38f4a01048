import { z } from 'zod';
import { Day, Id, IdParams, line, PageQuery, page, prose } from './common.ts';
import { Fault } from './problem.ts';
import { route } from './route.ts';
import { RowCounts, Submission } from './submission.ts';

const TAG = 'submission';

export const RowState = z.enum(['ready', 'wrong', 'ambiguous', 'excluded', 'accepted', 'returned']);
export type RowState = z.infer<typeof RowState>;
export const Certainty = z.enum(['certain', 'likely', 'ambiguous']);

/** Whom a row may mean, with what tells namesakes apart. */
export const Candidate = z.object({
  kind: z.enum(['person', 'unit']),
  id: Id,
  name: z.string(),
  unit: z.string().nullable(),
  post: z.string().nullable(),
  certainty: Certainty,
  reasons: z.array(z.object({ code: z.string(), text: z.string() })),
});
export type Candidate = z.infer<typeof Candidate>;

/** A text almost the same as the row's, or the same. */
export const Twin = z.object({
  where: z
    .enum(['sheet', 'earlier', 'file'])
    .describe('In this sheet, in another sheet of the body, a clue on file'),
  submissionId: Id.nullable(),
  rowNo: z.int().nullable(),
  sourceRow: z.int().nullable().describe('Row number in its workbook'),
  clueId: Id.nullable(),
  number: z.string().nullable(),
  period: z.string().nullable(),
  day: Day.nullable(),
  title: z.string(),
  similarity: z.number().describe('0 … 1; 1: the same but for typing'),
  sameSubject: z.boolean(),
  identical: z.boolean().describe('The same text of the same subject, but for spaces and the width of signs'),
  accepted: z.boolean().describe('A clue on file, or a row that became one'),
});
export type Twin = z.infer<typeof Twin>;

/** What a row will become once it is accepted. */
export const Becomes = z.object({
  class: z.string(),
  classTitle: z.string(),
  subType: z.string(),
  subTypeTitle: z.string(),
  polarity: z.enum(['positive', 'negative']),
  source: z.string(),
  sourceTitle: z.string(),
  occurredOn: Day,
  receivedOn: Day.nullable(),
  title: z.string(),
});

export const SubmissionRow = z.object({
  rowNo: z.int(),
  sheet: z.string(),
  sourceRow: z.int().describe('Row number in the workbook'),
  state: RowState,
  cells: z.record(z.string(), z.string()).describe('What was written, by column; ID numbers masked'),
  becomes: Becomes.nullable(),
  subject: Candidate.nullable().describe('Whom it was matched to and why'),
  candidates: z.array(Candidate).describe('To pick from when the match is not clear'),
  faults: z.array(Fault).describe('Sheet, row, column, what is wrong and what to write'),
  twins: z.array(Twin),
  returnReason: z.string().nullable(),
  clueId: Id.nullable().describe('The clue file that it became, for those who may see it'),
  number: z.string().nullable(),
  edited: z.boolean(),
});
export type SubmissionRow = z.infer<typeof SubmissionRow>;

const RowParams = z.object({ id: Id, row: z.coerce.number().int().min(1) });

export const listRows = route({
  id: 'listSubmissionRows',
  method: 'GET',
  path: '/api/submissions/:id/rows',
  tag: TAG,
  permission: 'submission.read',
  summary: { zh: '报送各行', en: 'Rows of a sheet in the order of the workbook' },
  params: IdParams,
  query: PageQuery.extend({
    state: RowState.optional(),
    uncertain: z.enum(['true', 'false']).optional().describe('true: only rows whose match must be confirmed'),
    edited: z.enum(['true']).optional(),
  }),
  reply: page(SubmissionRow),
});
export const fixRow = route({
  id: 'fixSubmissionRow',
  method: 'PATCH',
  path: '/api/submissions/:id/rows/:row',
  tag: TAG,
  permission: 'submission.write',
  summary: {
    zh: '修改一行',
    en: 'Fix cells of a row, pick whom it means, or leave it out; the row is checked again',
  },
  params: RowParams,
  body: z.object({
    cells: z.record(z.string().max(50), z.string().max(20_000)).optional(),
    pick: Id.nullable().optional().describe('One of the candidates; null takes the choice back'),
    excluded: z.boolean().optional(),
  }),
  reply: z.object({ row: SubmissionRow, counts: RowCounts }),
});
export const excludeRows = route({
  id: 'excludeSubmissionRows',
  method: 'POST',
  path: '/api/submissions/:id/rows/exclude',
  tag: TAG,
  permission: 'submission.write',
  summary: { zh: '批量剔除或恢复', en: 'Leave rows out, or take them in again' },
  params: IdParams,
  body: z
    .object({
      rows: z.array(z.int().min(1)).min(1).max(5000).optional(),
      state: z
        .enum(['wrong', 'ambiguous'])
        .optional()
        .describe('All rows in this state; to take in again, all that were left out in it'),
      excluded: z.boolean().default(true),
    })
    .refine((body) => (body.rows === undefined) !== (body.state === undefined), {
      params: { fault: 'rows-or-state' },
      path: ['rows'],
    }),
  reply: z.object({ changed: z.int(), counts: RowCounts }),
});
export const wrongRowsWorkbook = route({
  id: 'wrongRowsWorkbook',
  method: 'GET',
  path: '/api/submissions/:id/wrong-rows',
  tag: TAG,
  permission: 'submission.write',
  summary: {
    zh: '导出有误的行（.xlsx，附说明列）',
    en: 'Rows that are wrong or not clear as a workbook, with a column of notes',
  },
  params: IdParams,
});
export const returnRows = route({
  id: 'returnSubmissionRows',
  method: 'POST',
  path: '/api/submissions/:id/returns',
  tag: TAG,
  permission: 'submission.receive',
  summary: { zh: '退回所选行', en: 'Return single rows with a reason' },
  params: IdParams,
  body: z.object({
    version: z.int().min(1).optional(),
    rows: z.array(z.int().min(1)).min(1).max(5000),
    reason: line(2000),
    correct: prose(1000).optional().describe('What to write instead'),
  }),
  reply: Submission,
});
