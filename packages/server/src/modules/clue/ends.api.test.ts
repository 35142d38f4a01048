import * as clues from '@plumbline/contract/clue';
import * as clueRegisters from '@plumbline/contract/clue-register';
import { listNotices } from '@plumbline/contract/desk';
import * as matters from '@plumbline/contract/matter';
import { getSession } from '@plumbline/contract/session';
import * as submissions from '@plumbline/contract/submission';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extractText } from '../../platform/files/extract.ts';
import { startTestServer, type TestClient, type TestServer } from '../../testing/index.ts';
import { addAccount, upload } from '../dossier/testing.ts';
import { accepted, line, rowsOf } from './testing.ts';

let server: TestServer;
let owner: pg.Client;
beforeAll(async () => {
  server = await startTestServer();
  await server.app.server.listen({ port: 0, host: '127.0.0.1' });
  owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await server.stop();
});

const bodyOf = (over: Record<string, unknown> = {}) => ({
  class: 'petition',
  subType: 'letter-handling',
  source: 'report-accusation',
  occurredOn: '2026-03-02',
  title: '反映其收受礼金',
  content: '来信反映其在2025年中秋收受礼金。',
  subjectKind: 'person',
  subjectId: server.world.persons.deputy,
  organId: server.world.organs.casemgmt,
  ...over,
});
async function register(over: Record<string, unknown> = {}, as = 'casemgmt') {
  const clue = await server.as(as).must(clues.registerClue, { body: bodyOf(over) as never });
  server.clock.advance(1000);
  return clue;
}
const call = (who: string, id: string, action: string, data?: unknown, reason?: string) =>
  server.as(who).call(matters.actOnMatter, {
    params: { id, action },
    body: { ...(data ? { data } : {}), ...(reason ? { reason } : {}) } as never,
  });
async function take(who: string, id: string, action: string, data?: unknown, reason?: string) {
  const reply = await call(who, id, action, data, reason);
  if (reply.status >= 400) throw new Error(`${who} ${action}: ${JSON.stringify(reply.body)}`);
  return reply.body;
}
const get = (who: string, id: string) => server.as(who).call(matters.getMatter, { params: { id } });
const read = (who: string, id: string) => server.as(who).call(clues.getClue, { params: { id } });
const listed = async (who: string, subjectId: string | undefined) =>
  (await server.as(who).must(clues.listClues, { query: { subjectId } as never })).items;
const undo = (who: string, ...ids: string[]) => server.as(who).call(clues.undoClues, { body: { ids } });
const fault = (reply: { body: unknown }) => (reply.body as { faults?: { code: string }[] }).faults?.[0]?.code;
async function transferred(id: string, to = server.world.organs.dispatched, by = 'dispatched') {
  const { matterId } = (await read('casemgmt', id)).body;
  await take('casemgmt', matterId, 'transfer', { receiver: to, why: '由其办理', papers: 1 });
  await take('head', matterId, 'approval.approve');
  const transfer = (await get('casemgmt', matterId)).body.children.at(-1)!.id;
  await take(by, transfer, 'accept', { came: 1 });
  return { matterId, transfer };
}
async function asSearch(statement: string, values: unknown[]): Promise<void> {
  await owner.query('begin');
  await owner.query("set local app.jurisdiction = '1'");
  await owner.query('set local role plumbline_search');
  await owner.query(statement, values);
  await owner.query('commit');
}
/** What the last approval of a revocation does. */
const setAside = (matterId: string) =>
  asSearch('select app.set_aside($1, array[$2::uuid])', [matterId, server.world.accounts.sysadmin]);
const bringBack = (matterId: string) => asSearch('select app.bring_back($1)', [matterId]);

describe('a clue in which repeats go on', () => {
  it('is neither undone, withdrawn nor transferred under them, so that one of them always counts', async () => {
    const [first, again] = [await register(), await register()];
    const merged = {
      params: { id: again.id, action: 'merge' },
      body: { data: { into: first.matterId }, reason: '重复' },
    };
    expect((await server.as('casemgmt').call(clues.actOnClue, merged)).status).toBe(200);
    expect(fault(await undo('casemgmt', first.id))).toBe('clue.has-repeats');
    expect(fault(await call('casemgmt', first.matterId, 'withdraw', undefined, '撤回'))).toBe(
      'clue.has-repeats',
    );
    const away = { receiver: server.world.organs.dispatched, why: '由派驻监督', papers: 1 };
    expect(fault(await call('casemgmt', first.matterId, 'transfer', away))).toBe('clue.has-repeats');
    await server.as('casemgmt').must(clues.actOnClue, {
      params: { id: again.id, action: 'part' },
      body: { reason: '另行办理' },
    });
    expect((await call('casemgmt', first.matterId, 'transfer', away)).status).toBe(200);
    expect((await call('head', first.matterId, 'approval.approve')).status).toBe(200);
    // Nothing goes on in what is under way to somebody else.
    expect(fault(await server.as('casemgmt').call(clues.actOnClue, merged))).toBe('clue.unfit-earlier');
  });

  it('takes none that reads otherwise, speaks the other way, or is better founded than itself', async () => {
    const first = await register({ subjectId: server.world.persons.namesakeA });
    const into = (id: string, matterId: string) =>
      server.as('casemgmt').call(clues.actOnClue, {
        params: { id, action: 'merge' },
        body: { data: { into: matterId }, reason: '并入' },
      });
    const other = await register({
      subjectId: server.world.persons.namesakeA,
      title: '反映其违规使用公车',
      content: '周末驾驶单位车辆外出旅游并报销油费。',
    });
    expect(fault(await into(other.id, first.matterId))).toBe('clue.unlike');
    const praise = await register({ subjectId: server.world.persons.namesakeA, polarity: 'positive' });
    expect(fault(await into(praise.id, first.matterId))).toBe('clue.unfit-earlier');
    const founded = await register({ subjectId: server.world.persons.namesakeA });
    await server.as('head').must(clues.actOnClue, {
      params: { id: founded.id, action: 'establish' },
      body: { data: { basis: '澄纪通〔2026〕3号', date: '2026-03-05', issuer: '县纪委监委' } },
    });
    expect(fault(await into(founded.id, first.matterId))).toBe('clue.unfit-earlier');
  });
});

describe('undoing', () => {
  it('is for one’s own registrations alone, never for what came by a sheet or a transfer', async () => {
    const own = await server
      .as('orgdept')
      .must(clues.registerClue, { body: bodyOf({ organId: undefined }) as never });
    expect(fault(await undo('orgdept2', own.id))).toBe('undo.not-own');
    const sheet = await accepted(server, [line()]);
    const { clueId } = (await rowsOf(server.as('orgdept'), sheet.id))[0]!;
    expect(fault(await undo('orgdept', clueId!))).toBe('undo.not-own');
    expect((await undo('orgdept', own.id)).status).toBe(200);
    const sent = await register({ subjectId: server.world.persons.namesakeB });
    await transferred(sent.id);
    const [came] = (await listed('dispatched', server.world.persons.namesakeB)).filter(
      ({ status }) => status === 'unverified',
    );
    expect(fault(await undo('dispatched', came!.id))).toBe('undo.not-own');
    const { matterId } = (await read('dispatched', came!.id)).body;
    expect(fault(await call('dispatched', matterId, 'withdraw', undefined, '撤回'))).toBe(
      'clue.came-by-transfer',
    );
  });
});

describe('what another organ took over', () => {
  it('is read at the sender by case supervision alone, in the register of what was transferred, and counts once', async () => {
    const subjectId = server.world.persons.mayor;
    const clue = await register(
      { subjectId, organId: undefined, title: '反映其收受玉器', content: '反映其在城东项目中收受玉器两件。' },
      'intake',
    );
    const { matterId } = clue;
    await take('intake', matterId, 'transfer', {
      receiver: server.world.organs.casemgmt,
      why: '由案管室办理',
      papers: 1,
    });
    await take('head', matterId, 'approval.approve');
    const transfer = (await get('intake', matterId)).body.children.at(-1)!.id;
    await take('casemgmt', transfer, 'accept', { came: 1 });
    await server.work();
    for (const who of ['intake', 'reviewer', 'orgdept']) {
      expect((await read(who, clue.id)).status, who).toBe(404);
      expect((await get(who, matterId)).status, who).toBe(404);
    }
    // Both ends keep the transfer with its receipt.
    for (const who of ['intake', 'casemgmt'])
      expect((await get(who, transfer)).body.state, who).toBe('received');
    const head = server.as('head');
    const { items } = await head.must(clueRegisters.readClueRegister, { params: { code: 'transferred' } });
    expect(items.map(({ cells }) => cells.number)).toContain(clue.number);
    const seen = (await listed('head', subjectId)).filter(({ title }) => title === '反映其收受玉器');
    expect(seen).toHaveLength(1);
    expect((await read('head', seen[0]!.id)).body.repeats).toMatchObject({ times: 1, sources: 1 });
    const { items: told } = await head.must(listNotices, { query: {} as never });
    const own = [clue.id, seen[0]!.id].map((one) => `/clues/${one}`);
    const alike = told.filter(({ kind }) => kind === 'clue.alike-elsewhere');
    expect(alike.filter(({ link }) => link !== null && own.includes(link))).toEqual([]);
    // Revoked there as framed, the transfer leaves both ends too.
    await setAside((await read('casemgmt', seen[0]!.id)).body.matterId);
    for (const who of ['intake', 'casemgmt', 'head'])
      expect((await get(who, transfer)).status, who).toBe(404);
  });
});

describe('what was set aside', () => {
  it('hides in the sheet that it came by, and is given back to no repeated request', async () => {
    const sheet = await accepted(server, [
      line({ 线索摘要: '反映琥珀手串', 具体内容: '来信反映其收受琥珀手串一条。' }),
      line({ 姓名: '陈立新', 职务: '局长' }),
    ]);
    const { clueId } = (await rowsOf(server.as('orgdept'), sheet.id))[0]!;
    const send = () =>
      server.as('intake').call(clues.registerClue, {
        body: bodyOf({ content: '蜜蜡挂件', organId: undefined }) as never,
        headers: { 'idempotency-key': 'set-aside-000001' },
      });
    const { body: own } = await send();
    expect((await send()).body.id).toBe(own.id);
    await setAside((await read('orgdept', clueId!)).body.matterId);
    await setAside(own.matterId);
    for (const who of ['orgdept', 'court']) {
      const rows = await rowsOf(server.as(who), sheet.id);
      expect(
        rows.map(({ rowNo }) => rowNo),
        who,
      ).toEqual([2]);
      expect(JSON.stringify(rows)).not.toContain('琥珀');
    }
    const again = await send();
    expect(again.status).toBe(410);
    expect(JSON.stringify(again.body)).not.toContain('蜜蜡');
  });

  it('is in no workbook of its sheet and in none of its figures, and back in all when it comes back', async () => {
    const sheet = await accepted(server, [
      line({ 线索摘要: '反映其收受砚台', 身份证号: '11010519491231002X' }),
      line({ 姓名: '陈立新', 职务: '局长', 线索摘要: '反映另一件事' }),
    ]);
    const at = { params: { id: sheet.id } };
    const rows = await rowsOf(server.as('orgdept'), sheet.id);
    const matterOf = async (title: string) => {
      const { clueId } = rows.find(({ cells }) => cells.title === title)!;
      return (await read('orgdept', clueId!)).body.matterId;
    };
    const gone = await matterOf('反映其收受砚台');
    const workbook = async () => {
      const { raw, status } = await server.as('court').call(submissions.downloadWorkbook, at);
      expect(status).toBe(200);
      const limits = { timeoutMs: 30_000, maxChars: 100_000 };
      return { raw, text: (await extractText({ bytes: raw, type: 'xlsx' }, limits)).text };
    };
    const figures = async (who: string) => {
      const { rowCount, counts, signature } = await server.as(who).must(submissions.getSubmission, at);
      const { items } = await server.as(who).must(submissions.listSubmissions, {});
      return [rowCount, counts.total, signature!.rows, items.find(({ id }) => id === sheet.id)!.rowCount];
    };
    const before = await workbook();
    expect(before.text).toContain('砚台');
    await setAside(gone);
    const after = await workbook();
    expect(after.text).not.toContain('砚台');
    expect(after.text).not.toContain('11010519491231002X');
    expect(after.text).toContain('反映另一件事');
    for (const who of ['court', 'orgdept']) expect(await figures(who), who).toEqual([1, 1, 1, 1]);
    await bringBack(gone);
    expect((await workbook()).raw.equals(before.raw)).toBe(true);
    for (const who of ['court', 'orgdept']) expect(await figures(who), who).toEqual([2, 2, 2, 2]);
  });

  it('is revoked anew only by a new decision, and tells nobody of its terms who may not see it', async () => {
    const { id, matterId } = await register({ subjectId: server.world.persons.mayor, named: true });
    const officer = server.world.accounts.officer!;
    await take('casemgmt', matterId, 'assign', { handlers: [officer] });
    await take('officer', matterId, 'break-down', {
      allegations: [{ no: 1, what: '收受礼金', known: '来信', against: 'found' }],
    });
    await take('officer', matterId, 'enter-steps', { unclear: 'truth', whyUnclear: '来信未附证据。' });
    await take('officer', matterId, 'compare-elsewhere', {
      compareBody: server.world.organs.dispatched,
      why: 'heads',
    });
    const comparison = (await get('officer', matterId)).body.children[0]!.id;
    await take('officer', comparison, 'write', { points: '请说明。', asks: '请附材料。' });
    await take('reviewer', comparison, 'check', { noLetter: true, noSender: true, noDetail: true });
    await take('officer', comparison, 'send');
    await take('dispatched', comparison, 'answer', {
      findings: [{ no: 1, finding: 'framed', severity: 'minor', evidence: '当日其在外地出差' }],
      report: '反映情况不实。',
    });
    await take('reviewer', comparison, 'review', { opinion: '依据充分。' });
    await server.work();
    await take('officer', matterId, 'screen');
    const decide = async (number: string) =>
      take('casemgmt', matterId, 'record-decision', {
        foundBy: '海州市纪委监委',
        level: 'city',
        decisionNumber: number,
        foundOn: '2026-03-20',
        decision: [await upload(server, 'casemgmt', `${number}.txt`, Buffer.from(`决定${number}`))],
      });
    const revoke = async () => {
      await take('casemgmt', matterId, 'revoke', { revocationGrounds: '捏造事实。' });
      for (const who of ['head', 'orgdept', 'secretary'])
        await take(who, matterId, 'approval.approve', undefined, '同意。');
      await server.work();
    };
    await decide('海纪认〔2026〕3号');
    await revoke();
    server.clock.set('2026-09-20T02:00:00.000Z');
    await server.jobs['matter.refresh']!({ jurisdiction: 1, payload: {} });
    const links = async (who: string) =>
      (await server.as(who).must(listNotices, { query: {} as never })).items
        .filter(({ kind }) => kind === 'matter.overdue' || kind === 'matter.due-soon')
        .map(({ link }) => link);
    for (const who of ['officer', 'reviewer', 'orgdept']) {
      expect(
        (await links(who)).filter((link) => link?.includes(id) || link?.includes(matterId)),
        who,
      ).toEqual([]);
    }
    expect(await links('casemgmt')).toContain(`/matters/${matterId}`);
    server.clock.set('2026-09-21T02:00:00.000Z');
    await take('casemgmt', matterId, 'reinstate', { newEvidence: '转账记录。' });
    await take('officer', matterId, 'enter-steps', { unclear: 'truth', whyUnclear: '再次研判。' });
    await take('officer', matterId, 'screen');
    expect((await call('casemgmt', matterId, 'revoke', { revocationGrounds: '仍为诬告' })).status).toBe(409);
    await decide('海纪认〔2026〕9号');
    expect((await call('casemgmt', matterId, 'revoke', { revocationGrounds: '仍为诬告' })).status).toBe(200);
  });
});

describe('notices of a clue', () => {
  const told = async (client: TestClient, clue: { id: string; matterId: string }) =>
    (await client.must(listNotices, { query: {} as never })).items
      .filter(({ link }) => link?.includes(clue.id) || link?.includes(clue.matterId))
      .map(({ kind }) => kind);

  it('reach nobody whom it concerns and nobody outside its room, in whatever office they are', async () => {
    server.clock.set('2026-04-06T02:00:00.000Z');
    const { organs, persons, accounts } = server.world;
    const outside = [
      await addAccount(server, { role: 'system-administrator', organId: organs.commission }),
      await addAccount(server, { role: 'member-liaison', organId: organs.commission }),
      await addAccount(server, {
        role: 'case-supervisor',
        organId: organs.commission,
        personId: persons.mayor,
      }),
      await addAccount(server, {
        role: 'case-supervisor',
        organId: organs.casemgmt,
        personId: persons.mayor,
      }),
      server.as('officer'),
    ];
    const clue = await register({
      subjectId: persons.mayor,
      title: '反映其接受宴请',
      content: '反映其接受宴请三次。',
    });
    await take('casemgmt', clue.matterId, 'assign', { handlers: [accounts.dispatched] });
    server.clock.set('2026-08-20T02:00:00.000Z');
    await server.jobs['matter.refresh']!({ jurisdiction: 1, payload: {} });
    for (const client of outside) expect(await told(client, clue)).toEqual([]);
    expect(await told(server.as('dispatched'), clue)).toContain('matter.overdue');
    expect(await told(server.as('head'), clue)).toContain('matter.overdue');
  });

  it('leave whoever turns out to be the subject, and tell nothing of the move', async () => {
    server.clock.set('2026-04-06T02:00:00.000Z');
    const { organs, persons } = server.world;
    const subject = await addAccount(server, {
      role: 'dossier-officer',
      organId: organs.cadre,
      personId: persons.namesakeB,
    });
    const clue = await server
      .as('orgdept')
      .must(clues.registerClue, { body: bodyOf({ organId: undefined }) as never });
    const { accountId } = await subject.must(getSession);
    await take('orgdept', clue.matterId, 'assign', { handlers: [accountId] });
    expect(await told(subject, clue)).toEqual(['clue.assign']);
    await server.as('orgdept').must(clues.moveClue, {
      params: { id: clue.id },
      body: { subjectKind: 'person', subjectId: persons.namesakeB!, reason: '归错' },
    });
    server.clock.set('2026-08-20T02:00:00.000Z');
    await server.jobs['matter.refresh']!({ jurisdiction: 1, payload: {} });
    expect(await told(subject, clue)).toEqual([]);
    expect(await told(server.as('orgdept2'), clue)).toContain('clue.move');
  });
});
