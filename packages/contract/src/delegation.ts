import { z } from 'zod';
import { Day, Id, IdParams, Moment, prose } from './common.ts';
import { route } from './route.ts';

export const Delegation = z.object({
  id: Id,
  giver: z.object({ id: Id, name: z.string() }),
  taker: z.object({ id: Id, name: z.string() }),
  from: Day,
  to: Day,
  reason: z.string(),
  endedAt: Moment.nullable(),
  mine: z.boolean().describe('The caller gave it and may end it'),
});

export const listDelegations = route({
  id: 'listDelegations',
  method: 'GET',
  path: '/api/delegations',
  tag: 'matter',
  permission: null,
  summary: { zh: '委托代批', en: "Who decides in the caller's place, and in whose place the caller decides" },
  reply: z.object({ items: z.array(Delegation) }),
});
export const createDelegation = route({
  id: 'createDelegation',
  method: 'POST',
  path: '/api/delegations',
  tag: 'matter',
  permission: null,
  status: 201,
  summary: { zh: '委托他人代批', en: "Let somebody decide in one's place while absent" },
  body: z.object({ takerId: Id, from: Day, to: Day, reason: prose(500).min(1) }),
  reply: z.object({ id: Id }),
});
export const endDelegation = route({
  id: 'endDelegation',
  method: 'DELETE',
  path: '/api/delegations/:id',
  tag: 'matter',
  permission: null,
  status: 204,
  summary: { zh: '结束委托', en: 'End a delegation' },
  params: IdParams,
});
export const listColleagues = route({
  id: 'listColleagues',
  method: 'GET',
  path: '/api/colleagues',
  tag: 'matter',
  permission: null,
  summary: { zh: '同事', en: "Accounts that hold a role in the caller's organs, by name" },
  query: z.object({
    q: z.string().trim().max(60).optional(),
    organId: Id.optional().describe('An organ in whose tree the caller may look'),
  }),
  reply: z.object({
    items: z.array(z.object({ id: Id, name: z.string(), role: z.string(), organ: z.string() })),
  }),
});
