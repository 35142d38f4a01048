import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { makeIdNumber } from '@plumbline/contract/identifiers';
import type { Fault, Problem } from '@plumbline/contract/problem';
import * as contract from '@plumbline/contract/submission';
import type { SubmissionRow } from '@plumbline/contract/submission-rows';
import * as rows from '@plumbline/contract/submission-rows';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readWorkbook } from '../../platform/workbook/reader.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { fill } from '../../testing/test-client.ts';
import { csvOf, line, rowsOf, type SheetLine, upload, workbookOf } from './testing.ts';

let server: TestServer;
let id: string;
beforeAll(async () => {
  server = await startTestServer();
  await server.app.server.listen({ port: 0, host: '127.0.0.1' });
  const draft = await court().must(contract.beginSubmission, { body: { period: '2026Q1' } });
  id = draft.id;
});
afterAll(() => server.stop());
const court = () => server.as('court');
let files = 0;
beforeEach(() => {
  files++;
});

/** Uploads the lines and gives the rows they became. */
async function staged(content: Buffer | string | readonly SheetLine[]): Promise<SubmissionRow[]> {
  const bytes =
    typeof content === 'string' || Buffer.isBuffer(content)
      ? content
      : await workbookOf(content, { notes: [`第${files}份`] });
  const reply = await upload(court(), id, bytes);
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
  return rowsOf(court(), id);
}

async function refused(content: Buffer | string): Promise<Fault[]> {
  const before = await rowsOf(court(), id);
  const reply = await upload(court(), id, content);
  expect(reply.status).toBe(422);
  expect(await rowsOf(court(), id)).toEqual(before);
  return (reply.body as unknown as Problem).faults ?? [];
}

async function excelOf(fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet('季度线索报送表'), book);
  return Buffer.from(await book.xlsx.writeBuffer());
}
const HEADS = [
  '姓名',
  '身份证号',
  '所在单位',
  '职务',
  '线索类别',
  '具体类型',
  '线索来源',
  '发生日期',
  '线索摘要',
];
const CELLS = [
  '周敏',
  '',
  '县住建局',
  '副局长',
  '信访类',
  '来信处理',
  '司法机关移送',
  '2026-02-10',
  '反映其打招呼',
];
const with_ = (over: Record<number, unknown>) => CELLS.map((cell, i) => over[i] ?? cell);

describe('files beyond a limit, refused in both languages', () => {
  const inLanguage = (language: string, content: Buffer) =>
    court().send<Problem>('PUT', fill(contract.uploadWorkbook.path, { id }), {
      query: { name: '2026Q1.csv' },
      body: content,
      headers: { 'content-type': 'application/octet-stream', 'accept-language': language },
    });

  it.each([
    ['zh', /200000/],
    ['en', /more rows than allowed \(200000\)/],
  ])('more rows than are taken in: %s', async (language, detail) => {
    const before = await rowsOf(court(), id);
    const reply = await inLanguage(language, Buffer.from(`甲,乙\n${'1,2\n'.repeat(200_000)}`));
    expect(reply).toMatchObject({
      status: 422,
      body: { faults: [{ code: 'workbook.too-many-rows', detail: expect.stringMatching(detail) }] },
    });
    expect(await rowsOf(court(), id)).toEqual(before);
  });

  it.each([
    ['zh', '内容超过大小限制。'],
    ['en', 'The content is over the size limit.'],
  ])('two gigabytes, by their declared length, before a byte of them comes: %s', async (language, title) => {
    const path = `${server.app.server.listeningOrigin}${fill(contract.uploadWorkbook.path, { id })}?name=a.xlsx`;
    const asking = request(path, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${server.world.token('court')}`,
        'accept-language': language,
        'content-type': 'application/octet-stream',
        'content-length': 2 * 1024 ** 3,
      },
    });
    asking.on('error', () => undefined);
    asking.flushHeaders();
    const [reply] = (await once(asking, 'response')) as [IncomingMessage];
    expect(reply.statusCode).toBe(413);
    expect(await json(reply)).toMatchObject({ code: 'too-large', title });
    asking.destroy();
  });
});

describe('files that are read rightly', () => {
  it('CSV in GB18030', async () => {
    const text = csvOf([line()]);
    const bytes = await gb18030(text);
    const [row] = await staged(bytes);
    expect(row).toMatchObject({ state: 'ready', cells: { name: '周敏', unit: '县住房和城乡建设局' } });
  });

  it('CSV in UTF-8 with a byte order mark', async () => {
    const [row] = await staged(`\ufeff${csvOf([line({ 线索摘要: '带标记' })])}`);
    expect(row!.cells.title).toBe('带标记');
  });

  it('columns in another order, headings by other names, unknown columns told of', async () => {
    const text = [
      '处理机关,反映日期,来源,类别,子类,单位,被反映人姓名,主要问题,内部编号',
      '县纪委,2026.2.10,司法机关移送,信访,来信处理,县住建局,周敏,换序,A1',
    ].join('\n');
    const [row] = await staged(text);
    expect(row).toMatchObject({
      cells: { decidedBy: '县纪委', name: '周敏', title: '换序' },
      becomes: { class: 'petition', occurredOn: '2026-02-10' },
    });
    const { notes } = await court().must(contract.getSubmission, { params: { id } });
    expect(notes).toMatchObject([{ code: 'header.unknown', detail: expect.stringContaining('内部编号') }]);
  });

  it('a merged heading of two rows, and a unit merged over several rows', async () => {
    const bytes = await excelOf((sheet) => {
      sheet.addRow(['被反映人', '', '', '', '线索', '', '', '', '']);
      sheet.addRow(HEADS);
      sheet.mergeCells('A1:D1');
      sheet.mergeCells('E1:I1');
      sheet.addRow(CELLS);
      sheet.addRow(with_({ 0: '陈立新', 2: '', 3: '局长', 8: '第二件' }));
      sheet.mergeCells('C3:C4');
    });
    const read = await staged(bytes);
    expect(read.map((row) => [row.sourceRow, row.cells.name, row.cells.unit, row.state])).toEqual([
      [3, '周敏', '县住建局', 'ready'],
      [4, '陈立新', '县住建局', 'ready'],
    ]);
  });

  it('extra sheets are left out with a note; a sheet that only lacks a column is told of by name', async () => {
    const bytes = await excelOf((sheet, book) => {
      sheet.addRow(HEADS);
      sheet.addRow(with_({ 8: '有附表' }));
      book.addWorksheet('通讯录').addRow(['电话', '邮箱']);
      const half = book.addWorksheet('上半年');
      half.addRow(HEADS.slice(0, 8));
      half.addRow(CELLS.slice(0, 8));
      book.addWorksheet('藏着的', { state: 'hidden' }).addRow(HEADS);
    });
    expect(await staged(bytes)).toHaveLength(1);
    const { notes } = await court().must(contract.getSubmission, { params: { id } });
    expect(notes.map((note) => [note.code, note.sheet])).toEqual([
      ['note.sheet-ignored', '通讯录'],
      ['note.sheet-incomplete', '上半年'],
      ['note.sheet-hidden', '藏着的'],
    ]);
    expect(notes[1]!.detail).toContain('线索摘要');
  });

  it('a sheet numbered in advance has no more rows by that, and headings repeated on each page are none', async () => {
    const bytes = await excelOf((sheet) => {
      sheet.addRow(['序号', ...HEADS]);
      sheet.addRow([1, ...with_({ 8: '唯一一件' })]);
      sheet.addRow(['序号', ...HEADS]);
      for (let i = 2; i < 30; i++) sheet.addRow([i]);
    });
    expect(await staged(bytes)).toHaveLength(1);
  });

  it('full-width digits, letters and spaces', async () => {
    const number = makeIdNumber({ region: '119901', birth: '1975-05-05', sequence: 12 });
    const wide = number.replace(/[0-9X]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
    const [row] = await staged([
      line({ 姓名: '周　敏', 身份证号: wide, 发生日期: '２０２６年２月１０日', 线索类别: ' 信访类　' }),
    ]);
    expect(row).toMatchObject({
      state: 'ready',
      becomes: { occurredOn: '2026-02-10' },
      subject: { name: '周敏' },
    });
    expect(row!.cells.idNumber).toBe(`${number.slice(0, 3)}***********${number.slice(-4)}`);
  });

  it.each([
    ['2026年2月10日', '2026-02-10'],
    ['2026.2.10', '2026-02-10'],
    ['20260210', '2026-02-10'],
    ['2026/2/10', '2026-02-10'],
    ['二〇二六年二月十日', '2026-02-10'],
    [46063, '2026-02-10'],
  ])('the date %s', async (written, day) => {
    const [row] = await staged(
      await excelOf((sheet) => {
        sheet.addRow(HEADS);
        sheet.addRow(with_({ 7: written, 8: `日期${String(written)}` }));
      }),
    );
    expect(row!.becomes?.occurredOn).toBe(day);
  });

  it('formulas at the value shown, never run; and never live in what goes out', async () => {
    const bytes = await excelOf((sheet) => {
      sheet.addRow(HEADS);
      sheet.addRow(
        with_({ 8: { formula: 'HYPERLINK("http://example.invalid","点此")', result: '显示的文字' } }),
      );
      sheet.addRow(with_({ 7: { formula: 'TODAY()' }, 8: '没有结果的公式' }));
      sheet.addRow(with_({ 6: '', 8: "=cmd|' /C calc'!A0" }));
    });
    const [shown, empty, typed] = await staged(bytes);
    expect(shown).toMatchObject({ state: 'ready', cells: { title: '显示的文字' } });
    expect(empty!.faults).toMatchObject([{ column: 'H', row: 3, code: 'cell.formula-empty' }]);
    expect(typed!.cells.title).toBe("=cmd|' /C calc'!A0");
    const { notes } = await court().must(contract.getSubmission, { params: { id } });
    expect(notes.map((note) => note.code)).toContain('note.formulas');
    const out = await court().call(rows.wrongRowsWorkbook, { params: { id } });
    expect(out.status).toBe(200);
    const cells = [];
    for await (const event of readWorkbook({ bytes: out.raw }))
      if (event.type === 'row') cells.push(...event.cells);
    expect(cells.filter((cell) => cell.formula !== undefined)).toEqual([]);
    expect(cells.map((cell) => cell.text)).toContain("=cmd|' /C calc'!A0");
  });

  it('what was exported as wrong is read again once it is mended', async () => {
    const number = makeIdNumber({ region: '119901', birth: '1975-05-05', sequence: 12 });
    await staged([line({ 身份证号: number, 发生日期: '2026年2月' })]);
    const out = await court().call(rows.wrongRowsWorkbook, { params: { id } });
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(out.raw as never);
    const sheet = book.worksheets[0]!;
    const heads = (sheet.getRow(1).values as string[]).slice(1);
    const last = heads.length;
    expect(sheet.getRow(2).getCell(last).text).toContain('请补上日');
    sheet.getRow(2).getCell(heads.indexOf('发生日期') + 1).value = '2026-02-10';
    const [row] = await staged(Buffer.from(await book.xlsx.writeBuffer()));
    expect(row).toMatchObject({ state: 'ready', faults: [] });
    expect(row!.cells.idNumber).toContain('*');
  });
});

describe('cells that are wrong: where, what, and what to write', () => {
  const valid = makeIdNumber({ region: '119901', birth: '1975-05-05', sequence: 12 });
  const wrongDigit = valid.slice(0, 17) + (valid.endsWith('1') ? '2' : '1');
  it.each<[string, SheetLine, Partial<Fault>]>([
    [
      'an impossible date',
      { 发生日期: '2026-02-30' },
      { code: 'day.impossible', detail: expect.stringContaining('2026-02-30') },
    ],
    ['a date to come', { 发生日期: '2026-12-01' }, { code: 'day.future' }],
    ['a month alone', { 发生日期: '2026年2月' }, { code: 'day.month-only' }],
    ['no date', { 发生日期: '近期' }, { code: 'day.not-a-date' }],
    ['an ID number turned to scientific notation', { 身份证号: '1.1E+17' }, { code: 'number.scientific' }],
    ['a wrong check digit', { 身份证号: wrongDigit }, { code: 'id-number.check-digit' }],
    ['an old number', { 身份证号: '110101750505001' }, { code: 'id-number.old-15-digits' }],
    [
      'a number too short',
      { 身份证号: '1199011975' },
      { code: 'id-number.length', detail: expect.stringContaining('10位') },
    ],
    ['rounded digits', { 身份证号: `${valid.slice(0, 15)}000` }, { code: 'id-number.rounded' }],
    [
      'a class that is none',
      { 线索类别: '其他类' },
      { code: 'cell.not-in-list', detail: expect.stringContaining('奖惩类') },
    ],
    [
      'a sub-type of another class',
      { 具体类型: '诫勉' },
      { code: 'cell.not-in-list', detail: expect.stringContaining('来信处理') },
    ],
    ['a source for materials only', { 线索来源: '本人报告' }, { code: 'cell.not-in-list' }],
    ['no summary', { 线索摘要: '' }, { code: 'cell.required', detail: expect.stringContaining('线索摘要') }],
    [
      'a summary too long',
      { 线索摘要: '长'.repeat(201) },
      { code: 'cell.too-long', detail: expect.stringContaining('201') },
    ],
    ['a number for a name', { 姓名: '12345' }, { code: 'name.not-a-name' }],
    ['a number without a name', { 姓名: '', 身份证号: valid }, { code: 'name.missing' }],
    [
      'an unknown person',
      { 姓名: '钱无名' },
      { code: 'person.unknown', detail: expect.stringContaining('先登记') },
    ],
    [
      'an unknown unit',
      { 姓名: '', 所在单位: '火星局' },
      { code: 'unit.unknown', detail: expect.stringContaining('火星局') },
    ],
  ])('%s', async (_, over, fault) => {
    const [good, row] = await staged([line({ 线索摘要: '好的一行' }), line(over)]);
    expect(good!.state).toBe('ready');
    expect(row!.state).toBe('wrong');
    expect(row!.faults).toHaveLength(1);
    expect(row!.faults[0]).toMatchObject({ sheet: '季度线索报送表', row: 4, ...fault });
    expect(row!.faults[0]!.column).toMatch(/^[A-J]$/);
    expect(row!.faults[0]!.detail).not.toMatch(/\{\w+\}|“”/);
  });

  it('an ID number stored as a number has lost its digits', async () => {
    const [row] = await staged(
      await excelOf((sheet) => {
        sheet.addRow(HEADS);
        sheet.addRow(with_({ 1: 110101197505050000, 8: '数值' })).getCell(2).numFmt = '0';
      }),
    );
    expect(row!.faults).toMatchObject([{ column: 'B', code: 'number.digits-lost' }]);
    expect(JSON.stringify(row)).not.toContain('1101011975');
  });

  it('two persons of one name are not guessed between', async () => {
    const [row] = await staged([line({ 姓名: '王伟', 所在单位: '柳林镇', 职务: '' })]);
    expect(row).toMatchObject({ state: 'ambiguous', subject: null });
    expect(row!.candidates).toHaveLength(2);
  });

  it('speaks English to who asks for it', async () => {
    await staged([line({ 发生日期: '2026-02-30' })]);
    const page = await court().must(rows.listRows, {
      params: { id },
      query: {},
      headers: { 'accept-language': 'en' },
    });
    expect(page.items[0]!.faults[0]!.detail).toMatch(/no such day/);
  });

  it('a fixed cell is checked again, and the whole number need not be typed for it', async () => {
    await staged([line({ 身份证号: valid, 发生日期: '2026-02-30' })]);
    const reply = await court().must(rows.fixRow, {
      params: { id, row: 1 } as never,
      body: { cells: { occurredOn: '2026年2月28日' } },
    });
    expect(reply.row).toMatchObject({ state: 'ready', faults: [], becomes: { occurredOn: '2026-02-28' } });
    const unknown = await court().call(rows.fixRow, {
      params: { id, row: 1 } as never,
      body: { cells: { nonsense: '1' } },
    });
    expect(unknown.status).toBe(400);
  });

  it('leaves rows out and takes them in again', async () => {
    await staged([line({ 发生日期: '错' }), line({ 线索摘要: '好的' }), line({ 姓名: '钱无名' })]);
    const out = await court().must(rows.excludeRows, { params: { id }, body: { state: 'wrong' } });
    expect(out).toMatchObject({ changed: 2, counts: { excluded: 2, ready: 1, wrong: 0 } });
    const back = await court().must(rows.excludeRows, {
      params: { id },
      body: { rows: [1, 2], excluded: false },
    });
    expect(back).toMatchObject({ changed: 1, counts: { excluded: 1, wrong: 1 } });
  });

  it('tells why rows were left out, marks none of them as mended, and takes back all that were wrong', async () => {
    await staged([line({ 发生日期: '错' }), line({ 姓名: '钱无名' }), line({ 线索摘要: '好的' })]);
    const exclude = (body: Record<string, unknown>) =>
      court().must(rows.excludeRows, { params: { id }, body: body as never });
    await exclude({ rows: [3] });
    const out = await exclude({ state: 'wrong' });
    expect(out.counts).toMatchObject({ excluded: 3, excludedWrong: 2, excludedAmbiguous: 0 });
    expect((await rowsOf(court(), id)).map((row) => row.edited)).toEqual([false, false, false]);
    // What was left out on purpose stays out.
    const back = await exclude({ state: 'wrong', excluded: false });
    expect(back).toMatchObject({ changed: 2, counts: { wrong: 2, excluded: 1, excludedWrong: 0 } });
  });
});

describe('files that are refused', () => {
  it.each<[string, () => Promise<Buffer | string>, Partial<Fault>]>([
    [
      'an .xls renamed',
      async () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
      { code: expect.stringMatching(/legacy-xls|truncated/) },
    ],
    [
      'a web page named .xlsx',
      async () => '<html><body><table></table></body></html>',
      { code: 'workbook.html' },
    ],
    ['a PDF', async () => '%PDF-1.7\n', { code: 'workbook.not-a-workbook' }],
    ['an empty file', async () => '', { code: 'workbook.empty-file' }],
    ['no heading', async () => '张三,李四\n1,2', { code: 'header.not-found' }],
    [
      'a missing column',
      async () => csvOf([line()]).replace('发生日期', '某列'),
      { code: 'header.missing', detail: expect.stringContaining('发生日期') },
    ],
    ['a column twice', async () => csvOf([line()]).replace('职务', '所在单位'), { code: 'header.duplicate' }],
    [
      'a heading and no rows',
      async () => csvOf([line()]).split('\r\n')[0]!,
      { code: 'workbook.no-rows', detail: expect.stringContaining('零报告') },
    ],
    [
      'a workbook cut half-way',
      async () => (await workbookOf([line()])).subarray(0, 900),
      { code: 'workbook.truncated' },
    ],
    ['a quote never closed', async () => `${csvOf([line()])}\n"未完`, { code: 'workbook.unclosed-quote' }],
  ])('%s', async (_, content, fault) => {
    const [first] = await refused(await content());
    expect(first).toMatchObject(fault);
    expect(first!.detail.length).toBeGreaterThan(8);
  });

  it('content of another type is refused before it is read', async () => {
    const reply = await court().send('PUT', `/api/submissions/${id}/workbook`, {
      body: { not: 'a file' },
      headers: { 'content-type': 'application/json' },
    });
    expect(reply.status).toBe(415);
  });
});

/** Node decodes GB18030 but doesn't encode it: the table is turned round once. */
async function gb18030(text: string): Promise<Buffer> {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, Buffer>();
  for (let hi = 0x81; hi <= 0xfe; hi++) {
    for (let lo = 0x40; lo <= 0xfe; lo++) {
      if (lo === 0x7f) continue;
      const bytes = Buffer.from([hi, lo]);
      codes.set(decoder.decode(bytes), bytes);
    }
  }
  return Buffer.concat([...text].map((c) => (c.charCodeAt(0) < 0x80 ? Buffer.from(c) : codes.get(c)!)));
}
