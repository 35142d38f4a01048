import { z } from 'zod';
import { Allowed, Day, Id, IdParams, line, Moment, Version } from './common.ts';
import { Ref } from './identity-grants.ts';
import { route } from './route.ts';

const tag = 'terms';

export const LimitLength = z.object({
  value: z.int().min(0).max(3650),
  unit: z.enum(['workday', 'day', 'month', 'year']),
});
export type LimitLength = z.infer<typeof LimitLength>;

/** Whether a dated rule holds today. */
const When = z.enum(['future', 'current', 'past']);

export const LimitOverride = z.object({
  id: Id,
  code: z.string(),
  organ: Ref,
  length: LimitLength,
  from: Day,
  to: Day.nullable(),
  basis: z.string(),
  state: z.enum(['proposed', 'approved', 'rejected']),
  when: When,
  proposedBy: Ref,
  proposedAt: Moment,
  decidedBy: Ref.nullable(),
  decidedAt: Moment.nullable(),
  opinion: z.string().nullable(),
  version: z.int(),
  allowed: Allowed,
});
export type LimitOverride = z.infer<typeof LimitOverride>;

/** One limit of the pack as it holds from a day on. */
export const Limit = z.object({
  code: z.string(),
  title: z.string(),
  length: LimitLength.nullable(),
  yearly: z.object({ month: z.int(), day: z.int() }).nullable().describe('A fixed day of each year instead'),
  every: z.enum(['month', 'quarter', 'half-year', 'year']).nullable().describe('A recurring duty instead'),
  source: z.string(),
  standing: z.enum(['law', 'local-rule', 'default']),
  effectiveFrom: Day,
  when: When,
  overrides: z.array(LimitOverride).describe('Newest first; with the entry that is in force'),
  allowed: Allowed,
});
export type Limit = z.infer<typeof Limit>;

export const listLimits = route({
  id: 'listLimits',
  method: 'GET',
  path: '/api/limits',
  tag,
  permission: 'pack.read',
  summary: { zh: '时限一览', en: 'Every limit of time with source, standing and the organs that deviate' },
  reply: z.object({
    items: z.array(Limit),
    waiting: z.int().describe('Proposed overrides that wait for the caller'),
  }),
});
export const proposeLimitOverride = route({
  id: 'proposeLimitOverride',
  method: 'POST',
  path: '/api/limits/:code/overrides',
  tag,
  permission: 'limit.propose',
  status: 201,
  summary: { zh: '提出本机关适用的时限', en: 'Propose a length of its own for an organ' },
  params: z.object({ code: z.string().max(100) }),
  body: z.object({
    organId: Id,
    length: LimitLength,
    from: Day,
    to: Day.nullish(),
    basis: line(500).describe('Rule or decision on which it rests'),
  }),
  reply: LimitOverride,
});
export const approveLimitOverride = route({
  id: 'approveLimitOverride',
  method: 'POST',
  path: '/api/limit-overrides/:id/approve',
  tag,
  permission: 'limit.approve',
  summary: { zh: '批准机关时限', en: 'Approve an override as the second person' },
  params: IdParams,
  body: z.object({ version: Version, opinion: line(500).optional() }),
  reply: LimitOverride,
});
export const rejectLimitOverride = route({
  id: 'rejectLimitOverride',
  method: 'POST',
  path: '/api/limit-overrides/:id/reject',
  tag,
  permission: 'limit.approve',
  summary: { zh: '不批准机关时限', en: 'Reject an override' },
  params: IdParams,
  body: z.object({ version: Version, opinion: line(500) }),
  reply: LimitOverride,
});
export const endLimitOverride = route({
  id: 'endLimitOverride',
  method: 'POST',
  path: '/api/limit-overrides/:id/end',
  tag,
  permission: 'limit.approve',
  summary: { zh: '终止机关时限', en: 'End an override on its last day; terms opened until then keep it' },
  params: IdParams,
  body: z.object({ version: Version, on: Day.describe('Last day, yesterday or later'), opinion: line(500) }),
  reply: LimitOverride,
});
