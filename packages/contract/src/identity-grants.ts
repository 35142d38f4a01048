import { z } from 'zod';
import { Allowed, Day, Id, IdParams, line, Moment, PageQuery, page, Version } from './common.ts';
import { route } from './route.ts';

const tag = 'identity';

export const Ref = z.object({ id: Id, name: z.string() });
export type Ref = z.infer<typeof Ref>;

export const RoleGrant = z.object({
  id: Id,
  accountId: Id,
  username: z.string(),
  name: z.string(),
  role: z.string(),
  roleTitle: z.string(),
  administrator: z.boolean(),
  organ: Ref.nullable(),
  unit: Ref.nullable(),
  from: Day,
  to: Day.nullable().describe('Last day; before `from` when the role was withdrawn before it began'),
  basis: z.string().nullable(),
  grantedBy: z.string().nullable(),
  endedBy: z.string().nullable(),
  endedAt: Moment.nullable(),
  state: z.enum(['future', 'current', 'past']),
  version: z.int(),
  allowed: Allowed,
});
export type RoleGrant = z.infer<typeof RoleGrant>;

export const listGrants = route({
  id: 'listGrants',
  method: 'GET',
  path: '/api/grants',
  tag,
  permission: 'account.read',
  summary: { zh: '授权列表', en: 'Roles held, held before and to be held' },
  query: PageQuery.extend({
    accountId: Id.optional(),
    organId: Id.optional(),
    role: z.string().max(60).optional(),
    state: z.enum(['future', 'current', 'past']).optional(),
  }),
  reply: page(RoleGrant),
});
export const createGrant = route({
  id: 'createGrant',
  method: 'POST',
  path: '/api/accounts/:id/grants',
  tag,
  permission: 'grant.manage',
  status: 201,
  summary: { zh: '授予角色', en: 'Grant a role for a time' },
  params: IdParams,
  body: z.object({
    role: z.string().max(60),
    organId: Id.nullish(),
    unitId: Id.nullish().describe('For roles held in a supervised unit'),
    from: Day,
    to: Day.nullish(),
    basis: line(500).describe('Decision or document on which the grant rests'),
  }),
  reply: RoleGrant,
});
export const endGrant = route({
  id: 'endGrant',
  method: 'POST',
  path: '/api/grants/:id/end',
  tag,
  permission: 'grant.manage',
  summary: { zh: '收回角色', en: 'End a role: at once, or on its last day' },
  params: IdParams,
  body: z.object({
    version: Version,
    on: Day.nullish().describe('Last day, today or later; left out: at once'),
    reason: line(500),
  }),
  reply: RoleGrant,
});

export const GrantProposal = z.object({
  id: Id,
  accountId: Id,
  username: z.string(),
  name: z.string(),
  role: z.string(),
  roleTitle: z.string(),
  organ: Ref.nullable(),
  unit: Ref.nullable(),
  from: Day,
  to: Day.nullable(),
  proposedBy: z.string(),
  proposedAt: Moment,
});
export type GrantProposal = z.infer<typeof GrantProposal>;

export const listGrantProposals = route({
  id: 'listGrantProposals',
  method: 'GET',
  path: '/api/grant-proposals',
  tag,
  permission: 'grant.manage',
  summary: { zh: '待授权的角色', en: 'Roles that imported accounts ask for' },
  query: PageQuery,
  reply: page(GrantProposal),
});
export const decideGrantProposals = route({
  id: 'decideGrantProposals',
  method: 'POST',
  path: '/api/grant-proposals/decisions',
  tag,
  permission: 'grant.manage',
  summary: { zh: '授予或拒绝申请的角色', en: 'Grant or refuse proposed roles, all of them or none' },
  body: z.object({
    ids: z.array(Id).min(1).max(500),
    decision: z.enum(['grant', 'refuse']),
    basis: line(500),
  }),
  reply: z.object({ decided: z.int() }),
});
