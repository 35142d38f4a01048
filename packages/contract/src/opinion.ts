import { z } from 'zod';
import { Day, Id, IdParams, Moment, PageQuery, page } from './common.ts';
import { route } from './route.ts';

const Candidate = z.object({
  id: Id,
  name: z.string(),
  unit: z.string().nullable(),
  post: z.string().nullable(),
  birth: z.string().nullable().describe('As exactly as it is known'),
});

/** Names of a list with whom each means, before anything is kept. */
export const OpinionNames = z.object({
  rows: z.array(
    z.object({
      no: z.int(),
      row: z.int().nullable().describe('Row of the sheet or line of the text; null for a form'),
      file: z.string().nullable(),
      name: z.string(),
      unit: z.string(),
      post: z.string(),
      state: z
        .enum(['found', 'ask', 'unknown', 'twice'])
        .describe(
          'found: one person; ask: somebody must choose; unknown: nobody of that name; twice: named before',
        ),
      personId: Id.nullable().describe('Whom it means, where that is clear'),
      candidates: z.array(Candidate),
      advice: z.string().nullable().describe('What to do'),
    }),
  ),
  faults: z
    .array(z.object({ code: z.string(), detail: z.string() }))
    .describe('Files that could not be read'),
});
export type OpinionNames = z.infer<typeof OpinionNames>;

export const previewOpinionNames = route({
  id: 'previewOpinionNames',
  method: 'POST',
  path: '/api/opinion-names',
  tag: 'warning',
  permission: 'matter.handle',
  writes: false,
  summary: { zh: '核对征求意见名单', en: 'Whom the names of a list mean; nothing is kept' },
  body: z.object({
    text: z
      .string()
      .max(100_000)
      .optional()
      .describe('Pasted: one name a line, with unit and post, or several by 、'),
    fileIds: z
      .array(Id)
      .max(201)
      .optional()
      .describe(
        'Finished uploads of the caller: a list (.xlsx, .csv, .txt), or appointment forms (.lrmx, .docx)',
      ),
  }),
  reply: OpinionNames,
});

/** How a request begins: its form without the list of names, which the page asks for itself. */
export const getOpinionForm = route({
  id: 'getOpinionForm',
  method: 'GET',
  path: '/api/opinion-form',
  tag: 'warning',
  permission: 'matter.handle',
  summary: { zh: '征求意见登记表单', en: 'What is asked of a request besides its names' },
  reply: z.object({
    procedure: z.string(),
    title: z.string(),
    form: z.looseObject({}),
    most: z.int().describe('Most names of a request'),
    files: z.string().nullable().describe('Field of the form that keeps the uploaded lists and forms'),
  }),
});

export const beginOpinion = route({
  id: 'beginOpinion',
  method: 'POST',
  path: '/api/opinions',
  tag: 'warning',
  permission: 'matter.handle',
  status: 201,
  summary: { zh: '登记征求意见', en: 'Register a request for an opinion' },
  body: z.object({
    organId: Id.optional().describe('Organ that answers; left out: the own one'),
    names: z
      .array(
        z.object({
          person: Id,
          name: z.string().trim().min(1).max(100),
          unit: z.string().trim().max(200).optional(),
          post: z.string().trim().max(200).optional(),
          registered: z
            .string()
            .trim()
            .max(100)
            .optional()
            .describe('Name on record where it is another one: says that somebody looked at the difference'),
        }),
      )
      .min(1)
      .max(1000)
      .describe('In the order of the request'),
    data: z.record(z.string(), z.unknown()).describe('The other fields of the form'),
  }),
  reply: z.object({
    id: Id,
    number: z.string().nullable(),
    parted: z
      .array(z.array(z.int()))
      .describe(
        'Numbers of names that go on by themselves, as somebody who works on the others is near to them',
      ),
  }),
});

const OpinionSummary = z.object({
  id: Id,
  number: z.string().nullable(),
  title: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  final: z.boolean(),
  openedAt: Moment,
  dueOn: Day.nullable(),
  overdue: z.boolean(),
  names: z.int().describe('Names of the request'),
  mine: z.boolean().describe('The caller may act on it now'),
  asked: z.boolean().describe('Approval has been asked for and is not answered yet'),
});
export const listOpinions = route({
  id: 'listOpinions',
  method: 'GET',
  path: '/api/opinions',
  tag: 'warning',
  permission: null,
  summary: {
    zh: '意见回复',
    en: 'Requests for an opinion and supplements that the caller works on, newest first',
  },
  query: PageQuery,
  reply: page(OpinionSummary),
});

const Measure = z.object({
  key: z.string(),
  title: z.string(),
  told: z.string().describe('As the reply tells it'),
  from: Day,
  until: Day,
  stands: z.boolean().describe('Against what the request is for'),
});
export const OpinionSheet = OpinionSummary.extend({
  version: z.int(),
  occasion: z.string(),
  places: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      left: z.int().describe('Names that it has not signed'),
      action: z.string().nullable().describe('Step by which the caller signs for it now'),
      shown: z.boolean().describe('Whether the caller sees what it signed'),
    }),
  ),
  conclusions: z.array(z.object({ code: z.string(), title: z.string(), ground: z.boolean() })),
  concludes: z.string().nullable().describe('Step by which the caller drafts the conclusions now'),
  actions: z
    .array(z.object({ code: z.string(), title: z.string(), reason: z.boolean(), approval: z.boolean() }))
    .describe('Other steps that the caller may take and that ask for no form'),
  rows: z.array(
    z.object({
      no: z.int(),
      personId: Id,
      name: z.string(),
      unit: z.string(),
      post: z.string(),
      registered: z
        .object({
          name: z.string(),
          unit: z.string(),
          post: z.string(),
          birth: z.string().nullable().describe('As exactly as it is known'),
        })
        .describe('The person as the registry has them today: namesakes are told apart by it'),
      near: z.boolean().describe('The caller or kin of the caller: never signed by the caller'),
      measures: z.array(Measure).describe('In force today, as far as the caller sees them'),
      signs: z.array(
        z.object({
          place: z.string(),
          result: z.enum(['clear', 'problem', 'recused']),
          grounds: z.array(z.string()),
          note: z.string(),
          account: z.string(),
          at: Moment,
          standing: z.boolean().describe('It counts: not stayed out, and nothing later'),
        }),
      ),
      proposed: z.object({ conclusion: z.string(), grounds: z.array(z.string()) }),
      conclusion: z.string().nullable(),
      grounds: z.array(z.string()),
      told: z.string(),
      remark: z.string(),
    }),
  ),
});
export type OpinionSheet = z.infer<typeof OpinionSheet>;

export const getOpinionSheet = route({
  id: 'getOpinionSheet',
  method: 'GET',
  path: '/api/opinions/:id/sheet',
  tag: 'warning',
  permission: null,
  summary: {
    zh: '会签工作表',
    en: 'Working sheet of a request: every name with what is in force and what was signed',
  },
  params: IdParams,
  reply: OpinionSheet,
});
