import { z } from 'zod';
import { Day, Id, PageQuery, page } from './common.ts';
import { route } from './route.ts';

const Every = z.enum(['month', 'quarter', 'year']);
export type Every = z.infer<typeof Every>;
const By = z.enum(['period', 'organ', 'unit']);

const Asked = z.object({
  every: Every.default('month'),
  on: Day.optional().describe('A day of the period; left out: today'),
  by: By.default('period').describe(
    'period: this period and those before it (12 months, 8 quarters or 5 years); organ or unit: those of this period',
  ),
});
export type FiguresAsked = z.infer<typeof Asked>;

const Coded = z.object({ code: z.string(), title: z.string() });
const Counts = z
  .record(z.string(), z.int())
  .describe('Count by the code of the figure; what is 0 is left out');

const FigureHead = Coded.extend({
  note: z.string().nullable().describe('What it counts, where the title alone does not say it'),
  group: z.string(),
  parts: z
    .array(Coded.extend({ count: z.int() }))
    .describe('By what it is told apart, over all rows; empty where it is not'),
});
export type FigureHead = z.infer<typeof FigureHead>;

const FigureRow = z.object({
  key: z.string().describe('First day of the period, or id of the organ or unit; `none`: no unit'),
  title: z.string().nullable().describe('Null for matters without a unit'),
  counts: Counts,
});
export type FigureRow = z.infer<typeof FigureRow>;

const TAG = 'warning';
const permission = 'figure.read';

export const readFigures = route({
  id: 'readFigures',
  method: 'GET',
  path: '/api/figures',
  tag: TAG,
  permission,
  summary: {
    zh: '成效统计：本机关及所辖范围内的办理结果，按期间、机关或者单位',
    en: 'What came of the work within reach, by period, organ or unit; each matter counts once a figure',
  },
  query: Asked,
  reply: z.object({
    from: Day,
    to: Day,
    groups: z.array(Coded),
    figures: z.array(FigureHead),
    rows: z.array(FigureRow),
    total: Counts,
  }),
});
export const exportFigures = route({
  id: 'exportFigures',
  method: 'GET',
  path: '/api/figures-export',
  tag: TAG,
  permission,
  summary: { zh: '导出成效统计（.xlsx）', en: 'The same as a workbook (.xlsx)' },
  query: Asked,
});

const Params = z.object({ code: z.string().max(60) });
const Cell = Asked.extend({
  key: z.string().max(40).optional().describe('Row of the table; left out: all of them'),
  part: z.string().max(100).optional().describe('Only what is told apart by this value'),
});
export type FigureCell = z.infer<typeof Cell>;

export const CountedMatter = z.object({
  id: Id,
  number: z.string().nullable(),
  title: z.string(),
  about: z.string().nullable(),
  organ: z.string(),
  unit: z.string().nullable(),
  day: Day.describe('Day on which it counts'),
  part: z.string().nullable(),
  stateTitle: z.string(),
  link: z.string(),
});
export type CountedMatter = z.infer<typeof CountedMatter>;

export const listCounted = route({
  id: 'listCounted',
  method: 'GET',
  path: '/api/figures/:code/matters',
  tag: TAG,
  permission,
  summary: { zh: '一项统计所计的事项', en: 'The matters that a figure counts: as many as it says' },
  params: Params,
  query: PageQuery.extend(Cell.shape),
  reply: page(CountedMatter).extend({ title: z.string(), count: z.int(), from: Day, to: Day }),
});
export const exportCounted = route({
  id: 'exportCounted',
  method: 'GET',
  path: '/api/figures/:code/matters-export',
  tag: TAG,
  permission,
  summary: {
    zh: '导出一项统计所计的事项（.xlsx）',
    en: 'All of them as a workbook (.xlsx); texts stay texts',
  },
  params: Params,
  query: Cell,
});
