import * as contract from '@plumbline/contract/submission';
import * as rows from '@plumbline/contract/submission-rows';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { draftOf, handedIn, line, rowsOf, SIGN } from './testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const court = () => server.as('court');
const orgdept = () => server.as('orgdept');

describe('rows that came back', () => {
  const period = '2026Q1';

  it('takes returned rows up in a supplement, which is refused to others and where nothing came back', async () => {
    const sheet = await handedIn(
      server,
      [
        line(),
        line({ 线索摘要: '反映其公车私用', 身份证号: '11010519491231002X' }),
        line({ 线索摘要: '不报' }),
      ],
      { period },
    );
    const from = { period, returnedFrom: sheet.id };
    const begin = (as: string, body: typeof from) => server.as(as).call(contract.beginSubmission, { body });
    expect((await begin('procuratorate', from)).status).toBe(404);
    expect((await begin('court', from)).status).toBe(400);
    const at = { params: { id: sheet.id } };
    await orgdept().must(rows.returnRows, { ...at, body: { rows: [2], reason: '请写明时间地点' } });
    expect((await court().must(contract.getSubmission, at)).allowed).not.toContain('supplement');
    await orgdept().must(contract.acceptSheet, { ...at, body: {} });
    await server.work();
    const told = await court().must(contract.getSubmission, at);
    const seen = await rowsOf(court(), sheet.id);
    expect(told.allowed).toContain('supplement');
    expect(told.returnReasons).toMatchObject([{ reason: '请写明时间地点', rows: [seen[1]!.sourceRow] }]);
    expect((await orgdept().must(contract.getSubmission, at)).allowed).not.toContain('supplement');

    const { body: more, status } = await begin('court', from);
    expect(status).toBe(201);
    expect(more).toMatchObject({
      kind: 'supplement',
      supplementsId: sheet.id,
      counts: { total: 1, wrong: 1 },
    });
    expect(more.allowed).not.toContain('nil');
    const [row] = await rowsOf(court(), more.id);
    expect(row).toMatchObject({ sourceRow: seen[1]!.sourceRow, cells: { title: '反映其公车私用' } });
    expect(row!.faults.map((fault) => fault.code)).toContain('row.returned');
    const early = await court().call(contract.submitSheet, { params: { id: more.id }, body: SIGN });
    expect(early.status).toBe(400);
    const fixed = await court().must(rows.fixRow, {
      params: { id: more.id, row: 1 } as never,
      body: { cells: { content: '2026年1月3日在县城' } },
    });
    expect(fixed.row).toMatchObject({ state: 'ready' });
    await court().must(contract.submitSheet, { params: { id: more.id }, body: SIGN });
  });
});

describe('figures of a sheet', () => {
  const period = '2025Q4';

  it('counts the same rows for who handed them in and who receives them, and marks those that are counted', async () => {
    const lines = [
      line(),
      line({ 线索摘要: '不报送的一件' }),
      line({ 线索摘要: '同名', 姓名: '王伟', 所在单位: '县财政局', 职务: '' }),
    ];
    const sheet = await draftOf(server, lines, { period });
    const at = { params: { id: sheet.id } };
    await court().must(rows.excludeRows, { ...at, body: { rows: [2], excluded: true } });
    await court().must(contract.submitSheet, { ...at, body: SIGN });
    for (const client of [court(), orgdept()]) {
      const { items } = await client.must(contract.listSubmissions, { query: { period } });
      expect(items.find((item) => item.id === sheet.id)!.rowCount).toBe(2);
    }
    const uncertain = async () =>
      (await orgdept().must(rows.listRows, { ...at, query: { uncertain: 'true' } })).items.length;
    const counted = async () => (await orgdept().must(contract.getSubmission, at)).counts.uncertain;
    expect([await uncertain(), await counted()]).toEqual([1, 1]);
    await orgdept().must(rows.returnRows, { ...at, body: { rows: [3], reason: '请写明职务' } });
    expect([await uncertain(), await counted()]).toEqual([0, 0]);
  });
});
