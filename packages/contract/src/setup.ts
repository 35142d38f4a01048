import { z } from 'zod';
import { Id, line } from './common.ts';
import { Username } from './identity-accounts.ts';
import { route } from './route.ts';

const tag = 'setup';
const Text = z.object({ zh: z.string(), en: z.string() });
const Choice = z.object({ code: z.string(), title: Text });

export const SetupState = z.object({
  needed: z.boolean(),
  sample: z
    .object({
      possible: z.boolean(),
      state: z.enum(['none', 'loading', 'done', 'failed']),
      share: z.number().describe('How far the sample county is loaded, 0 … 1'),
    })
    .describe('The fictional county'),
  packs: z
    .array(
      z.object({
        code: z.string(),
        version: z.string(),
        title: Text,
        organKinds: z.array(Choice).describe('Kinds of the first organ: those that may hold administrators'),
        administrators: z.array(Choice.extend({ note: Text.nullable() })).describe('Roles to be given first'),
      }),
    )
    .describe('Empty once the server was set up'),
});
export type SetupState = z.infer<typeof SetupState>;

export const getSetup = route({
  id: 'getSetup',
  method: 'GET',
  path: '/api/setup',
  tag,
  permission: 'public',
  summary: { zh: '是否需要初始设置', en: 'Whether the server waits for its set-up' },
  reply: SetupState,
});

const FirstAccount = z.object({
  role: z.string().max(60),
  username: Username,
  name: line(100).describe('Name of the person'),
});

export const OwnJurisdiction = z.object({
  code: z.string().max(100),
  choice: z.literal('own'),
  jurisdiction: z.object({
    code: z
      .string()
      .trim()
      .min(2)
      .max(60)
      .regex(/^[a-z0-9][a-z0-9-]*$/),
    name: line(100),
    nameEn: line(100).optional().describe('Left out: the name itself'),
    pack: z.string().max(60),
  }),
  organ: z.object({ name: line(200), kind: z.string().max(60) }),
  administrators: z.array(FirstAccount).min(1).max(10),
});
export const SampleCounty = z.object({ code: z.string().max(100), choice: z.literal('sample') });

export const setUp = route({
  id: 'setUp',
  method: 'POST',
  path: '/api/setup',
  tag,
  permission: 'public',
  status: 201,
  writes: false,
  summary: { zh: '完成初始设置', en: 'Set the server up: an own jurisdiction, or the sample county' },
  body: z.discriminatedUnion('choice', [OwnJurisdiction, SampleCounty]),
  reply: z.object({
    choice: z.enum(['own', 'sample']),
    accounts: z
      .array(
        z.object({
          id: Id.nullable(),
          username: z.string(),
          name: z.string().nullable().describe("Of the person; the sample accounts are nobody's"),
          role: z.string(),
          roleTitle: Text,
          password: z.string().describe('Shown this once'),
        }),
      )
      .describe('With the sample county they can sign in once it is loaded'),
  }),
});
