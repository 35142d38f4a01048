import * as clues from '@plumbline/contract/clue';
import * as contract from '@plumbline/contract/submission';
import * as sheetRows from '@plumbline/contract/submission-rows';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extractText } from '../../platform/files/extract.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { accepted, draftOf, handedIn, Kit, line, rowsOf, SIGN, upload, workbookOf } from './testing.ts';

let server: TestServer;
let kit: Kit;
beforeAll(async () => {
  server = await startTestServer();
  await server.app.server.listen({ port: 0, host: '127.0.0.1' });
  kit = new Kit(server);
  await kit.owner.connect();
});
afterAll(async () => {
  await kit.owner.end();
  await server.stop();
});

/** The only clue that came of a sheet with the word in its title. */
async function clueOf(submissionId: string, word: string) {
  const { items } = await server.as('orgdept').must(clues.listClues, { query: { submissionId } });
  const [one, ...others] = items.filter(({ title }) => title.includes(word));
  expect(others).toEqual([]);
  return one!;
}
async function fileOf(id: string): Promise<string> {
  const { rows } = await kit.owner.query('select file_store from submission where id = $1', [id]);
  return rows[0].file_store;
}
const accept = async (id: string) => {
  await server.as('orgdept').must(contract.acceptSheet, { params: { id }, body: {} });
  await server.work();
};

describe('a clue of a body’s sheet that is handed up', () => {
  it('leaves an empty place there and takes the workbook along', async () => {
    const WORD = '玉蟾蜍';
    const sheet = await accepted(server, [
      line({ 线索摘要: `反映其收受${WORD}` }),
      line({ 姓名: '陈立新', 职务: '局长' }),
    ]);
    const { id } = await clueOf(sheet.id, WORD);
    const file = await fileOf(sheet.id);
    expect((await kit.handUp('orgdept2', id)).status).toBe(201);
    await server.work();
    expect(await kit.rowsWith(WORD)).toEqual([]);
    expect(await kit.openedLedger()).not.toContain(WORD);
    expect(await server.services.files.has(1, file)).toBe(false);
    const left = await server.as('orgdept').must(clues.listClues, { query: { submissionId: sheet.id } });
    expect(left.items).toHaveLength(1);
    // What the body gets instead is made of the rows that are left.
    const { raw, status } = await server
      .as('court')
      .call(contract.downloadWorkbook, { params: { id: sheet.id } });
    expect(status).toBe(200);
    const limits = { timeoutMs: 30_000, maxChars: 100_000 };
    const { text } = await extractText({ bytes: raw, type: 'xlsx' }, limits);
    expect(text).not.toContain(WORD);
    expect(text).toContain('陈立新');
  });

  it('leaves nothing in an earlier sheet that its row was returned from and mended', async () => {
    const WORD = '玛瑙笔洗';
    const court = server.as('court');
    const sheet = await handedIn(server, [
      line({ 线索摘要: `反映其收受${WORD}` }),
      line({ 姓名: '陈立新', 职务: '局长' }),
    ]);
    await server.as('orgdept').must(sheetRows.returnRows, {
      params: { id: sheet.id },
      body: { rows: [1], reason: '发生日期请核对' },
    });
    await accept(sheet.id);
    const next = await court.must(contract.beginSubmission, {
      body: { period: '2026Q1', returnedFrom: sheet.id },
    });
    await court.must(sheetRows.fixRow, {
      params: { id: next.id, row: 1 } as never,
      body: { cells: { content: `来信反映其收受${WORD}，2026年1月3日。` } },
      headers: { 'idempotency-key': 'row-fix-000001' },
    });
    await court.must(contract.submitSheet, { params: { id: next.id }, body: SIGN });
    await accept(next.id);
    expect((await kit.rowsWith(WORD)).length).toBeGreaterThan(3);
    const { id } = await clueOf(next.id, WORD);
    expect((await kit.handUp('orgdept2', id)).status).toBe(201);
    await server.work();
    expect(await kit.rowsWith(WORD)).toEqual([]);
    const rows = await rowsOf(server.as('orgdept'), sheet.id);
    expect(rows).toMatchObject([
      { state: 'returned', cells: {}, subject: null, returnReason: null, clueId: null },
      { state: 'accepted', subject: { name: '陈立新' } },
    ]);
  });

  it('leaves none of the files that were uploaded for the sheet', async () => {
    const WORD = '犀角杯';
    const court = server.as('court');
    const row = line({ 线索摘要: `反映其收受${WORD}` });
    const sheet = await draftOf(server, [row], { period: '2024Q3' });
    const first = await fileOf(sheet.id);
    const again = await workbookOf([{ ...row, 发生日期: '2026-02-12' }], { notes: ['再报'] });
    expect((await upload(court, sheet.id, again)).status).toBe(200);
    await server.work();
    const second = await fileOf(sheet.id);
    await court.must(contract.submitSheet, { params: { id: sheet.id }, body: SIGN });
    await accept(sheet.id);
    const kept = () => Promise.all([first, second].map((file) => server.services.files.has(1, file)));
    expect(await kept()).toEqual([false, true]);
    const { id } = await clueOf(sheet.id, WORD);
    expect((await kit.handUp('orgdept2', id)).status).toBe(201);
    await server.work();
    expect(await kept()).toEqual([false, false]);
  });
});
