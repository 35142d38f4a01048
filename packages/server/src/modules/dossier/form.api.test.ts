import { listEvents } from '@plumbline/contract/desk';
import { downloadFile } from '@plumbline/contract/file';
import * as contract from '@plumbline/contract/form-file';
import { getMaterial } from '@plumbline/contract/material';
import { search } from '@plumbline/contract/search';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDocxTables } from '../../platform/documents/read-tables.ts';
import { writeLrmx } from '../../platform/exchange-formats/lrmx.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { add, addVerified, FORMS, step, upload, verifyAction } from './testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.app.server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => server.stop());

const ITEM = 'appointment-form';
const PHOTO = Buffer.from(
  '/9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQH/2Q==',
  'base64',
);
const lrmx = (more: Record<string, string> = {}) =>
  writeLrmx('Person', [
    ...Object.entries({
      XingMing: '陈立新',
      XingBie: '男',
      ChuShengNianYue: '197505',
      MinZu: '汉族',
      RuDangShiJian: '199906',
      CanJiaGongZuoShiJian: '199607',
      XianRenZhiWu: '县住房和城乡建设局局长',
      JianLi: '1996.07--2021.01  县建设局干部\n2021.01--         县住房和城乡建设局局长',
      NianDuKaoHeJieGuo: '2023年优秀；2024年称职',
      ZhaoPian: PHOTO.toString('base64'),
      ...more,
    }),
    [
      'JiaTingChengYuan',
      {
        item: 'Item',
        rows: [Object.entries({ ChengWei: '妻子', XingMing: '刘桂芳', GongZuoDanWeiJiZhiWu: '海棠中学' })],
      },
    ],
  ]);
/** The rows of a table as a workbook has them: all as wide as the widest, their first cells merged to that end. */
async function workbookOf(rows: readonly (readonly string[])[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('任免表');
  const wide = Math.max(...rows.map((row) => row.length));
  for (const [i, [first, ...others]] of rows.entries()) {
    const gap = wide - 1 - others.length;
    sheet.addRow([first, ...Array<string>(gap).fill(''), ...others]);
    if (gap) sheet.mergeCells(i + 1, 1, i + 1, 1 + gap);
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}
const read = (username: string, subjectId: string, fileId: string, item = ITEM) =>
  server.as(username).call(contract.readFormFile, { params: { subjectId }, body: { item, fileId } });
const codes = (reply: { body: unknown }) =>
  ((reply.body as { faults?: { pointer: string; code: string }[] }).faults ?? []).map((f) => [
    f.pointer,
    f.code,
  ]);

describe('reading a form file', () => {
  it('refuses in order: no session, bad input, not visible, somebody else’s file, items without a paper', async () => {
    const { head } = server.world.persons;
    const fileId = await upload(server, 'officer', '任免表.lrmx', lrmx());
    const request = { params: { subjectId: head }, body: { item: ITEM, fileId } };
    expect((await server.as().call(contract.readFormFile, request)).status).toBe(401);
    const bad = await server
      .as('officer')
      .call(contract.readFormFile, { ...request, body: { item: ITEM, fileId: 'x' } });
    expect(bad.status).toBe(400);
    expect((await read('intake', head, fileId)).status).toBe(404);
    expect(codes(await read('reviewer', head, fileId))).toEqual([['/fileId', 'unknown-file']]);
    expect(codes(await read('officer', head, fileId, 'annual-assessment'))).toEqual([['/item', 'no-paper']]);
    expect(codes(await read('officer', server.world.units.housing, fileId))[0]?.[0]).toBe('/item');
  });

  it.each([
    [
      '炸弹.lrmx',
      '<!DOCTYPE Person [<!ENTITY a "aaaa">]><Person><XingMing>&a;</XingMing></Person>',
      'lrmx.doctype',
    ],
    ['外部.lrmx', '<!DOCTYPE Person [<!ENTITY a SYSTEM "file:///etc/passwd">]><Person/>', 'lrmx.doctype'],
    ['别的.lrmx', '<Workbook/>', 'lrmx.root'],
    ['文本.lrmx', '姓名：陈立新', 'lrmx.not-xml'],
    ['照片.lrmx', '<Person><ZhaoPian>###</ZhaoPian></Person>', 'lrmx.photo-base64'],
    ['说明.txt', '姓名：陈立新', 'form-file.type'],
  ])('%s: says what is wrong', async (name, text, code) => {
    const fileId = await upload(server, 'officer', name, Buffer.from(text));
    const reply = await read('officer', server.world.persons.head, fileId);
    expect(reply.status).toBe(400);
    expect(codes(reply)).toEqual([['/fileId', code]]);
  });

  it('shows what a draft would hold beside the registry, and files nothing', async () => {
    const { head } = server.world.persons;
    const fileId = await upload(server, 'officer', '任免表.lrmx', lrmx());
    const { body } = await read('officer', head, fileId);
    expect(body).toMatchObject({
      photo: true,
      mismatch: false,
      faults: [],
      notes: [],
      form: { name: '陈立新', birthMonth: '1975-05', family: [{ relation: 'spouse', name: '刘桂芳' }] },
    });
    expect(body.person.find(({ what }) => what === 'name')?.verdict).toBe('same');
    expect(body.differences.map(({ title }) => title)).toContain('现任职务');
    const again = await read('officer', head, fileId);
    expect(again.status).toBe(200);
  });
});

describe('importing', () => {
  const importing = (username: string, subjectId: string, fileId: string, form: object, more: object = {}) =>
    server.as(username).call(contract.importFormFile, {
      params: { subjectId },
      body: { item: ITEM, fileId, form, ...more },
    });

  it('never files to somebody of another name unless that is confirmed, and tells the second person', async () => {
    const { deputy } = server.world.persons;
    const fileId = await upload(server, 'officer', '任免表.lrmx', lrmx());
    const { body: reading } = await read('officer', deputy, fileId);
    expect(reading.mismatch).toBe(true);
    expect(reading.others.map(({ id }) => id)).toEqual([server.world.persons.head]);
    const refused = await importing('officer', deputy, fileId, reading.form);
    expect(codes(refused)).toEqual([['/confirmed', 'form-of-another-person']]);
    const filed = await importing('officer', deputy, fileId, reading.form, { confirmed: true });
    expect(filed.status).toBe(201);
    const seen = await server.as('reviewer').must(getMaterial, { params: { id: filed.body.id } });
    expect(seen.note).toContain('姓名');
  });

  it('refuses a form that is not complete, with its places, and keeps the upload', async () => {
    const { head } = server.world.persons;
    const fileId = await upload(server, 'officer', '任免表.lrmx', lrmx());
    const reply = await importing('officer', head, fileId, { name: '陈立新' });
    expect(reply.status).toBe(400);
    expect(codes(reply).map(([pointer]) => pointer)).toContain('/form/career');
    expect((await read('officer', head, fileId)).status).toBe(200);
  });

  it('files a draft with file and portrait, keeps kin out of search, and leaves its events', async () => {
    const { head } = server.world.persons;
    const fileId = await upload(server, 'officer', '任免表.lrmx', lrmx());
    const { body: reading } = await read('officer', head, fileId);
    const filed = await importing('officer', head, fileId, reading.form);
    expect(filed).toMatchObject({ status: 201, body: { status: 'draft' } });
    const { id } = filed.body;
    const draft = await server.as('officer').must(getMaterial, { params: { id } });
    expect(draft.attachments.map(({ type }) => type)).toEqual(['lrmx', 'jpg']);
    const photo = await server.as('officer').call(downloadFile, { params: { id: draft.attachments[1]!.id } });
    expect(photo.raw.equals(PHOTO)).toBe(true);
    expect(codes(await importing('officer', head, fileId, reading.form))).toEqual([
      ['/fileId', 'unknown-file'],
    ]);
    await step(server, 'reviewer', id, verifyAction(server));
    await server.work();
    for (const q of ['刘桂芳', '海棠中学'])
      expect((await server.as('reviewer').must(search, { query: { q } })).items, q).toEqual([]);
    const { items } = await server.as('auditor').must(listEvents, { query: { limit: 200 } });
    expect(items.map(({ type }) => type)).toContain('material.imported');
    const ofEntry = items.filter(({ type }) => type.startsWith('material.'));
    expect(JSON.stringify(ofEntry)).not.toContain('刘桂芳');
  });
});

describe('printing and giving back', () => {
  it('refuses in order: no session, not visible, no paper', async () => {
    const { id } = await add(server, 'officer', server.world.persons.mayor, ITEM);
    const note = await add(server, 'officer', server.world.persons.mayor, 'annual-assessment');
    for (const route of [
      contract.getMaterialPaper,
      contract.downloadMaterialPaper,
      contract.downloadFormFile,
    ]) {
      expect((await server.as().call(route, { params: { id } })).status).toBe(401);
      expect((await server.as('intake').call(route, { params: { id } })).status).toBe(404);
      expect((await server.as('officer').call(route, { params: { id: note.id } })).status).toBe(404);
    }
  });

  it('marks what is not verified, and gives only facts to other programs', async () => {
    const { id } = await add(server, 'officer', server.world.persons.mayor, ITEM);
    const draft = await server.as('officer').must(contract.getMaterialPaper, { params: { id } });
    expect([draft.mark !== null, draft.exportable]).toEqual([true, false]);
    expect((await server.as('officer').call(contract.downloadFormFile, { params: { id } })).status).toBe(409);
    await step(server, 'reviewer', id, verifyAction(server));
    const done = await server.as('officer').must(contract.getMaterialPaper, { params: { id } });
    expect([done.mark, done.exportable, done.pages.length]).toEqual([null, true, 2]);
  });

  it('gives the same form back, as exchange file and as document, so that nothing is typed again', async () => {
    const { head } = server.world.persons;
    const id = await addVerified(server, head, ITEM);
    const officer = server.as('officer');
    for (const [route, name] of [
      [contract.downloadFormFile, '导出.lrmx'],
      [contract.downloadMaterialPaper, '打印.docx'],
    ] as const) {
      const file = await officer.call(route, { params: { id } });
      expect(file.status).toBe(200);
      const fileId = await upload(server, 'officer', name, file.raw);
      const { body } = await read('officer', head, fileId);
      expect(body.form, name).toEqual(FORMS[ITEM]);
      expect(body.notes, name).toEqual([]);
    }
  });

  it('reads the same form from a workbook, says what is wrong with one, and files it', async () => {
    const { head } = server.world.persons;
    const id = await addVerified(server, head, ITEM);
    const printed = await server.as('officer').call(contract.downloadMaterialPaper, { params: { id } });
    const bytes = await workbookOf(await readDocxTables(printed.raw));
    const fileId = await upload(server, 'officer', '任免表.xlsx', bytes);
    const { body } = await read('officer', head, fileId);
    expect(body.form).toEqual(FORMS[ITEM]);
    const filed = await server.as('officer').call(contract.importFormFile, {
      params: { subjectId: head },
      body: { item: ITEM, fileId, form: body.form },
    });
    expect(filed).toMatchObject({ status: 201, body: { status: 'draft' } });
    const other = await upload(server, 'officer', '花名册.xlsx', await workbookOf([['姓名', '陈立新']]));
    expect(codes(await read('officer', head, other))).toEqual([['/fileId', 'form-file.other-document']]);
    const empty = await upload(server, 'officer', '空表.xlsx', await workbookOf([]));
    expect(codes(await read('officer', head, empty))).toEqual([['/fileId', 'workbook.empty']]);
  });

  it('masks kin for who may not read them, and gives them no exchange file', async () => {
    const id = await addVerified(server, server.world.persons.deputy, ITEM);
    const reader = ['secretary', 'head', 'orgdept', 'dispatched', 'casemgmt'].map((name) => server.as(name));
    let masked = 0;
    for (const client of reader) {
      const paper = await client.call(contract.getMaterialPaper, { params: { id } });
      if (paper.status !== 200 || !paper.body.mark) continue;
      masked++;
      expect(JSON.stringify(paper.body)).not.toContain('刘桂芳');
      const document = await client.call(contract.downloadMaterialPaper, { params: { id } });
      expect(JSON.stringify(await readDocxTables(document.raw))).not.toContain('刘桂芳');
      expect((await client.call(contract.downloadFormFile, { params: { id } })).status).toBe(403);
    }
    expect(masked).toBeGreaterThan(0);
  });
});
