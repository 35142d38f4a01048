import { z } from 'zod';
import { Day, Id, PageQuery, prose } from './common.ts';
import { route } from './route.ts';

const TAG = 'clue';

const RegisterStep = z.object({
  code: z.string(),
  title: z.string(),
  form: z.looseObject({}).nullable(),
  requiresReason: z.boolean(),
});
const RegisterDuty = z
  .object({
    step: z.string().describe('Step that every file owes'),
    title: z.string(),
    from: Day,
    to: Day.describe('Last day of the period that has ended'),
    dueOn: Day,
    provisional: z.boolean(),
    late: z.boolean().describe('The last day has passed'),
    owing: z.int().describe('Files that owe it, as far as the caller sees them'),
  })
  .describe('What is owed of the last period');
const RegisterHead = z.object({
  code: z.string(),
  title: z.string(),
  note: z.string().nullable(),
  columns: z.array(z.object({ code: z.string(), title: z.string() })),
  steps: z.array(RegisterStep).describe('Steps that may be taken from the register, on many files at once'),
  duty: RegisterDuty.nullable(),
});
const RegisterRow = z.object({
  id: Id,
  cells: z.record(z.string(), z.string().nullable()).describe('Texts by the code of their column'),
  overdue: z.boolean(),
  owes: z.boolean().describe('It owes what is owed of the last period'),
  allowed: z.array(z.string()).describe('Steps of the register that the caller may take on it now'),
});
export type RegisterRow = z.infer<typeof RegisterRow>;

const RegisterFilter = z.object({
  owing: z.literal('true').optional().describe('Only files that owe what is owed of the last period'),
  officeId: Id.optional().describe('Files of which a handler belongs to this organ today'),
});
export type RegisterFilter = z.infer<typeof RegisterFilter>;

const RegisterParams = z.object({ code: z.string().max(60) });

export const listClueRegisters = route({
  id: 'listClueRegisters',
  aside: true,
  method: 'GET',
  path: '/api/clue-registers',
  tag: TAG,
  permission: 'clue.read',
  summary: {
    zh: '线索台账及件数',
    en: 'Registers of clue files with how many stand in each, as far as the caller sees them',
  },
  reply: z.object({ items: z.array(RegisterHead.extend({ count: z.int() })) }),
});
export const readClueRegister = route({
  id: 'readClueRegister',
  aside: true,
  method: 'GET',
  path: '/api/clue-registers/:code',
  tag: TAG,
  permission: 'clue.read',
  summary: { zh: '台账内容', en: 'Lines of a register, latest received first' },
  params: RegisterParams,
  query: PageQuery.extend(RegisterFilter.shape),
  reply: RegisterHead.extend({
    count: z.int().describe('Files that the filter leaves'),
    items: z.array(RegisterRow),
    next: z.string().nullable(),
  }),
});
export const exportClueRegister = route({
  id: 'exportClueRegister',
  aside: true,
  method: 'GET',
  path: '/api/clue-registers/:code/export',
  tag: TAG,
  permission: 'clue.read',
  summary: {
    zh: '导出台账（.xlsx，全部行）',
    en: 'The whole register as a workbook (.xlsx); texts stay texts, never formulas',
  },
  params: RegisterParams,
  query: RegisterFilter,
});

export const actOnRegister = route({
  id: 'actOnRegister',
  method: 'POST',
  path: '/api/clue-registers/:code/steps/:action',
  tag: TAG,
  permission: 'clue.read',
  summary: {
    zh: '在台账中办理（可一次多件，全部办成或者全部不办）',
    en: 'Takes a step of the register on one file or on many: on all of them or on none',
  },
  params: RegisterParams.extend({ action: z.string().max(60) }),
  body: z.object({
    ids: z.array(Id).min(1).max(200),
    data: z.record(z.string(), z.unknown()).optional(),
    reason: prose(2000).optional(),
  }),
  reply: z.object({ done: z.int() }),
});

const Figures = z.object({
  before: z.int().describe('In hand at the begin of the month'),
  taken: z.int().describe('Received in the month'),
  ended: z.int().describe('Concluded in the month'),
  inHand: z.int().describe('In hand at the end of the month, those held among them'),
  held: z.int().describe('Of these held for reference today'),
  overdue: z.int().describe('Of these overdue today'),
});
export type Figures = z.infer<typeof Figures>;

const FiguresQuery = z.object({
  month: z
    .string()
    .regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/)
    .describe('As 2026-10'),
});

export const readClueFigures = route({
  id: 'readClueFigures',
  method: 'GET',
  path: '/api/clue-figures',
  tag: TAG,
  permission: 'clue.supervise',
  summary: {
    zh: '各承办部门线索月度统计',
    en: 'Problem clues of each office in a month, as far as the caller sees them: before + taken - ended = inHand',
  },
  query: FiguresQuery,
  reply: z.object({
    month: z.string(),
    from: Day,
    to: Day,
    items: z.array(
      Figures.extend({
        officeId: Id.nullable(),
        office: z.string().nullable().describe('Null: nobody handles them yet'),
      }),
    ),
    total: Figures,
  }),
});
export const exportClueFigures = route({
  id: 'exportClueFigures',
  method: 'GET',
  path: '/api/clue-figures/export',
  tag: TAG,
  permission: 'clue.supervise',
  summary: { zh: '导出线索月度统计（.xlsx）', en: 'The figures of a month as a workbook (.xlsx)' },
  query: FiguresQuery,
});
