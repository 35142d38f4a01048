import { previewOpinionNames } from '@plumbline/contract/opinion';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../../platform/db/id.ts';
import { writeLrmx } from '../../../../platform/exchange-formats/lrmx.ts';
import { startTestServer, type TestServer } from '../../../../testing/index.ts';
import { upload } from '../../../dossier/testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.app.server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => server.stop());

const preview = (body: object, who: string | undefined = 'officer') =>
  server.as(who).call(previewOpinionNames, { body });
const rowsOf = async (body: object) =>
  (await server.as('officer').must(previewOpinionNames, { body })).rows.map(({ name, state, personId }) => [
    name,
    state,
    personId,
  ]);
const codes = (reply: { body: unknown }) =>
  ((reply.body as { faults?: { code: string }[] }).faults ?? []).map(({ code }) => code);
/** Bytes of a workbook with these rows, and areas that are merged. */
async function workbookOf(rows: readonly (readonly string[])[], ...merged: string[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('名单');
  for (const row of rows) sheet.addRow([...row]);
  for (const area of merged) sheet.mergeCells(area);
  return Buffer.from(await book.xlsx.writeBuffer());
}

describe('a list of names', () => {
  it('is refused without a session, without the permission, empty, or with more than 200 names', async () => {
    expect((await server.as().call(previewOpinionNames, { body: { text: '周敏' } })).status).toBe(401);
    expect((await preview({ text: '周敏' }, 'court')).status).toBe(403);
    expect(codes(await preview({}))).toEqual(['opinion.nobody']);
    expect(codes(await preview({ text: Array(201).fill('周敏').join('\n') }))).toEqual(['opinion.too-many']);
    expect((await preview({ text: Array(200).fill('周敏').join('\n') })).status).toBe(200);
  });

  it('means one person where unit or post tell, asks among namesakes, names who is unknown and what is twice', async () => {
    const { deputy, namesakeA, namesakeB } = server.world.persons;
    const text =
      '周敏，县住房和城乡建设局，副局长\n王伟\n王伟，县财政局\n无名氏，县住建局\n周　敏，县住建局\n周敏';
    expect(await rowsOf({ text })).toEqual(
      [
        ['周敏', 'found', deputy],
        ['王伟', 'ask', null],
        ['王伟', 'found', namesakeB],
        ['无名氏', 'unknown', null],
        ['周', 'unknown', null],
        ['周敏', 'ask', null],
      ].map((row, i) => (i === 4 ? expect.anything() : row)),
    );
    const { rows } = await server.as('officer').must(previewOpinionNames, { body: { text } });
    expect(rows[1]!.candidates.map(({ id }) => id).sort()).toEqual([namesakeA, namesakeB].sort());
    expect(rows[1]!.candidates.map(({ unit }) => unit).sort()).toEqual(['县住房和城乡建设局', '县财政局']);
    expect(rows[3]!.advice).toContain('无名氏');
    const twice = await rowsOf({ text: '周敏，县住建局\n周敏，县住房和城乡建设局，副局长' });
    expect(twice.map(([, state]) => state)).toEqual(['found', 'twice']);
  });

  it('is read from a workbook whose units are merged over rows, and from text in the encodings in use', async () => {
    const { deputy, head } = server.world.persons;
    const merged = await workbookOf(
      [
        ['征求意见名单'],
        ['序号', '姓名', '单位', '职务'],
        ['1', '陈立新', '县住房和城乡建设局', '局长'],
        ['2', '周敏', '', '副局长'],
      ],
      'A1:D1',
      'C3:C4',
    );
    const fileId = await upload(server, 'officer', '名单.xlsx', merged);
    expect(await rowsOf({ fileIds: [fileId] })).toEqual([
      ['陈立新', 'found', head],
      ['周敏', 'found', deputy],
    ]);
    // GB18030 as Windows saves it: 周敏，县财政局
    const gbk = Buffer.from('d6dcc3f4a3accfd8b2c6d5febed6', 'hex');
    const gb = await upload(server, 'officer', '名单.txt', gbk);
    expect((await rowsOf({ fileIds: [gb] })).map(([name]) => name)).toEqual(['周敏']);
    const utf16 = Buffer.from('\ufeff陈立新\t县住建局', 'utf16le');
    const wide = await upload(server, 'officer', '名单二.txt', utf16);
    expect((await rowsOf({ fileIds: [wide] })).map(([name]) => name)).toEqual(['陈立新']);
  });

  it('names each file that can not be read, and reads the others', async () => {
    const { head } = server.world.persons;
    const other = await upload(server, 'officer', '无表头.xlsx', await workbookOf([['周敏', '县住建局']]));
    const form = await upload(
      server,
      'officer',
      '任免表.lrmx',
      writeLrmx('Person', [
        ['XingMing', '陈立新'],
        ['ChuShengNianYue', '197505'],
        ['XianRenZhiWu', '县住房和城乡建设局局长'],
      ]),
    );
    const { rows, faults } = await server
      .as('officer')
      .must(previewOpinionNames, { body: { fileIds: [other, form, newId()] } });
    expect(faults.map(({ code }) => code)).toEqual(['opinion.no-heading', 'unknown-file']);
    expect(faults[0]!.detail).toContain('无表头.xlsx');
    expect(rows).toMatchObject([{ name: '陈立新', file: '任免表.lrmx', row: null }]);
    expect(rows[0]!.candidates.map(({ id }) => id)).toEqual([head]);
    // Somebody else's upload is none.
    expect((await preview({ fileIds: [form] }, 'intake')).body).toMatchObject({
      rows: [],
      faults: [{ code: 'unknown-file' }],
    });
  });
});
