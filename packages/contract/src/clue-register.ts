import { z } from 'zod';
import { Id, PageQuery } from './common.ts';
import { route } from './route.ts';

const TAG = 'clue';

const RegisterHead = z.object({
  code: z.string(),
  title: z.string(),
  note: z.string().nullable(),
  columns: z.array(z.object({ code: z.string(), title: z.string() })),
});
const RegisterRow = z.object({
  id: Id,
  cells: z.record(z.string(), z.string().nullable()).describe('Texts by the code of their column'),
  overdue: z.boolean(),
});
export type RegisterRow = z.infer<typeof RegisterRow>;

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
  params: z.object({ code: z.string().max(60) }),
  query: PageQuery,
  reply: RegisterHead.extend({ items: z.array(RegisterRow), next: z.string().nullable() }),
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
  params: z.object({ code: z.string().max(60) }),
});
