import { createKin } from '@plumbline/contract/registry';
import * as contract from '@plumbline/contract/submission';
import * as sheetRows from '@plumbline/contract/submission-rows';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extractText } from '../../platform/files/extract.ts';
import { startTestServer, type TestClient, type TestServer } from '../../testing/index.ts';
import { accepted, draftOf, handedIn, Kit, line, rowsOf, SIGN, upload, workbookOf } from './testing.ts';

let server: TestServer;
let kit: Kit;
beforeAll(async () => {
  server = await startTestServer();
  await server.app.server.listen({ port: 0, host: '127.0.0.1' });
  kit = new Kit(server);
});
afterAll(() => server.stop());

const OTHER = line({ 姓名: '陈立新', 职务: '局长' });
/** Whoever receives sheets, and is somebody. */
const receiver = async (personId: string) =>
  (await kit.account('cadre-supervision-officer', server.world.organs.cadre!, personId)).client;
const numbersOf = async (client: TestClient, id: string) =>
  (await rowsOf(client, id)).map(({ rowNo }) => rowNo);
const sendBack = (client: TestClient, id: string, row: number) =>
  client.call(sheetRows.returnRows, {
    params: { id },
    body: { rows: [row], reason: '线索不具体，不予受理' },
  });
/** What is said of a row that is not there. */
const NO_ROW = { status: 400, body: { faults: [{ pointer: '/rows', code: 'row.not-returnable' }] } };

describe('a row of a sheet about whoever reads it', () => {
  it('is neither shown, counted nor given out in the workbook, and accepted all the same', async () => {
    const { persons, organs } = server.world;
    const self = await receiver(persons.deputy);
    const sheet = await accepted(server, [line({ 线索摘要: '反映其收受石砚' }), OTHER]);
    expect(await numbersOf(self, sheet.id)).toEqual([2]);
    const told = await self.must(contract.getSubmission, { params: { id: sheet.id } });
    expect(told).toMatchObject({ rowCount: 1, counts: { total: 1 } });
    const { items } = await self.must(contract.listSubmissions, {});
    expect(items.find(({ id }) => id === sheet.id)).toMatchObject({ rowCount: 1 });
    // Nor does whoever sends sheets in read it in the workbook, unless it was theirs to write.
    const liaison = (await kit.account('member-liaison', organs.court!, persons.deputy)).client;
    const textFor = async (client: TestClient) => {
      const { status, raw } = await client.call(contract.downloadWorkbook, { params: { id: sheet.id } });
      expect(status).toBe(200);
      const limits = { timeoutMs: 30_000, maxChars: 100_000 };
      return (await extractText({ bytes: raw, type: 'xlsx' }, limits)).text;
    };
    expect(await textFor(liaison)).not.toContain('石砚');
    expect(await textFor(server.as('court'))).toContain('石砚');
    const rows = await rowsOf(server.as('orgdept'), sheet.id);
    expect(rows.map(({ state }) => state)).toEqual(['accepted', 'accepted']);
  });

  it('is not there to be returned by him', async () => {
    const { namesakeB } = server.world.persons;
    const self = await receiver(namesakeB);
    const own = line({ 姓名: '王伟', 所在单位: '县财政局', 职务: '副局长', 线索摘要: '反映其收受端砚' });
    const sheet = await handedIn(server, [own, OTHER], { period: '2025Q1' });
    expect(await numbersOf(self, sheet.id)).toEqual([2]);
    expect(await sendBack(self, sheet.id, 1)).toMatchObject(NO_ROW);
    expect(await sendBack(self, sheet.id, 99)).toMatchObject(NO_ROW);
    expect((await sendBack(server.as('orgdept'), sheet.id, 1)).status).toBe(200);
  });

  it('lets him neither sign the sheet as empty, nor replace, take or send it back: somebody else does', async () => {
    const { persons, organs } = server.world;
    const liaison = (await kit.account('member-liaison', organs.court!, persons.deputy)).client;
    const own = line({ 线索摘要: '反映其收受澄泥砚' });
    const draft = await draftOf(server, [own], { period: '2025Q2' });
    const params = { id: draft.id };
    const second = { status: 403, body: { code: 'second-person' } };
    expect((await liaison.must(contract.getSubmission, { params })).counts.total).toBe(0);
    expect(await liaison.call(contract.signNil, { params, body: SIGN })).toMatchObject(second);
    const other = await workbookOf([OTHER], { notes: ['另一份'] });
    expect(await upload(liaison, draft.id, other)).toMatchObject(second);
    await server.as('court').must(contract.submitSheet, { params, body: SIGN });
    const body = { reason: '有误' };
    expect(await liaison.call(contract.withdrawSheet, { params, body })).toMatchObject(second);
    const taker = await receiver(persons.deputy);
    expect(await taker.call(contract.sendBackSheet, { params, body })).toMatchObject(second);
    expect((await rowsOf(server.as('orgdept'), draft.id)).map(({ state }) => state)).toEqual(['ready']);
    expect((await server.as('orgdept').call(contract.sendBackSheet, { params, body })).status).toBe(200);
  });

  it('is no more there where it is about the spouse', async () => {
    const { mayor, namesakeA } = server.world.persons;
    const kin = await receiver(namesakeA);
    await server.as('officer').must(createKin, {
      params: { id: mayor },
      body: { relation: 'spouse', name: '王伟', personId: namesakeA },
    });
    await server.work();
    const about = line({ 姓名: '李国强', 所在单位: '柳林镇', 职务: '镇长', 线索摘要: '反映其收受歙砚' });
    const sheet = await handedIn(server, [about, OTHER], { period: '2024Q2' });
    expect(await numbersOf(kin, sheet.id)).toEqual([2]);
    expect(await sendBack(kin, sheet.id, 1)).toMatchObject(NO_ROW);
    expect((await sendBack(server.as('orgdept'), sheet.id, 1)).status).toBe(200);
  });
});
