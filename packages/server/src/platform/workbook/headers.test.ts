import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyCell } from './cells.ts';
import { type ColumnSpec, findHeader, type HeaderRow, headingKey, matchHeaders } from './headers.ts';
import { parseRange } from './reference.ts';

const COLUMNS: ColumnSpec[] = [
  { key: 'number', labels: ['线索编号', '编号'], required: true },
  { key: 'name', labels: ['被反映人姓名', '姓名', 'Name'], required: true },
  { key: 'unit', labels: ['单位', '工作单位'] },
  { key: 'day', labels: ['发生日期'] },
  { key: 'amount', labels: ['金额（元）'] },
];

/** Rows from the given number on; '' leaves a cell out. */
function sheet(rows: readonly (readonly string[])[], first = 1): HeaderRow[] {
  return rows.flatMap((texts, i) => {
    const cells = texts.flatMap((text, c) =>
      text === '' ? [] : [{ ...emptyCell(c + 1, first + i), kind: 'text' as const, text }],
    );
    return cells.length > 0 ? [{ row: first + i, cells }] : [];
  });
}

const merges = (...refs: string[]) => refs.map((ref) => parseRange(ref)!);
const found = (rows: readonly (readonly string[])[], refs: string[] = [], columns = COLUMNS) => {
  const match = findHeader(sheet(rows), columns, merges(...refs));
  return match && { rows: [match.firstRow, match.lastRow], columns: Object.fromEntries(match.columns) };
};

test.each([
  ['* 姓 名', '姓名'],
  ['姓名＊', '姓名'],
  ['姓\n名（必填）', '姓名'],
  ['Ｎａｍｅ：', 'name'],
  ['★姓名【二字以上】', '姓名'],
  ['（一）', '(一)'],
])('%j is compared as %j', (label, key) => {
  expect(headingKey(label)).toBe(key);
});

describe('one row', () => {
  test('in any order, below titles, with decorations', () => {
    expect(
      found([
        ['2026年一季度问题线索报送表'],
        ['填报单位：县法院'],
        ['工作单位', '*姓 名', '金额(元)', '编\n号', '发生日期（年月日）'],
        ['教育局', '王芳'],
      ]),
    ).toEqual({ rows: [3, 3], columns: { unit: 1, name: 2, amount: 3, number: 4, day: 5 } });
  });

  test('any order and any decoration of the labels is found', () => {
    const decorate = fc.constantFrom<(label: string) => string>(
      (label) => label,
      (label) => `*${label}`,
      (label) => ` ${label}\u3000`,
      (label) => [...label].join(' '),
      (label) => `${label}（必填）`,
      (label) => label.replace(/(.)$/, '\n$1'),
    );
    const chosen = fc.shuffledSubarray(COLUMNS, { minLength: 2 });
    fc.assert(
      fc.property(chosen, decorate, fc.nat(15), (columns, change, above) => {
        const title = Array.from({ length: above }, (_, i) => [`第${i}行说明`]);
        const labels = columns.map(({ labels }) => change(labels[0]!));
        const match = findHeader(sheet([...title, labels, labels.map((_, i) => `值${i}`)]), COLUMNS);
        expect(match?.firstRow).toBe(above + 1);
        expect([...match!.columns]).toEqual(columns.map(({ key }, i) => [key, i + 1]));
        expect(match?.missing.map(({ key }) => key)).toEqual(
          COLUMNS.filter((column) => column.required && !columns.includes(column)).map(({ key }) => key),
        );
      }),
    );
  });

  test('missing, unknown and duplicate columns are told', () => {
    const [row] = sheet([['姓名', '工作单位', '单位', '手机']], 4);
    const match = matchHeaders([row!], COLUMNS);
    expect(match.missing.map(({ key }) => key)).toEqual(['number']);
    expect(match.unknown).toEqual([{ column: 4, letters: 'D', label: '手机' }]);
    expect(match.duplicates).toEqual([
      {
        key: 'unit',
        found: [
          { column: 2, letters: 'B', label: '工作单位' },
          { column: 3, letters: 'C', label: '单位' },
        ],
      },
    ]);
    expect(Object.fromEntries(match.columns)).toEqual({ name: 1 });
  });

  test('an exact heading wins over one that matches only without its note', () => {
    const [row] = sheet([['姓名（曾用）', '姓名', '编号']]);
    const match = matchHeaders([row!], COLUMNS);
    expect(match.columns.get('name')).toBe(2);
    expect(match.unknown.map(({ label }) => label)).toEqual(['姓名（曾用）']);
  });

  test.each([
    ['金额（万元）', undefined],
    ['金额(元)', 3],
    ['金额', 3],
    ['金额（人民币）', 3],
    ['金额（美元）', undefined],
  ])('%s is column %s of 金额（元）', (label, column) => {
    expect(found([['姓名', '编号', label]])?.columns.amount).toBe(column);
  });

  test('row 21 is not looked at, and a sheet without heading has none', () => {
    const labels = ['编号', '姓名'];
    expect(findHeader(sheet([labels], 20), COLUMNS)?.firstRow).toBe(20);
    expect(findHeader(sheet([labels], 21), COLUMNS)).toBeUndefined();
    expect(
      found([
        ['王芳', '教育局'],
        ['姓名', '李强'],
      ]),
    ).toBeUndefined();
    expect(findHeader([], COLUMNS)).toBeUndefined();
  });
});

describe('rows under merged groups', () => {
  const columns: ColumnSpec[] = [
    { key: 'number', labels: ['序号'], required: true },
    { key: 'reporter', labels: ['反映人姓名'] },
    { key: 'name', labels: ['被反映人姓名'] },
    { key: 'unit', labels: ['单位'] },
    { key: 'post', labels: ['被反映人职务'] },
    { key: 'note', labels: ['备注'] },
  ];
  const rows = [
    ['线索登记表'],
    ['序号', '反映人', '', '被反映人', '', '', '备注'],
    ['', '姓名', '电话', '姓名', '单位', '职务', ''],
    ['1', '赵', '138', '王芳', '教育局', '科长', '无'],
  ];
  const expected = { rows: [2, 3], columns: { number: 1, reporter: 2, name: 4, unit: 5, post: 6, note: 7 } };

  test('with the merges of the file', () => {
    expect(found(rows, ['A1:G1', 'A2:A3', 'B2:C2', 'D2:F2', 'G2:G3'], columns)).toEqual(expected);
  });

  test('with the merges lost, as in a CSV', () => {
    expect(found(rows, [], columns)).toEqual(expected);
  });

  test('a heading merged over two rows by itself is one heading', () => {
    expect(
      found(
        [
          ['编号', '姓名'],
          ['', ''],
          ['1', '王芳'],
        ],
        ['A1:A2', 'B1:B2'],
      ),
    ).toEqual({
      rows: [1, 1],
      columns: { number: 1, name: 2 },
    });
  });
});

test('a sheet that is 16,384 columns wide is looked at as far as a sheet of ours goes', () => {
  const last = parseRange('XFD2')!.right;
  const [title, heading] = sheet([['报送表'], ['编号', '姓名', '单位']]);
  const far = { ...emptyCell(last, 2), kind: 'text' as const, text: '最后一列' };
  const rows = [title!, { ...heading!, cells: [...heading!.cells, far] }];
  const match = matchHeaders(rows, COLUMNS, merges('A1:XFD1', 'D2:XFC2'));
  expect(Object.fromEntries(match.columns)).toEqual({ number: 1, name: 2, unit: 3 });
  expect(Math.max(...match.unknown.map(({ column }) => column))).toBeLessThanOrEqual(256);
});

test('what a column is called is made comparable once, however many rows are searched', () => {
  let read = 0;
  const columns = COLUMNS.map((column) => ({
    ...column,
    get labels() {
      read++;
      return column.labels;
    },
  }));
  const rows = [['编号', '姓名'], ...Array.from({ length: 19 }, (_, i) => [`${i}`, `第${i}人`])];
  expect(findHeader(sheet(rows), columns)).toMatchObject({ firstRow: 1, lastRow: 1 });
  expect(read).toBe(COLUMNS.length);
});

test('a text longer than any heading is none, whatever stands in its notes', () => {
  const noted = (note: number) => [['编号', `姓名（${'注'.repeat(note)}）`]];
  expect(found(noted(400))?.columns).toEqual({ number: 1, name: 2 });
  expect(found([['编号', '姓名', ...noted(600)[0]!.slice(1)]])?.columns).toEqual({ number: 1, name: 2 });
  expect(found(noted(600))).toBeUndefined();
});
