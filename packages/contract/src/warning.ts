import { z } from 'zod';
import { Day, Id, line, PageQuery, page } from './common.ts';
import { route } from './route.ts';

const TAG = 'warning';
const READ = 'warning.read';

const Gravity = z.enum(['minor', 'heavier', 'serious']);
const Titled = z.object({ code: z.string(), title: z.string() });

const FiredRow = z
  .object({
    row: z.string().describe('Stable name of the row'),
    gives: z.string().describe('What it says, in words'),
    because: z.array(z.string()).describe('What made it fit, in words'),
    source: z.string(),
    standing: z.enum(['law', 'local-rule', 'default']),
  })
  .describe('A row of the decision table that fitted');

const Weighing = z.object({
  inputs: z.array(z.object({ title: z.string(), value: z.string() })),
  fired: z.array(FiredRow),
});

const Fact = z
  .object({
    id: Id,
    title: z.string(),
    about: z.string().nullable(),
    itemTitle: z.string(),
    day: Day,
    grave: Gravity,
    graveTitle: z.string(),
    kind: z.enum(['conduct', 'false-answer', 'assessment', 'inaction']),
    copyOf: Id.nullable().describe('An earlier entry that tells of the same matter: both count once'),
    used: z
      .boolean()
      .describe('A warning rested on it, or on a version or copy of it: it is no ground for another'),
  })
  .describe('A verified entry of the dossier that may count');

const MarkFact = z.object({
  id: Id,
  title: z.string().nullable().describe('Null: not shown to the caller'),
  stands: z.boolean().describe('It may count today; false: revoked, superseded or merged since'),
});

const Mark = z.object({
  id: Id.describe('Matter'),
  number: z.string().nullable(),
  subjectKind: z.enum(['person', 'unit']),
  subjectId: Id,
  subject: z.string().nullable(),
  unitId: Id.nullable(),
  unit: z.string().nullable(),
  post: z.string().nullable(),
  organId: Id,
  organ: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  standing: z.enum(['proposed', 'in-force', 'ended']),
  level: Gravity.nullable(),
  levelTitle: z.string().nullable().describe('Number and word, as 三级（较轻）'),
  fromOn: Day.nullable(),
  untilOn: Day.nullable().describe('Last day: of no effect on the next'),
  endedOn: Day.nullable(),
  ownerId: Id.nullable(),
  owner: z.string().nullable(),
  dueOn: Day.nullable().describe('The first term that runs out'),
  overdue: z.boolean(),
  facts: z.array(MarkFact),
  why: z.array(FiredRow).describe('Rows of the table that the decision rests on'),
});
export type Mark = z.infer<typeof Mark>;

const MarkFilter = z.object({
  standing: z.enum(['proposed', 'in-force', 'ended']).optional(),
  level: Gravity.optional(),
  organId: Id.optional(),
  unitId: Id.optional().describe('Where the person holds a post today, or the unit itself'),
  subjectId: Id.optional(),
  matterId: Id.optional(),
  due: z.literal('true').optional().describe('Only what is overdue or ends within 30 days'),
  q: line(50).optional().describe('Part of the name, or of the number'),
});
export type MarkFilter = z.infer<typeof MarkFilter>;

export const listWarnings = route({
  id: 'listWarnings',
  method: 'GET',
  path: '/api/warnings',
  tag: TAG,
  permission: READ,
  summary: { zh: '预警列表', en: 'Warnings as far as the caller sees them, latest first' },
  query: PageQuery.extend(MarkFilter.shape),
  reply: page(Mark).extend({ count: z.int().describe('All that the filter leaves') }),
});
export const exportWarnings = route({
  id: 'exportWarnings',
  method: 'GET',
  path: '/api/warnings/export',
  tag: TAG,
  permission: READ,
  summary: { zh: '导出预警列表（.xlsx）', en: 'The same warnings as a workbook (.xlsx)' },
  query: MarkFilter,
});
export const listListings = route({
  id: 'listListings',
  method: 'GET',
  path: '/api/special-list',
  tag: TAG,
  permission: READ,
  summary: {
    zh: '专项监督清单',
    en: 'The special supervision list as far as the caller sees it, latest first',
  },
  query: PageQuery.extend(MarkFilter.shape),
  reply: page(Mark).extend({ count: z.int().describe('All that the filter leaves') }),
});
export const exportListings = route({
  id: 'exportListings',
  method: 'GET',
  path: '/api/special-list/export',
  tag: TAG,
  permission: READ,
  summary: { zh: '导出专项监督清单（.xlsx）', en: 'The same list as a workbook (.xlsx)' },
  query: MarkFilter,
});

const Count = z.object({
  id: Id.nullable(),
  name: z.string().nullable(),
  minor: z.int(),
  heavier: z.int(),
  serious: z.int(),
});

export const readWarningBoard = route({
  id: 'readWarningBoard',
  method: 'GET',
  path: '/api/warning-board',
  tag: TAG,
  permission: READ,
  summary: { zh: '三级预警看板', en: 'Warnings in force by level, by organ and unit, with what is due' },
  query: z.object({ organId: Id.optional(), unitId: Id.optional() }),
  reply: z.object({
    columns: z.array(z.object({ level: Gravity, title: z.string(), count: z.int(), items: z.array(Mark) })),
    listed: z.int().describe('Places on the special list that are in force'),
    proposed: z.int(),
    due: z.array(Mark).describe('Warnings and places on the list that are overdue or end within 30 days'),
    byOrgan: z.array(Count),
    byUnit: z.array(Count),
  }),
});

const AboutSubject = z.object({ subjectId: Id });
const For = z.enum(['warning', 'listing']).default('warning').describe('For a level, or for the list');

export const listWarningFacts = route({
  id: 'listWarningFacts',
  method: 'GET',
  path: '/api/warning-facts',
  tag: TAG,
  permission: READ,
  summary: {
    zh: '可以作为依据的已核实材料',
    en: 'Entries on a subject that may count today, as far as the caller sees them',
  },
  query: AboutSubject.extend({ for: For }),
  reply: z.object({ items: z.array(Fact) }),
});
export const weighWarning = route({
  id: 'weighWarning',
  method: 'GET',
  path: '/api/warning-facts/weigh',
  tag: TAG,
  permission: READ,
  summary: {
    zh: '按表研判（只建议，不决定）',
    en: 'What the decision table proposes for chosen facts, and why; nothing is decided by it',
  },
  query: AboutSubject.extend({
    for: For,
    facts: z.string().max(4000).optional().describe('Ids of entries, by commas'),
    matterId: Id.optional().describe('The warning that it is asked for: its own facts count besides'),
  }),
  reply: Weighing.extend({
    level: Gravity.nullable(),
    levelTitle: z.string().nullable(),
    toleranceFirst: z.boolean(),
    distinct: z.int().describe('Matters that the facts tell of'),
  }),
});

export const readWarningStanding = route({
  id: 'readWarningStanding',
  method: 'GET',
  path: '/api/warning-standing/:subjectId',
  tag: TAG,
  permission: READ,
  summary: {
    zh: '对象的预警和清单状态',
    en: 'Warnings and places on the list of a subject that are in force, and tolerance that ended one',
  },
  params: AboutSubject,
  reply: z.object({
    warnings: z.array(Mark),
    listings: z.array(Mark),
    tolerated: z.array(z.object({ id: Id, number: z.string().nullable(), on: Day, title: Titled })),
  }),
});
