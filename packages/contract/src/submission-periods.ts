import { z } from 'zod';
import { Day, Id, Moment } from './common.ts';
import { route } from './route.ts';
import { Period, SubmissionSummary } from './submission.ts';

const TAG = 'submission';

/** What a member body did about a quarter. */
export const Handing = z.enum(['submitted', 'nil', 'late', 'missing', 'draft', 'not-due']);
export type Handing = z.infer<typeof Handing>;

export const PeriodBody = z.object({
  organId: Id,
  organName: z.string(),
  handing: Handing.describe('late: handed in after the due day; missing: due and not handed in'),
  submittedAt: Moment.nullable(),
  sheets: z.array(SubmissionSummary).describe('Sheets of the quarter, supplements and withdrawn ones too'),
  reminders: z.array(Day),
});
export type PeriodBody = z.infer<typeof PeriodBody>;

export const PeriodSummary = z.object({
  period: Period,
  from: Day,
  to: Day,
  dueOn: Day,
  provisional: z.boolean().describe('The due day was counted through a year whose holidays are not known'),
  overdue: z.boolean(),
  bodies: z.int().describe('Bodies that the caller may see'),
  missing: z.int(),
  whole: z.boolean().describe('Every member body is in sight; otherwise only those of the caller'),
});
export type PeriodSummary = z.infer<typeof PeriodSummary>;

export const listPeriods = route({
  id: 'listSubmissionPeriods',
  method: 'GET',
  path: '/api/submissions/periods',
  tag: TAG,
  permission: 'submission.read',
  summary: { zh: '报送期', en: 'Quarters with their due days, newest first' },
  query: z.object({ count: z.coerce.number().int().min(1).max(40).default(8) }),
  reply: z.object({ items: z.array(PeriodSummary) }),
});
export const getPeriod = route({
  id: 'getSubmissionPeriod',
  method: 'GET',
  path: '/api/submissions/periods/:period',
  tag: TAG,
  permission: 'submission.read',
  summary: { zh: '某期报送与逾期', en: 'Each member body in one quarter: handed in, nil, late or missing' },
  params: z.object({ period: Period }),
  reply: PeriodSummary.extend({ items: z.array(PeriodBody) }),
});
export const remindBody = route({
  id: 'remindSubmissionBody',
  method: 'POST',
  path: '/api/submissions/periods/:period/remind',
  tag: TAG,
  permission: 'submission.receive',
  status: 204,
  summary: { zh: '催报', en: 'Remind a body that has not handed in' },
  params: z.object({ period: Period }),
  body: z.object({ organId: Id }),
});
