import { z } from 'zod';
import { Allowed, Day, Flag, Id, IdParams, line, Moment, PageQuery, page } from './common.ts';
import { Coded, NamedRef } from './dossier.ts';
import { MatterAction, MatterStep } from './matter.ts';
import { route } from './route.ts';

/** How one unit carries an instruction out. */
export const FollowUp = z.object({
  matterId: Id,
  unit: NamedRef,
  state: z.string(),
  stateTitle: z.string(),
  openedAt: Moment,
  dueOn: Day.nullable(),
  overdue: z.boolean(),
  ended: z.boolean(),
  progress: z.string().nullable().describe('What the unit reported last'),
  version: z.int(),
  allowed: Allowed,
});
export const Instruction = z.object({
  id: Id,
  item: z.string(),
  itemTitle: z.string(),
  title: z.string(),
  content: z.string(),
  issuer: z.string(),
  issuedOn: Day,
  requirement: z.string(),
  dueOn: Day,
  industry: Coded.nullable(),
  unit: NamedRef.nullable(),
  createdAt: Moment,
  followUps: z.array(FollowUp),
  allowed: Allowed,
});
export type Instruction = z.infer<typeof Instruction>;

export const listInstructions = route({
  id: 'listInstructions',
  method: 'GET',
  path: '/api/instructions',
  tag: 'dossier',
  permission: 'dossier.read',
  summary: { zh: '批示台账', en: 'Ledger of instructions, newest first' },
  query: PageQuery.extend({
    unitId: Id.optional().describe('Those of the unit and of its industry, with its own follow-up'),
    industry: z.string().max(60).optional(),
    item: z.string().max(60).optional(),
    q: z.string().trim().max(100).optional().describe('Part of the title or of the issuer'),
    open: Flag.optional().describe('Only those that some unit has not carried out'),
    overdue: Flag.optional().describe('Only those on which some unit is late'),
  }),
  reply: page(Instruction),
});
export const addInstruction = route({
  id: 'addInstruction',
  method: 'POST',
  path: '/api/instructions',
  tag: 'dossier',
  permission: 'instruction.write',
  status: 201,
  summary: { zh: '登记批示', en: 'Record an instruction on a unit or an industry' },
  body: z
    .object({
      item: z.string().max(60).describe('Item of the catalogue whose entries have a follow-up'),
      title: line(200),
      content: line(10_000),
      issuer: line(100),
      issuedOn: Day,
      requirement: line(3000),
      due: Day.optional().describe('Left out: the pack’s term'),
      unitId: Id.optional(),
      industry: z.string().max(60).optional(),
    })
    .refine((body) => Boolean(body.unitId) !== Boolean(body.industry), {
      params: { fault: 'unit-or-industry' },
      path: ['unitId'],
    }),
  reply: z.object({ id: Id, followUps: z.int() }),
});
export const getInstruction = route({
  id: 'getInstruction',
  method: 'GET',
  path: '/api/instructions/:id',
  tag: 'dossier',
  permission: 'dossier.read',
  summary: { zh: '批示详情', en: 'One instruction with the follow-up of each unit' },
  params: IdParams,
  reply: Instruction,
});
export const openFollowUps = route({
  id: 'openFollowUps',
  method: 'POST',
  path: '/api/instructions/:id/follow-ups',
  tag: 'dossier',
  permission: 'instruction.write',
  summary: { zh: '补开落实事项', en: 'Open follow-ups for units that joined the industry later' },
  params: IdParams,
  reply: z.object({ opened: z.int() }),
});

/** One follow-up whole, for the unit and for the body that follows it up. */
export const getFollowUp = route({
  id: 'getFollowUp',
  method: 'GET',
  path: '/api/follow-ups/:id',
  tag: 'dossier',
  permission: null,
  summary: { zh: '批示落实详情', en: 'One follow-up with its reports' },
  params: IdParams,
  reply: FollowUp.extend({
    instructionId: Id,
    title: z.string(),
    number: z.string().nullable(),
    requirement: z.string(),
    steps: z.array(
      MatterStep.extend({
        report: z
          .object({ schema: z.record(z.string(), z.unknown()), data: z.record(z.string(), z.unknown()) })
          .nullable()
          .describe('What the unit reported, with the form in the language of the caller'),
      }),
    ),
    actions: z.array(MatterAction),
  }),
});

/** What a unit owes on an instruction; shown to the unit without its dossier. */
export const listMyFollowUps = route({
  id: 'listMyFollowUps',
  method: 'GET',
  path: '/api/follow-ups',
  tag: 'dossier',
  permission: 'instruction.report',
  summary: { zh: '本单位批示落实', en: "Follow-ups that the caller's unit reports on" },
  query: PageQuery,
  reply: page(FollowUp.extend({ title: z.string(), requirement: z.string(), number: z.string().nullable() })),
});
