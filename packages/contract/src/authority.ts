import { z } from 'zod';
import { route } from './route.ts';

/** Who approves what: one entry of the matrix. */
export const AuthorityEntry = z.object({
  code: z.string(),
  title: z.string(),
  work: z.object({ code: z.string(), title: z.string() }),
  usedBy: z.array(z.string()).describe('Procedures and actions that ask for it'),
  rows: z.array(
    z.object({
      when: z.array(z.string()).describe('Whom the row is for, in words; empty: everybody else'),
      steps: z.array(
        z.object({
          title: z.string(),
          approvals: z
            .array(z.object({ permission: z.string(), organ: z.string(), roles: z.array(z.string()) }))
            .describe('All of them are needed, each by another person'),
        }),
      ),
      source: z.string(),
      standing: z.enum(['law', 'local-rule', 'default']),
    }),
  ),
});

export const listAuthorities = route({
  id: 'listAuthorities',
  method: 'GET',
  path: '/api/authorities',
  tag: 'matter',
  permission: 'pack.read',
  summary: { zh: '审批权限', en: 'Who approves what, by kind of work, subject and level' },
  reply: z.object({
    works: z.array(z.object({ code: z.string(), title: z.string() })),
    items: z.array(AuthorityEntry),
  }),
});
