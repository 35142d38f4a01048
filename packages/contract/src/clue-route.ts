import { z } from 'zod';
import { Id, IdParams, Version } from './common.ts';
import { route } from './route.ts';

/** Whom a report is about: in the registry, or by the unit and the level of the post. */
const RouteSubject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), id: Id }),
  z.object({ kind: z.literal('unit'), id: Id }),
  z
    .object({
      kind: z.literal('unregistered'),
      unitId: Id.optional().describe('Unit of the post'),
      level: z.string().max(60).optional().describe('Level of the post, a code of the pack'),
    })
    .describe('Somebody who is not in the registry; never a name'),
]);

const Manager = z.object({ id: Id, name: z.string() });
const RouteLine = z.object({
  code: z.string(),
  title: z.string(),
  registers: z.boolean().describe('What it says may be registered here'),
  way: z.enum(['keep', 'stub', 'transfer', 'return']),
  todo: z.string().describe('What to do now'),
  rule: z.string().describe('Rule or practice that it rests on'),
  standing: z.enum(['law', 'local-rule', 'default']).describe('How sure the rule is'),
  limit: z
    .object({ title: z.string(), length: z.string(), dueOn: z.string().nullable() })
    .nullable()
    .describe('Limit of time, counted from today'),
});
export type RouteLine = z.infer<typeof RouteLine>;

/** Writes nothing and is recorded nowhere: nothing of the report is known yet. */
export const routeClue = route({
  id: 'routeClue',
  method: 'POST',
  path: '/api/clues/route',
  tag: 'clue',
  permission: 'clue.register',
  writes: false,
  summary: {
    zh: '判断管辖：反映谁、由谁管理，应登记、留存根、移送还是退回',
    en: 'By who manages the post of whom it is about: register, leave a stub, transfer or return',
  },
  body: z.object({
    subjects: z.array(RouteSubject).min(1).max(20),
    source: z.string().max(50).optional().describe('Source; tells a find of the organ from what it was sent'),
    organId: Id.optional().describe('Organ that has the report; the own organ when left out'),
  }),
  reply: z.object({
    subjects: z.array(RouteLine.extend({ manager: Manager.nullable() })).describe('In the order asked'),
    split: RouteLine.nullable().describe('What to do where the subjects go different ways'),
  }),
});

/** What is kept of it is what the slip of the package says; `about` is asked for the route alone. */
export const handUpClue = route({
  id: 'handUpClue',
  method: 'POST',
  path: '/api/clues/:id/hand-up',
  tag: 'clue',
  permission: 'clue.read',
  status: 201,
  summary: {
    zh: '属上级管辖：改留存根，销毁已录入的内容',
    en: "A clue that turns out to be a superior's: keeps a stub, destroys everything that was written of it",
  },
  params: IdParams,
  body: z.object({
    version: Version.optional(),
    about: z.array(RouteSubject).min(1).max(20).describe('Whom it is about after all; stored nowhere'),
    receiver: Id.describe('Organ that it goes to'),
    pieces: z.int().min(1).max(9999),
    commitment: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe('Made in the browser; the salt is never sent'),
  }),
  reply: z.object({ id: Id.describe('The stub'), number: z.string().nullable() }),
});
