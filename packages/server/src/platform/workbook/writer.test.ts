import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellsOf, collect, rowsOf } from './testing.ts';
import { writeWorkbook } from './writer.ts';
import type { WriteRow, WriteSheet } from './writer-types.ts';
import { ZipParts } from './zip.ts';

async function written(...sheets: WriteSheet[]): Promise<Buffer> {
  const stream = new PassThrough();
  const [bytes] = await Promise.all([buffer(stream), writeWorkbook(stream, { sheets })]);
  return bytes;
}

const COLUMNS: WriteSheet['columns'] = [
  { key: 'id', header: '身份证号' },
  { key: 'count', header: '数量', kind: 'number' },
  { key: 'day', header: '日期', kind: 'date' },
];

describe('cells', () => {
  test('text, numbers and days come back as they were', async () => {
    const rows = [
      { id: '110101199003070011', count: -1.5, day: '2026-03-05' },
      { day: new Date(Date.UTC(2024, 1, 29)) },
    ];
    const cells = await cellsOf(await written({ name: '表', columns: COLUMNS, rows }));
    expect(cells.get('A2')).toMatchObject({ kind: 'text', text: '110101199003070011' });
    expect(cells.get('B2')).toMatchObject({ kind: 'number', number: -1.5 });
    expect(cells.get('C2')).toMatchObject({ kind: 'date', iso: '2026-03-05', text: '2026-03-05' });
    expect(cells.get('C3')).toMatchObject({ kind: 'date', iso: '2024-02-29' });
    expect(cells.has('A3')).toBe(false);
  });

  test('whatever is written is what is read', async () => {
    const text = fc.string({ unit: 'binary' }).map((value) => value.trim().normalize('NFC'));
    // What no workbook can hold: control characters, and line ends other than \n.
    const plain = text.filter((value) => !/[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/.test(value));
    const tricky = fc.constantFrom(
      '_x0041_',
      '_x005F_',
      '<a>&amp;"',
      "'=1",
      '=1+1',
      '0012',
      '1e5',
      'TRUE',
      '\u{20bb7}',
      'a\nb',
      '2026-03-05',
    );
    const day = fc.date({
      min: new Date(Date.UTC(1900, 2, 1)),
      max: new Date(Date.UTC(2199, 0, 1)),
      noInvalidDate: true,
    });
    const row = fc.record({
      id: fc.oneof(plain, tricky),
      count: fc.oneof(
        fc.integer(),
        fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((n) => Number(n.toPrecision(15))),
      ),
      day: day.map((date) => date.toISOString().slice(0, 10)),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
        const cells = await cellsOf(await written({ name: '表', columns: COLUMNS, rows }));
        const read = rows.map((_, i) => ({
          id: cells.get(`A${i + 2}`)?.text ?? '',
          count: cells.get(`B${i + 2}`)?.number,
          day: cells.get(`C${i + 2}`)?.iso,
        }));
        expect(read).toEqual(rows.map(({ count, ...rest }) => ({ ...rest, count: count === 0 ? 0 : count })));
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '=HYPERLINK("http://example.org")',
    "=cmd|' /C calc'!A0",
  ])('%j is a text cell with text format in every kind of column', async (value) => {
    const columns: WriteSheet['columns'] = [...COLUMNS, { key: 'note', header: value, note: value }];
    const bytes = await written({
      name: '表',
      columns,
      notes: [value],
      rows: [{ id: value, count: value, day: value, note: value }],
    });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
    const sheet = workbook.worksheets[0]!;
    const seen: string[] = [];
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        seen.push(cell.address);
        expect(cell.type).toBe(ExcelJS.ValueType.String);
        expect(cell.formula).toBeUndefined();
        expect(cell.numFmt).toBe('@');
      }),
    );
    expect(seen).toEqual(['A1', 'A2', 'B2', 'C2', 'D2', 'A3', 'B3', 'C3', 'D3']);
    expect(sheet.getCell('A3').value).toBe(value.replace(/\r/g, '\n'));
  });

  test('what starts like a formula also has the quote prefix, and nothing else has', async () => {
    const bytes = await written({
      name: '表',
      columns: COLUMNS,
      rows: [{ id: '=1+1' }, { id: '＝1+1' }, { id: '1=1' }],
    });
    const zip = await ZipParts.open({ bytes }, 1e6);
    const part = async (name: string) => Buffer.concat(await Array.fromAsync(zip.read(name))).toString();
    const styles = [...(await part('xl/styles.xml')).split('<cellXfs')[1]!.matchAll(/<xf [^>]*>/g)].map(
      ([xf]) => xf,
    );
    const cells = [
      ...(await part('xl/worksheets/sheet1.xml')).matchAll(/<c r="(A[2-4])" s="(\d+)" t="inlineStr">/g),
    ];
    zip.close();
    expect(cells.map(([, ref, style]) => [ref, styles[Number(style)]!.includes('quotePrefix="1"')])).toEqual([
      ['A2', true],
      ['A3', true],
      ['A4', false],
    ]);
  });

  test.each<[WriteRow, string, string]>([
    [{ count: 1.1010119900307002e17 }, 'B2', '110101199003070020'],
    [{ id: 7 }, 'A2', '7'],
    [{ day: '1850-01-01' }, 'C2', '1850-01-01'],
    [{ day: '2026-02-30' }, 'C2', '2026-02-30'],
    [{ day: '近期' }, 'C2', '近期'],
    [{ id: 'a\u0000\u0007b\ufffe\ud800' }, 'A2', 'ab\ufffd'],
  ])('%j becomes the text %s %s', async (row, ref, text) => {
    const cells = await cellsOf(await written({ name: '表', columns: COLUMNS, rows: [row] }));
    expect(cells.get(ref)).toMatchObject({ kind: 'text', text });
  });

  test('nothing is cut off: a text too long for a cell refuses the export', async () => {
    const stream = new PassThrough();
    stream.resume();
    const sheets = [{ name: '表', columns: COLUMNS, rows: [{ id: 'x'.repeat(32_768) }] }];
    await expect(writeWorkbook(stream, { sheets })).rejects.toMatchObject({
      code: 'workbook.cell-too-long',
      params: { sheet: '表', ref: 'A2', max: 32_767 },
    });
    expect(stream.destroyed).toBe(true);
  });
});

describe('templates', () => {
  const template: WriteSheet = {
    name: '线索',
    notes: ['问题线索报送表', '带 * 的必填'],
    columns: [
      { key: 'name', header: '*姓名', width: 12, note: '与身份证一致' },
      { key: 'kind', header: '类别', list: ['负面', '正面, 表扬'], note: '选择一项' },
      { key: 'again', header: '类别二', list: ['负面', '正面, 表扬'] },
      { key: 'unit', header: '单位', list: Array.from({ length: 300 }, (_, i) => `第${i}号单位`) },
    ],
    rows: [],
  };

  test('headings stand below the notes, frozen, and empty cells below them are text', async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await written(template)) as unknown as ArrayBuffer);
    const sheet = workbook.getWorksheet('线索')!;
    expect(sheet.getRow(3).values).toEqual([undefined, '*姓名', '类别', '类别二', '单位']);
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 3 });
    expect(sheet.getColumn(1)).toMatchObject({ width: 12, numFmt: '@' });
  });

  test('drop-downs point into a hidden sheet, equal ones share it', async () => {
    const bytes = await written(template);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
    const sheet = workbook.getWorksheet('线索')!;
    const rule = (ref: string) => sheet.getCell(ref).dataValidation;
    expect(rule('B4')).toMatchObject({
      type: 'list',
      formulae: ["'_lists'!$A$1:$A$2"],
      prompt: '选择一项',
      showErrorMessage: true,
    });
    expect(rule('C10003')).toMatchObject({ type: 'list', formulae: ["'_lists'!$A$1:$A$2"] });
    expect(rule('D4')).toMatchObject({ type: 'list', formulae: ["'_lists'!$B$1:$B$300"] });
    expect(rule('A4')).toMatchObject({ prompt: '与身份证一致', promptTitle: '*姓名' });
    expect(rule('B3')).toBeUndefined();
    expect(workbook.getWorksheet('_lists')?.state).toBe('veryHidden');
    expect((await cellsOf(bytes, { sheet: '_lists' })).get('A2')?.text).toBe('正面, 表扬');
    expect((await collect(bytes))[0]).toMatchObject({
      sheets: [{ visibility: 'visible' }, { name: '_lists', visibility: 'very-hidden' }],
    });
  });

  test('sheet names are made acceptable and distinct', async () => {
    const names = ['a/b:c', 'A b C', "''", '一'.repeat(40), '一'.repeat(40)];
    const bytes = await written(...names.map((name) => ({ name, columns: COLUMNS, rows: [] })));
    const [start] = await collect(bytes);
    expect(start?.type === 'workbook' && start.sheets.map(({ name }) => name)).toEqual([
      'a b c',
      'A b C 2',
      'Sheet',
      '一'.repeat(31),
      `${'一'.repeat(29)} 2`,
    ]);
  });
});

describe('the stream', () => {
  const many = function* (count: number): Generator<WriteRow> {
    for (let i = 0; i < count; i++) yield { id: `第${i}号`, count: i, day: '2026-03-05' };
  };

  test('rows may come asynchronously and over several sheets', async () => {
    async function* later() {
      yield* many(3);
    }
    const bytes = await written(
      { name: 'a', columns: COLUMNS, rows: later() },
      { name: 'b', columns: COLUMNS, rows: many(2) },
    );
    expect((await rowsOf(bytes)).map(({ sheet, row }) => `${sheet.name}${row}`)).toEqual([
      'a1',
      'a2',
      'a3',
      'a4',
      'b1',
      'b2',
      'b3',
    ]);
  });

  test('a receiver that takes nothing stops the rows until it goes away', async () => {
    let taken = 0;
    let returned = false;
    const counted = function* () {
      try {
        for (const row of many(200_000)) {
          taken++;
          yield row;
        }
      } finally {
        returned = true;
      }
    };
    const stuck = new Writable({ highWaterMark: 1024, write: () => {} });
    const writing = writeWorkbook(stuck, { sheets: [{ name: '表', columns: COLUMNS, rows: counted() }] });
    const ended = expect(writing).rejects.toThrow('Premature close');
    let before = -1;
    for (let calm = 0; calm < 200; calm = taken > 0 && taken === before ? calm + 1 : 0) {
      before = taken;
      await new Promise((resolve) => setImmediate(resolve));
    }
    stuck.destroy();
    await ended;
    for (let turn = 0; turn < 1000 && !returned; turn++)
      await new Promise((resolve) => setImmediate(resolve));
    expect(taken).toBeLessThan(20_000);
    expect(returned).toBe(true);
  });

  test('a receiver that goes away ends the writing', async () => {
    const stream = new PassThrough();
    stream.once('data', () => stream.destroy());
    await expect(
      writeWorkbook(stream, { sheets: [{ name: '表', columns: COLUMNS, rows: many(50_000) }] }),
    ).rejects.toThrow();
  });

  test('an error of the rows ends the stream', async () => {
    const stream = new PassThrough();
    stream.resume();
    const rows = (function* () {
      yield { id: 'x' };
      throw new Error('rows failed');
    })();
    await expect(writeWorkbook(stream, { sheets: [{ name: '表', columns: COLUMNS, rows }] })).rejects.toThrow(
      'rows failed',
    );
    expect(stream.destroyed).toBe(true);
  });
});
