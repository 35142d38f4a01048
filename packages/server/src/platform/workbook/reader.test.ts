import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readWorkbook } from './reader.ts';
import { cellsOf, collect, inline, rawWorkbook, refusal, rowsOf, textsOf } from './testing.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-workbook-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a file written by a spreadsheet library', () => {
  async function sample(): Promise<Buffer> {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('问题线索');
    sheet.addRow(['二季度问题线索']);
    sheet.mergeCells('A1:D1');
    sheet.addRow(['姓名', '发生时间', '金额', '核验']);
    sheet.addRow(['王\u3000芳', new Date(Date.UTC(2026, 2, 5)), 1234.5, true]);
    sheet.getCell('B3').numFmt = 'yyyy"年"m"月"d"日"';
    sheet.getCell('C3').numFmt = '#,##0.00';
    sheet.getCell('A7').value = { richText: [{ text: '李' }, { font: { bold: true }, text: '强' }] };
    sheet.getCell('D7').value = { formula: 'SUM(C3:C6)', result: 1234.5 };
    sheet.getCell('D8').value = { formula: 'HYPERLINK("http://example.org")', result: '打开' };
    sheet.getCell('E8').value = { error: '#DIV/0!' };
    workbook.addWorksheet('隐藏', { state: 'hidden' }).addRow(['x']);
    return Buffer.from(await workbook.xlsx.writeBuffer());
  }

  test('yields workbook, sheets, rows in order with their true numbers', async () => {
    const events = await collect(await sample());
    expect(events.map((event) => (event.type === 'row' ? `row ${event.row}` : event.type))).toEqual([
      'workbook',
      'sheet',
      'row 1',
      'row 2',
      'row 3',
      'row 7',
      'row 8',
      'sheet-end',
      'sheet',
      'row 1',
      'sheet-end',
    ]);
    expect(events[0]).toMatchObject({
      format: 'xlsx',
      date1904: false,
      macros: false,
      sheets: [
        { index: 1, name: '问题线索', visibility: 'visible' },
        { index: 2, name: '隐藏', visibility: 'hidden' },
      ],
    });
    expect(events[1]).toMatchObject({ merges: [{ top: 1, left: 1, bottom: 1, right: 4 }] });
    expect(events[7]).toMatchObject({ rows: 5 });
  });

  test('gives each kind of cell', async () => {
    const cells = await cellsOf(await sample(), { sheet: '问题线索' });
    expect(cells.get('A3')).toMatchObject({ kind: 'text', text: '王\u3000芳', column: 1 });
    expect(cells.get('B3')).toMatchObject({
      kind: 'date',
      text: '2026-03-05',
      iso: '2026-03-05',
      precision: 'day',
      number: 46086,
    });
    expect(cells.get('C3')).toMatchObject({
      kind: 'number',
      text: '1,234.50',
      raw: '1234.5',
      number: 1234.5,
    });
    expect(cells.get('D3')).toMatchObject({ kind: 'boolean', text: 'TRUE' });
    expect(cells.get('A7')).toMatchObject({ kind: 'text', text: '李强' });
    expect(cells.get('D7')).toMatchObject({
      kind: 'formula',
      text: '1234.5',
      number: 1234.5,
      formula: 'SUM(C3:C6)',
    });
    expect(cells.get('D8')).toMatchObject({
      kind: 'formula',
      text: '打开',
      formula: 'HYPERLINK("http://example.org")',
    });
    expect(cells.get('E8')).toMatchObject({ kind: 'error', text: '#DIV/0!' });
  });

  test('reads the same from disk as from memory, and one sheet when asked', async () => {
    const bytes = await sample();
    const path = join(folder, 'sample.csv');
    await writeFile(path, bytes);
    expect(await collect({ path })).toEqual(await collect(bytes));
    expect(await textsOf(bytes, { sheet: ' 隐藏 ' })).toEqual({ A1: 'x' });
    expect(await refusal(bytes, { sheet: '名单' })).toEqual({
      code: 'workbook.sheet-not-found',
      params: { sheet: '名单', sheets: ['问题线索', '隐藏'] },
    });
  });

  test('releases the file when the reader stops early', async () => {
    const path = join(folder, 'stop.xlsx');
    await writeFile(path, await sample());
    for await (const event of readWorkbook({ path })) if (event.type === 'row') break;
    await rm(path);
    await expect(collect({ path })).rejects.toThrow('ENOENT');
  });
});

describe('texts', () => {
  test.each([
    ['plain', '<si><t>王芳</t></si>', '王芳'],
    ['runs', '<si><r><t>王</t></r><r><rPr><b/></rPr><t>芳</t></r></si>', '王芳'],
    ['phonetic guide left out', '<si><t>王芳</t><rPh sb="0" eb="2"><t>wangfang</t></rPh></si>', '王芳'],
    ['entities', '<si><t>a &amp; b &lt;c&gt; &#x738B;</t></si>', 'a & b <c> 王'],
    ['character data', '<si><t><![CDATA[<王>]]></t></si>', '<王>'],
    ['escaped control characters', '<si><t>一_x000D_\n二</t></si>', '一\n二'],
    ['escaped escape', '<si><t>_x005F_x0041_</t></si>', '_x0041_'],
    ['trimmed of wide spaces', '<si><t xml:space="preserve">\u3000王芳\u00a0 </t></si>', '王芳'],
    ['composed', '<si><t>Zoe\u0308</t></si>', 'Zo\u00eb'],
    ['beyond the basic plane', '<si><t>\u{20bb7}野家</t></si>', '\u{20bb7}野家'],
  ])('shared string: %s', async (_, strings, text) => {
    const bytes = await rawWorkbook({
      strings,
      sheets: [{ data: '<row r="1"><c r="A1" t="s"><v>0</v></c></row>' }],
    });
    expect(await textsOf(bytes)).toEqual({ A1: text });
  });

  test('inline, formula and rich inline strings', async () => {
    const data = `<row r="1">${inline('A1', '甲')}<c r="B1" t="str"><f>A1</f><v>甲</v></c><c r="C1" t="inlineStr"><is><r><t>乙</t></r><r><t>丙</t></r></is></c></row>`;
    const cells = await cellsOf(await rawWorkbook({ sheets: [{ data }] }));
    expect([...cells.values()].map(({ kind, text }) => [kind, text])).toEqual([
      ['text', '甲'],
      ['formula', '甲'],
      ['text', '乙丙'],
    ]);
  });

  test('characters cut by the edges of chunks', async () => {
    const text = '张'.repeat(30_000);
    const data = `<row r="1">${inline('A1', text)}${inline('B1', `x${text}`)}${inline('C1', `xx${text}`)}</row>`;
    expect(await textsOf(await rawWorkbook({ sheets: [{ data }] }))).toEqual({
      A1: text,
      B1: `x${text}`,
      C1: `xx${text}`,
    });
  });
});

describe('numbers and dates', () => {
  async function cell(value: string, format: string | number, date1904 = false) {
    const data = `<row r="1"><c r="A1" s="1"><v>${value}</v></c></row>`;
    return (await cellsOf(await rawWorkbook({ formats: [format], date1904, sheets: [{ data }] }))).get('A1');
  }

  test.each([
    ['46086', 14, '2026-03-05', 'day'],
    ['46086', 31, '2026-03-05', 'day'],
    ['46086', 57, '2026-03-05', 'month'],
    ['46086', 'yyyy&quot;年&quot;m&quot;月&quot;', '2026-03-05', 'month'],
    ['46086', '[$-804]yyyy/m/d;@', '2026-03-05', 'day'],
    ['46086', '[DBNum1][$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@', '2026-03-05', 'day'],
    ['46086', 'yyyy', '2026-03-05', 'year'],
    ['46086.604166666664', 22, '2026-03-05T14:30:00', 'day'],
    ['46086.99999999', 'yyyy-mm-dd hh:mm:ss', '2026-03-06', 'day'],
    ['0.604166666664', 20, '14:30:00', 'time'],
    ['1', 14, '1900-01-01', 'day'],
    ['59', 14, '1900-02-28', 'day'],
    ['61', 14, '1900-03-01', 'day'],
    ['2958465', 14, '9999-12-31', 'day'],
  ])('%s as %s is %s', async (value, format, iso, precision) => {
    expect(await cell(value, format)).toMatchObject({ kind: 'date', iso, precision });
  });

  test('the 29 February 1900 of spreadsheets is shown, but is no day', async () => {
    expect(await cell('60', 14)).toMatchObject({ kind: 'date', text: '1900-02-29', iso: undefined });
  });

  test.each([
    ['0', '1904-01-01'],
    ['60', '1904-03-01'],
    ['44624', '2026-03-05'],
  ])('counted from 1904, %s is %s', async (value, iso) => {
    expect(await cell(value, 14, true)).toMatchObject({ kind: 'date', iso });
  });

  test.each([
    ['-1', 14, '-1'],
    ['2958466', 14, '2958466'],
    ['1.5', '[h]:mm', '1.5'],
    ['123', '0.00E+00', '123'],
    ['7', '000000', '000007'],
    ['0.256', '0.0%', '25.6%'],
    ['-1234.5', '#,##0.00', '-1,234.50'],
    ['3', '&quot;第&quot;0&quot;号&quot;', '第3号'],
    ['5', 'G/通用格式', '5'],
    ['5', 'General', '5'],
    ['0.1', 0, '0.1'],
    ['0.30000000000000004', 0, '0.3'],
    ['202603050001', 0, '202603050001'],
    ['123456789012345', 0, '123456789012345'],
    ['1.10101199003070E+17', 0, '1.10101E+17'],
    ['1.10101199003070E+17', 1, '110101199003070000'],
    ['1E-7', 0, '0.0000001'],
    ['-0', 0, '0'],
  ])('%s as %s is the number %s', async (value, format, text) => {
    expect(await cell(value, format)).toMatchObject({ kind: 'number', text, raw: value, iso: undefined });
  });

  test('dates of the strict edition', async () => {
    const data =
      '<row r="1"><c r="A1" t="d"><v>2026-03-05T00:00:00</v></c><c r="B1" t="d"><v>2026-03-05T14:30:00.000</v></c></row>';
    const cells = await cellsOf(await rawWorkbook({ sheets: [{ data }] }));
    expect(cells.get('A1')).toMatchObject({ kind: 'date', iso: '2026-03-05', text: '2026-03-05' });
    expect(cells.get('B1')).toMatchObject({ kind: 'date', iso: '2026-03-05T14:30:00' });
  });
});

describe('layout', () => {
  test('rows and cells without address follow on', async () => {
    const data = `<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>`;
    expect(await textsOf(await rawWorkbook({ sheets: [{ data }] }))).toEqual({
      A1: '1',
      B1: '2',
      C5: '3',
      D5: '4',
      A6: '5',
    });
  });

  test('the last row and column of the format', async () => {
    const data = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>';
    expect(await rowsOf(await rawWorkbook({ sheets: [{ data }] }))).toMatchObject([
      { row: 1_048_576, cells: [{ column: 16_384, text: '1' }] },
    ]);
  });

  test('formatted but empty cells and rows cost no row', async () => {
    const data = `<row r="1"><c r="A1"><v>1</v></c></row>${Array.from({ length: 5000 }, (_, i) => `<row r="${i + 2}" s="1"><c r="A${i + 2}" s="1"/><c r="B${i + 2}" t="s"/></row>`).join('')}`;
    expect(await rowsOf(await rawWorkbook({ sheets: [{ data }] }), { maxRows: 1, maxCells: 1 })).toHaveLength(
      1,
    );
  });

  test('rows hidden by a filter are marked', async () => {
    const data = `<row r="1" hidden="1">${inline('A1', '甲')}</row><row r="2">${inline('A2', '乙')}</row>`;
    expect((await rowsOf(await rawWorkbook({ sheets: [{ data }] }))).map(({ hidden }) => hidden)).toEqual([
      true,
      false,
    ]);
  });

  test('names with a prefix, leading slashes and odd case in the package', async () => {
    const xml = `<x:worksheet xmlns:x="urn:x"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c></x:row></x:sheetData><x:mergeCells count="1"><x:mergeCell ref="A1:B2"/></x:mergeCells></x:worksheet>`;
    const events = await collect(await rawWorkbook({ sheets: [{ xml }] }));
    expect(events[1]).toMatchObject({ type: 'sheet', merges: [{ top: 1, left: 1, bottom: 2, right: 2 }] });
    expect(events[2]).toMatchObject({ type: 'row', cells: [{ text: '甲' }] });
  });

  test('a text that looks like a list of merges is none', async () => {
    const data = `<row r="1">${inline('A1', 'mergeCells &lt;mergeCell ref="A1:B2"/&gt;')}</row>`;
    expect((await collect(await rawWorkbook({ sheets: [{ data }] })))[1]).toMatchObject({ merges: [] });
  });

  test('followers of a shared formula are formulas too', async () => {
    const data =
      '<row r="1"><c r="A1"><f t="shared" ref="A1:B1" si="0">1+1</f><v>2</v></c><c r="B1"><f t="shared" si="0"/><v>3</v></c></row>';
    const cells = await cellsOf(await rawWorkbook({ sheets: [{ data }] }));
    expect(cells.get('A1')).toMatchObject({ kind: 'formula', formula: '1+1', text: '2' });
    expect(cells.get('B1')).toMatchObject({ kind: 'formula', formula: '', text: '3' });
  });

  test('macros are reported', async () => {
    const data = `<row r="1">${inline('A1', '甲')}</row>`;
    const bytes = await rawWorkbook({ sheets: [{ data }], parts: { 'xl/vbaProject.bin': 'x' } });
    expect((await collect(bytes))[0]).toMatchObject({ macros: true });
  });
});
