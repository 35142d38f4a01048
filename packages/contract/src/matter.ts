import { z } from 'zod';
import { Day, Id, IdParams, line, Moment, PageQuery, page, prose } from './common.ts';
import { route } from './route.ts';

/** An article that something rests on, as the pack refers to it. */
export const RuleRef = z.object({
  regulation: z.string().describe('For GET /api/library/by-code/{code}'),
  number: z.string(),
  title: z.string().describe('Title and article'),
});
export type RuleRef = z.infer<typeof RuleRef>;

export const Phase = z
  .enum(['before', 'during', 'after'])
  .describe('Of what is supervised: still to come, under way, done');

/** One matter in a work list. */
export const MatterSummary = z.object({
  id: Id,
  procedure: z.string(),
  procedureTitle: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  status: z.string(),
  phase: Phase,
  final: z.boolean().describe('It has ended'),
  number: z.string().nullable(),
  title: z.string(),
  subjectKind: z.enum(['person', 'unit']).nullable(),
  subjectId: Id.nullable(),
  about: z
    .string()
    .nullable()
    .describe(
      'In lists: name of the subject, or of the keeping organ where there is none; as far as it is seen',
    ),
  waitsFor: z
    .enum(['approval', 'transfer', 'children'])
    .nullable()
    .describe('What it waits for, if anything: an answer to a request, to a transfer, or the end of a child'),
  dueOn: Day.nullable(),
  provisional: z.boolean().describe('The due day was counted through a year whose holidays are not known'),
  overdue: z.boolean(),
  openedAt: Moment,
  version: z.int(),
  link: z.string().describe('Where it is worked on in the client'),
  allowed: z.array(z.string()),
});

/** A form of the pack: JSON Schema with titles in both languages. */
const Form = z.looseObject({});

export const MatterStep = z.object({
  at: Moment,
  action: z.string(),
  title: z.string(),
  account: z.string().nullable(),
  reason: z.string().nullable(),
  stateTitle: z.string(),
});

/** An allowed step with what it asks for. */
export const MatterAction = z.object({
  code: z.string(),
  title: z.string(),
  form: Form.nullable(),
  given: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe('What the form begins with, where the step goes on with what was said last'),
  beside: z.array(z.string()).describe('Fields of `forms` to be read while the form is filled in'),
  requiresReason: z.boolean(),
  takesReason: z.boolean().describe('False where the procedure keeps no text: a reason is refused'),
  approval: z.string().nullable().describe('Title of the authority that must approve before it counts'),
  document: z.string().nullable().describe('Template of the document that it issues'),
  drafted: z.boolean().describe('Filled in on a page of its own that keeps what is typed: `getStepDraft`'),
  ends: z.boolean().describe('The matter ends with it'),
});

const Ref = z.object({
  kind: z.enum(['account', 'person', 'unit', 'organ']),
  id: z.string(),
  name: z.string().nullable().describe('Null when the caller may not see who it is'),
});

export const MatterTerm = z.object({
  code: z.string(),
  title: z.string(),
  state: z.enum(['running', 'warned', 'overdue', 'suspended', 'met', 'late']),
  endedBy: z.string().nullable().describe('Title of the step that ended it; null while it runs'),
  openedOn: Day,
  dueOn: Day.nullable().describe('Null while it is suspended'),
  share: z.number().describe('Share that has passed, 0 to 1'),
  daysLate: z.int(),
  provisional: z.boolean().describe('Counted through a year whose holidays are not known'),
  limit: z.string().describe('Title of the limit; of the field where somebody set the day'),
  source: z.string().describe('Rule that the limit comes from; empty where none bounds the day'),
  rules: z.array(RuleRef).describe('Articles that set the limit'),
  standing: z
    .enum(['law', 'local-rule', 'default'])
    .nullable()
    .describe('Null where no limit bounds the day'),
  extended: z.int().describe('How often it was extended'),
});

const Approver = z.object({
  organ: z.string().nullable(),
  approved: z
    .object({ account: z.string().nullable(), at: Moment, forAccount: z.string().nullable() })
    .nullable(),
  waitsFor: z.array(z.string()).describe('Names of those who may approve now'),
});

export const MatterRequest = z.object({
  action: z.string(),
  title: z.string(),
  authority: z.string(),
  account: z.string().nullable().describe('Who asked'),
  at: Moment,
  reason: z.string().nullable(),
  data: z.record(z.string(), z.unknown()).nullable(),
  form: Form.nullable(),
  document: z.string().nullable().describe('Title of the document that it would issue: `readDraft`'),
  steps: z.array(z.object({ title: z.string(), approvals: z.array(Approver) })),
});

export const MatterPanel = z.object({
  code: z.string(),
  title: z.string(),
  quorate: z.boolean(),
  outcome: z.enum(['passed', 'failed', 'tied']).nullable().describe('Null until it has concluded'),
  quorum: z.string(),
  votes: z.array(z.object({ title: z.string(), count: z.int() })),
  members: z.array(
    z.object({
      name: z.string().nullable(),
      chair: z.boolean(),
      present: z.boolean(),
      vote: z.string().nullable().describe('Title of the vote; null while silent'),
    }),
  ),
});

const MatterLink = z.object({ id: Id, title: z.string(), stateTitle: z.string().nullable() });

export const Matter = MatterSummary.extend({
  packVersion: z.string(),
  rules: z.array(RuleRef).describe('Articles that the procedure rests on'),
  organ: z.object({ id: Id, name: z.string() }).describe('Who keeps it'),
  outside: z.boolean().describe('Shown to somebody whom it concerns: own steps and papers only'),
  data: z.record(z.string(), z.unknown()),
  names: z.record(z.string(), z.string()).describe('Names by id of whom the page mentions'),
  forms: z.array(Form).describe('The forms that were filled, in the order of the procedure'),
  said: z.array(z.record(z.string(), z.unknown())).describe('What each of `forms` said last'),
  subjects: z.array(Ref),
  parties: z.array(z.object({ role: z.string(), title: z.string(), members: z.array(Ref) })),
  terms: z.array(MatterTerm),
  request: MatterRequest.nullable().describe('What waits for approval'),
  transfer: z.object({ organ: z.string(), account: z.string().nullable(), at: Moment }).nullable(),
  panels: z.array(MatterPanel),
  parent: MatterLink.nullable(),
  children: z.array(
    MatterLink.extend({
      ended: z.boolean(),
      waits: z.boolean(),
      dueOn: Day.nullable(),
      overdue: z.boolean(),
    }),
  ),
  steps: z.array(MatterStep).describe('What was done, oldest first'),
  actions: z.array(MatterAction).describe('The allowed actions with what they ask for'),
  unmet: z
    .array(z.object({ title: z.string(), why: z.string() }))
    .describe(
      'Steps that lead on which the caller might take once something is no longer missing, and what that is',
    ),
  turns: z
    .array(z.object({ title: z.string(), by: z.array(z.string()) }))
    .describe(
      'Steps by which it goes on from here and who may take them; empty while an answer is waited for',
    ),
});

export const listMatters = route({
  id: 'listMatters',
  method: 'GET',
  path: '/api/matters',
  tag: 'matter',
  permission: null,
  summary: { zh: '待办与事项', en: 'Matters that the caller may see' },
  query: PageQuery.extend({
    procedure: z.string().max(60).optional(),
    state: z.string().max(60).optional(),
    subjectId: Id.optional(),
    mine: z.enum(['true', 'false']).optional().describe('Only those on which the caller may act now'),
    open: z
      .enum(['true', 'false'])
      .optional()
      .describe(
        'Still to be worked on. What is at rest, as a verified material, is not, nor is what is closed',
      ),
    overdue: z.enum(['true']).optional().describe('Only those whose nearest term has run out'),
    organId: Id.optional().describe('Only those that this organ keeps'),
    accountId: Id.optional().describe('Only those within reach in which this account has a place'),
    packVersion: z.string().max(40).optional().describe('Only those on this version of the pack'),
    from: Day.optional().describe('Begun on this day or later'),
    to: Day.optional().describe('Begun on this day or earlier'),
    q: z.string().trim().max(100).optional().describe('Part of number or title'),
  }),
  reply: page(MatterSummary),
});
export const listHandlers = route({
  id: 'listHandlers',
  method: 'GET',
  path: '/api/matter-handlers',
  tag: 'matter',
  permission: null,
  summary: { zh: '事项承办人', en: 'Who has a place in open matters within reach' },
  reply: z.object({
    items: z.array(
      z.object({
        id: Id,
        name: z.string(),
        closed: z.boolean().describe('The account was closed'),
        open: z.int().describe('Open matters within reach'),
      }),
    ),
  }),
});
export const getMatter = route({
  id: 'getMatter',
  aside: true,
  method: 'GET',
  path: '/api/matters/:id',
  tag: 'matter',
  permission: null,
  summary: { zh: '事项详情', en: 'One matter' },
  params: IdParams,
  reply: Matter,
});
export const beginMatter = route({
  id: 'beginMatter',
  method: 'POST',
  path: '/api/matters',
  tag: 'matter',
  permission: null,
  status: 201,
  summary: { zh: '发起事项', en: 'Begin a matter on a procedure of the pack' },
  body: z.object({
    procedure: z.string().max(60),
    subjects: z
      .array(z.object({ kind: z.enum(['person', 'unit']), id: Id }))
      .max(1000)
      .default([]),
    organId: Id.optional().describe('Organ that keeps it; left out: the own one'),
    title: line(300).optional().describe('Left out: procedure and subjects'),
    data: z.record(z.string(), z.unknown()).optional(),
  }),
  reply: z.object({ id: Id, number: z.string().nullable(), version: z.int() }),
});
export const actOnMatter = route({
  id: 'actOnMatter',
  aside: true,
  method: 'POST',
  path: '/api/matters/:id/actions/:action',
  tag: 'matter',
  permission: null,
  summary: { zh: '办理', en: 'Take a step on a matter' },
  params: z.object({ id: Id, action: z.string().max(60) }),
  body: z.object({
    version: z.int().min(1).optional(),
    reason: prose(2000).optional(),
    data: z.record(z.string(), z.unknown()).optional(),
  }),
  reply: MatterSummary,
});
/** One of those whom a field may name. */
const Choice = z.object({
  id: Id,
  name: z.string(),
  about: z.string().nullable().describe('Of a person role and organ'),
});
const Choices = z.object({ items: z.array(Choice) });
const Narrowed = z.object({
  field: z.string().max(60).describe('Field at the top of the form that names accounts or an organ'),
  q: z.string().trim().max(60).optional().describe('Part of the name'),
});

export const listStepChoices = route({
  id: 'listStepChoices',
  method: 'GET',
  path: '/api/matters/:id/actions/:action/choices',
  tag: 'matter',
  permission: null,
  summary: {
    zh: '办理时可选的人员、机关',
    en: 'Whom a field of a step may name: those that it would not refuse',
  },
  params: z.object({ id: Id, action: z.string().max(60) }),
  query: Narrowed,
  reply: Choices,
});
export const listBeginChoices = route({
  id: 'listBeginChoices',
  method: 'GET',
  path: '/api/procedures/:procedure/choices',
  tag: 'matter',
  permission: null,
  summary: {
    zh: '发起时可选的人员、机关',
    en: 'Whom a field of the first form may name: those that would not be refused',
  },
  params: z.object({ procedure: z.string().max(60) }),
  query: Narrowed.extend({ organId: Id.optional().describe('Organ that keeps it; left out: the own one') }),
  reply: Choices,
});

/** Most matters that are handed over at once. */
export const MOST_HANDED_OVER = 200;

export const handOverMatters = route({
  id: 'handOverMatters',
  method: 'POST',
  path: '/api/matters-bulk/hand-over',
  tag: 'matter',
  permission: null,
  summary: {
    zh: '批量移交承办（全部办成或者全部不办）',
    en: 'Hand matters of one handler to others: all of them or none',
  },
  body: z
    .object({
      from: Id.describe('Account that hands over'),
      parts: z
        .array(z.object({ to: Id, matterIds: z.array(Id).min(1).max(MOST_HANDED_OVER) }))
        .min(1)
        .max(MOST_HANDED_OVER),
      reason: prose(2000).describe('Stands on each matter, but where a procedure keeps no text'),
    })
    .refine(({ from, parts }) => parts.every(({ to }) => to !== from), {
      params: { fault: 'hand-over.self' },
      path: ['parts'],
    })
    .refine(({ parts }) => isOneEach(parts.flatMap(({ matterIds }) => matterIds)), {
      params: { fault: 'hand-over.once' },
      path: ['parts'],
    }),
  reply: z.object({ done: z.int() }),
});

const isOneEach = (ids: readonly string[]) =>
  ids.length <= MOST_HANDED_OVER && new Set(ids).size === ids.length;

export const moveMatterVersion = route({
  id: 'moveMatterVersion',
  method: 'POST',
  path: '/api/matters/:id/version',
  tag: 'matter',
  permission: null,
  summary: { zh: '改用规则包新版本', en: 'Move a matter to the version of the pack now in force' },
  params: IdParams,
  body: z.object({
    version: z.int().min(1).describe('Version of the matter that the caller saw'),
    state: z.string().max(60).describe('State in which it goes on'),
    reason: prose(2000).optional().describe('Due, but for procedures that keep no text'),
  }),
  reply: MatterSummary,
});
