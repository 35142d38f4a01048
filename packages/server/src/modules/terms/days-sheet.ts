import type { Text } from '@plumbline/contract/route';
import type { ColumnSpec } from '../../platform/workbook/headers.ts';

export type Key = 'day' | 'kind' | 'name';

/** Columns of the workbook of days; its export can be imported again. */
export const COLUMNS: readonly (ColumnSpec & { key: Key; title: Text })[] = [
  {
    key: 'day',
    title: { zh: '日期', en: 'Day' },
    labels: ['日期', '放假日期', '日', 'Day', 'Date'],
    required: true,
  },
  {
    key: 'kind',
    title: { zh: '类型', en: 'Kind' },
    labels: ['类型', '类别', '安排', '放假/上班', 'Kind', 'Type'],
    required: true,
  },
  {
    key: 'name',
    title: { zh: '节日', en: 'Holiday' },
    labels: ['节日', '名称', '节假日', '备注', 'Holiday', 'Name'],
  },
];

export const KINDS = {
  rest: { zh: '放假', en: 'Rest' },
  work: { zh: '上班', en: 'Work' },
} as const satisfies Record<'rest' | 'work', Text>;

const WORDS: Record<'rest' | 'work', readonly string[]> = {
  rest: ['放假', '休', '休息', '假', 'rest', 'holiday', 'off'],
  work: ['上班', '班', '补班', '调休上班', 'work', 'working'],
};

/** How a cell names a kind, in either language. */
export const kindOf = (text: string): 'rest' | 'work' | undefined => {
  const word = text.trim().toLowerCase();
  return (['rest', 'work'] as const).find((kind) => WORDS[kind].includes(word));
};
