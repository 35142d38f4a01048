import * as matter from '@plumbline/contract/matter';
import * as contract from '@plumbline/contract/submission';
import * as periods from '@plumbline/contract/submission-periods';
import * as rows from '@plumbline/contract/submission-rows';
import { addDays, quarterDays, quarterOf } from '@plumbline/policy';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { extractText } from '../../platform/files/extract.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { accepted, draftOf, handedIn, line, rowsOf, SIGN, upload, workbookOf } from './testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

let day = '2026-01-01';
/** Each test has a quarter of its own, so that drafts don't meet; the county's people are in office in all of them. */
let period = '';
beforeEach(() => {
  day = addDays(quarterDays(quarterOf(day)).first, -1);
  period = quarterOf(day);
});

const court = () => server.as('court');
const orgdept = () => server.as('orgdept');

describe('who may', () => {
  it('refuses without session, permission, sight', async () => {
    const sheet = await draftOf(server, [line()], { period });
    const at = { params: { id: sheet.id } };
    expect((await server.as().call(contract.getSubmission, at)).status).toBe(401);
    expect((await upload(server.as(), sheet.id, 'x')).status).toBe(401);
    for (const who of ['unit', 'subject', 'sysadmin', 'secadmin', 'auditor', 'officer', 'secretary']) {
      expect((await server.as(who).call(contract.getSubmission, at)).status, who).toBe(403);
      expect((await server.as(who).call(contract.listSubmissions)).status, who).toBe(403);
      expect((await upload(server.as(who), sheet.id, 'x')).status, who).toBe(403);
    }
    for (const who of ['procuratorate', 'orgdept', 'intake', 'head', 'casemgmt']) {
      expect((await server.as(who).call(contract.getSubmission, at)).status, who).toBe(404);
      expect((await server.as(who).call(rows.listRows, at)).status, who).toBe(404);
      const list = await server.as(who).must(contract.listSubmissions, { query: { period } });
      expect(list.items, who).toEqual([]);
    }
    expect((await upload(server.as('procuratorate'), sheet.id, 'x')).status).toBe(404);
    expect((await orgdept().call(matter.getMatter, { params: { id: sheet.matterId } })).status).toBe(404);
  });

  it('shows the receiver a sheet once it is handed in, and what it then may do', async () => {
    const sheet = await handedIn(server, [line()], { period });
    const at = { params: { id: sheet.id } };
    const seen = await orgdept().must(contract.getSubmission, at);
    expect(seen.allowed.sort()).toEqual(['accept', 'return-rows', 'send-back']);
    expect(await rowsOf(orgdept(), sheet.id)).toHaveLength(1);
    expect((await court().must(contract.getSubmission, at)).allowed).toEqual(['withdraw']);
    expect((await server.as('procuratorate').call(contract.getSubmission, at)).status).toBe(404);
    // Who reaches over the receiver's affairs sees it, but has no part in it.
    expect((await server.as('head').must(contract.getSubmission, at)).allowed).toEqual([]);
  });

  it('lets only the body write, only the receiver accept, and nobody accept what they handed in', async () => {
    const sheet = await handedIn(server, [line()], { period });
    const at = { params: { id: sheet.id }, body: {} };
    expect((await court().call(contract.acceptSheet, at)).status).toBe(403);
    expect((await server.as('intake').call(contract.acceptSheet, at)).status).toBe(404);
    expect((await upload(orgdept(), sheet.id, await workbookOf([line()]))).status).toBe(403);
    const fix = { params: { id: sheet.id, row: 1 }, body: { excluded: true } };
    expect((await orgdept().call(rows.fixRow as never, fix as never)).status).toBe(403);
    expect((await court().call(rows.fixRow as never, fix as never)).status).toBe(409);
  });

  it('refuses sheets for another body and quarters to come', async () => {
    const other = { body: { period, organId: server.world.organs.procuratorate } };
    expect((await court().call(contract.beginSubmission, other)).status).toBe(403);
    const future = await court().call(contract.beginSubmission, { body: { period: '2026Q3' } });
    expect(future.status).toBe(400);
    expect(future.body).toMatchObject({ faults: [{ pointer: '/period', code: 'period.future' }] });
    const broken = await court().call(contract.beginSubmission, { body: { period: '2026-1' } });
    expect(broken.status).toBe(400);
  });
});

describe('a sheet', () => {
  it('gets its kind from the day and from what was handed in', async () => {
    const due = await court().must(contract.beginSubmission, { body: { period: '2026Q1' } });
    expect(due).toMatchObject({ kind: 'regular', dueOn: '2026-04-10', late: false });
    const late = await court().must(contract.beginSubmission, { body: { period } });
    expect(late).toMatchObject({ kind: 'late', late: true });
    const wrong = await server
      .as('procuratorate')
      .call(contract.beginSubmission, { body: { period, kind: 'regular' } });
    expect(wrong.status).toBe(400);
    expect(wrong.body).toMatchObject({
      faults: [{ pointer: '/kind', detail: expect.stringContaining('迟报') }],
    });
  });

  it('is one draft a quarter, also for two requests at once', async () => {
    const call = () => server.as('procuratorate').call(contract.beginSubmission, { body: { period } });
    const replies = await Promise.all([call(), call()]);
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, 409]);
  });

  it('is signed, supplemented, and a signed nil return has no rows', async () => {
    const first = await handedIn(server, [line()], { period });
    expect(first.signature).toMatchObject({ signedBy: '李法官', account: 'court', rows: 1 });
    expect(first.signature!.digest).toMatch(/^[0-9a-f]{64}$/);
    const more = await court().must(contract.beginSubmission, { body: { period } });
    expect(more).toMatchObject({ kind: 'supplement', supplementsId: first.id });
    const nil = await court().call(contract.signNil, { params: { id: more.id }, body: SIGN });
    expect(nil.status).toBe(400);
    const mine = await server.as('procuratorate').must(contract.beginSubmission, { body: { period } });
    const empty = await server
      .as('procuratorate')
      .call(contract.submitSheet, { params: { id: mine.id }, body: SIGN });
    expect(empty.status).toBe(400);
    expect(empty.body).toMatchObject({ faults: [{ code: 'sheet.empty' }] });
    const done = await server
      .as('procuratorate')
      .must(contract.signNil, { params: { id: mine.id }, body: SIGN });
    expect(done).toMatchObject({
      kind: 'nil',
      allowed: [],
      nilText: `本单位${period}无应报送的线索，特此报告。`,
    });
    const again = await server
      .as('procuratorate')
      .call(contract.signNil, { params: { id: mine.id }, body: SIGN });
    expect(again.status).toBe(409);
  });

  it('is not submitted while a row is wrong or ambiguous; each is named', async () => {
    const sheet = await draftOf(
      server,
      [line(), line({ 发生日期: '2026-02-30' }), line({ 姓名: '王伟', 所在单位: '柳林镇', 职务: '' })],
      { period },
    );
    const reply = await court().call(contract.submitSheet, { params: { id: sheet.id }, body: SIGN });
    expect(reply.status).toBe(400);
    expect(reply.body).toMatchObject({
      faults: [
        { sheet: '季度线索报送表', row: 4, column: 'G', code: 'day.impossible' },
        { sheet: '季度线索报送表', row: 5, code: 'row.ambiguous' },
      ],
    });
  });

  it('may be withdrawn with a reason, then the receiver sees that it was but none of its rows', async () => {
    const sheet = await handedIn(server, [line()], { period });
    const at = { params: { id: sheet.id } };
    expect((await court().call(contract.withdrawSheet, { ...at, body: {} })).status).toBe(400);
    await court().must(contract.withdrawSheet, { ...at, body: { reason: '报错季度' } });
    expect(await rowsOf(orgdept(), sheet.id)).toEqual([]);
    const kept = await orgdept().must(contract.listSubmissions, { query: { period, withdrawn: 'true' } });
    expect(kept.items.map((item) => item.id)).toEqual([sheet.id]);
    expect((await orgdept().must(contract.listSubmissions, { query: { period } })).items).toEqual([]);
  });

  it('comes back whole or row by row with the reason, and is handed in again', async () => {
    const sheet = await handedIn(server, [line(), line({ 线索摘要: '反映其公车私用', 具体内容: '' })], {
      period,
    });
    const at = { params: { id: sheet.id } };
    const missing = await orgdept().call(rows.returnRows, { ...at, body: { rows: [9], reason: '查无此行' } });
    expect(missing.status).toBe(400);
    await orgdept().must(rows.returnRows, { ...at, body: { rows: [2], reason: '请写明时间地点' } });
    const seen = await rowsOf(court(), sheet.id);
    expect(seen[1]).toMatchObject({ state: 'returned', returnReason: '请写明时间地点' });
    await orgdept().must(contract.sendBackSheet, { ...at, body: { reason: '请一并补正' } });
    expect(await rowsOf(orgdept(), sheet.id)).toEqual([]);
    const back = await court().must(contract.getSubmission, at);
    expect(back.allowed).toContain('submit');
    expect(back.returnReasons.map((one) => one.reason)).toEqual(['请写明时间地点', '请一并补正']);
    expect(back.counts).toMatchObject({ ready: 1, wrong: 1 });
    const fixed = await court().must(rows.fixRow, {
      params: { id: sheet.id, row: 2 } as never,
      body: { cells: { content: '2026年1月3日在县城' } },
    });
    expect(fixed.row).toMatchObject({ state: 'ready', edited: true });
    await court().must(contract.submitSheet, { ...at, body: SIGN });
    expect(await rowsOf(orgdept(), sheet.id)).toHaveLength(2);
  });

  it('gives a proof of submission and the file as it came, to who may', async () => {
    const lines = [line({ 线索摘要: `回执${period}` }), line({ 线索摘要: `不报${period}` })];
    const sheet = await draftOf(server, lines, { period, bare: true });
    const at = { params: { id: sheet.id } };
    await court().must(rows.excludeRows, { ...at, body: { rows: [2], excluded: true } });
    expect((await court().call(contract.submissionProof, at)).status).toBe(409);
    await court().must(contract.submitSheet, { ...at, body: SIGN });
    const proof = await court().call(contract.submissionProof, at);
    expect(proof.status).toBe(200);
    expect(proof.headers['content-disposition']).toContain(encodeURIComponent('报送回执'));
    const { text } = await extractText(
      { bytes: proof.raw, type: 'docx' },
      { timeoutMs: 30_000, maxChars: 100_000 },
    );
    expect(text).toMatch(/报送时间\s*\d{4}-\d\d-\d\d 10:00\s/);
    expect(text).toMatch(/报送行数\s*1\s/);
    expect(text).toMatch(/不报送行数\s*1\s/);
    expect(text).toMatch(/账号\s*court \S+/);
    const received = await orgdept().call(contract.submissionProof, at);
    const theirs = await extractText(
      { bytes: received.raw, type: 'docx' },
      { timeoutMs: 30_000, maxChars: 100_000 },
    );
    expect(theirs.text).not.toContain('不报送行数');
    const file = await court().call(contract.downloadWorkbook, at);
    expect(file.raw.equals(await workbookOf(lines))).toBe(true);
    expect((await orgdept().call(contract.downloadWorkbook, at)).status).toBe(403);
  });
});

describe('an upload', () => {
  it('that is the same again changes nothing and says so', async () => {
    const lines = [line({ 线索摘要: `${period}一` }), line({ 线索摘要: `${period}二` })];
    const sheet = await draftOf(server, lines, { period, bare: true });
    const reply = await upload(court(), sheet.id, await workbookOf(lines));
    expect(reply.body).toMatchObject({ repeated: true, submission: { rowCount: 2, counts: { total: 2 } } });
  });

  it('that was sent in under another sheet is refused', async () => {
    await handedIn(server, [line({ 线索摘要: `仅此一次${period}` })], { period, bare: true });
    const more = await court().must(contract.beginSubmission, { body: { period } });
    const reply = await upload(court(), more.id, await workbookOf([line({ 线索摘要: `仅此一次${period}` })]));
    expect(reply.status).toBe(409);
    expect(reply.body).toMatchObject({ code: 'duplicate', detail: expect.stringContaining(period) });
  });

  it('replaces what was there', async () => {
    const sheet = await draftOf(server, [line(), line({ 线索摘要: '另一件事' })], { period });
    const reply = await upload(court(), sheet.id, await workbookOf([line({ 线索摘要: '只剩这一件' })]));
    expect(reply.body.submission.counts).toMatchObject({ total: 1, ready: 1 });
    expect((await rowsOf(court(), sheet.id)).map((row) => row.cells.title)).toEqual(['只剩这一件']);
  });

  it('that did not come whole leaves what was there', async () => {
    const sheet = await draftOf(server, [line()], { period });
    const bytes = await workbookOf([line(), line({ 线索摘要: '第二行' })]);
    const cut = await upload(court(), sheet.id, bytes.subarray(0, bytes.length - 300));
    expect(cut.status).toBe(422);
    expect(cut.body).toMatchObject({ faults: [{ code: 'workbook.truncated' }] });
    const wrongDigest = await upload(court(), sheet.id, bytes, { digest: '0'.repeat(64) });
    expect(wrongDigest.status).toBe(409);
    expect(wrongDigest.body).toMatchObject({ code: 'upload-incomplete' });
    expect((await court().must(contract.getSubmission, { params: { id: sheet.id } })).rowCount).toBe(1);
  });
});

describe('acceptance', () => {
  it('happens once: a second one while it waits, and one after it, get 409', async () => {
    const sheet = await handedIn(server, [line()], { period });
    const at = { params: { id: sheet.id }, body: {} };
    const replies = await Promise.all([
      orgdept().call(contract.acceptSheet, at),
      orgdept().call(contract.acceptSheet, at),
    ]);
    expect(replies.map((reply) => reply.status).sort()).toEqual([202, 409]);
    const busy = await court().call(contract.withdrawSheet, { params: at.params, body: { reason: '晚了' } });
    expect(busy.status).toBe(409);
    await server.work();
    const done = await orgdept().must(contract.getSubmission, { params: at.params });
    expect(done).toMatchObject({
      busy: false,
      job: { kind: 'accept', state: 'done' },
      counts: { accepted: 1 },
    });
    expect((await orgdept().call(contract.acceptSheet, at)).status).toBe(409);
  });

  it('refuses a stale version', async () => {
    const sheet = await handedIn(server, [line()], { period });
    const reply = await orgdept().call(contract.acceptSheet, {
      params: { id: sheet.id },
      body: { version: sheet.version - 1 },
    });
    expect(reply.status).toBe(409);
    expect(reply.body).toMatchObject({ code: 'stale-version' });
  });

  it('is of what was handed in: rows that the body left out are nobody else’s to see', async () => {
    const draft = await draftOf(server, [line(), line({ 姓名: '钱无名', 线索摘要: '不报的一行' })], {
      period,
    });
    const at = { params: { id: draft.id } };
    await court().must(rows.excludeRows, { ...at, body: { state: 'wrong' } });
    await court().must(contract.submitSheet, { ...at, body: SIGN });
    expect((await rowsOf(court(), draft.id)).map((row) => row.state)).toEqual(['ready', 'excluded']);
    const seen = await rowsOf(orgdept(), draft.id);
    expect(seen.map((row) => row.state)).toEqual(['ready']);
    expect(JSON.stringify(seen)).not.toContain('不报的一行');
    const sheet = await orgdept().must(contract.getSubmission, at);
    expect(sheet.counts).toMatchObject({ total: 1, ready: 1, excluded: 0 });
  });

  it('lets two of one body mend one sheet at once: neither loses what the other wrote', async () => {
    const draft = await draftOf(
      server,
      [line({ 发生日期: '错' }), line({ 线索摘要: '第二行', 发生日期: '错' })],
      {
        period,
      },
    );
    const fix = (row: number, cells: Record<string, string>) =>
      court().call(rows.fixRow, { params: { id: draft.id, row } as never, body: { cells } });
    const replies = await Promise.all([
      fix(1, { occurredOn: '2026-02-10' }),
      fix(2, { occurredOn: '2026-02-11' }),
      fix(1, { title: '改过的摘要' }),
    ]);
    expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200]);
    const [first, second] = await rowsOf(court(), draft.id);
    expect(first).toMatchObject({
      state: 'ready',
      becomes: { occurredOn: '2026-02-10', title: '改过的摘要' },
    });
    expect(second).toMatchObject({ state: 'ready', becomes: { occurredOn: '2026-02-11' } });
    const body = {
      ...SIGN,
      version: (await court().must(contract.getSubmission, { params: { id: draft.id } })).version,
    };
    const signed = await Promise.all([
      court().call(contract.submitSheet, { params: { id: draft.id }, body }),
      court().call(contract.submitSheet, { params: { id: draft.id }, body }),
    ]);
    expect(signed.map((reply) => reply.status).sort()).toEqual([200, 409]);
  });

  it('tells the body what became of each row and nothing more', async () => {
    const sheet = await accepted(server, [line()], { period });
    const [row] = await rowsOf(court(), sheet.id);
    expect(row).toMatchObject({ state: 'accepted', clueId: null, number: null });
    const [received] = await rowsOf(orgdept(), sheet.id);
    expect(received!.number).toMatch(/^cadre线〔2026〕\d{5}号$/);
  });
});

describe('a quarter', () => {
  it('lists what each member body did and owes', async () => {
    await handedIn(server, [line()], { period });
    const mine = await court().must(periods.getPeriod, { params: { period } });
    expect(mine.items.map((item) => item.organName)).toEqual(['澄溪县人民法院']);
    expect(mine).toMatchObject({ bodies: 1, whole: false });
    const all = await orgdept().must(periods.getPeriod, { params: { period } });
    const by = Object.fromEntries(all.items.map((item) => [item.organId, item.handing]));
    const { court: courtId, procuratorate, orgdept: orgId, commission } = server.world.organs;
    expect(by).toEqual({
      [courtId]: 'late',
      [procuratorate]: 'missing',
      [orgId]: 'missing',
      [commission]: 'missing',
    });
    expect(all).toMatchObject({ overdue: true, bodies: 4, missing: 3, whole: true });
    const recent = await orgdept().must(periods.listPeriods, { query: { count: 2 } });
    expect(recent.items.map((item) => item.period)).toEqual(['2026Q2', '2026Q1']);
  });

  it('reminds by hand once a day, and not who owes nothing', async () => {
    await handedIn(server, [line()], { period });
    const { court: courtId, procuratorate } = server.world.organs;
    const remind = (organId: string) =>
      orgdept().call(periods.remindBody, { params: { period }, body: { organId } });
    expect(
      (await court().call(periods.remindBody, { params: { period }, body: { organId: procuratorate } }))
        .status,
    ).toBe(403);
    expect((await remind(courtId)).status).toBe(400);
    expect((await remind(procuratorate)).status).toBe(204);
    expect((await remind(procuratorate)).status).toBe(204);
    const seen = await orgdept().must(periods.getPeriod, { params: { period } });
    expect(seen.items.find((item) => item.organId === procuratorate)!.reminders).toEqual(['2026-04-06']);
  });
});
