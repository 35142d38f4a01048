import * as clues from '@plumbline/contract/clue';
import * as clueRegisters from '@plumbline/contract/clue-register';
import { listEvents, listNotices } from '@plumbline/contract/desk';
import { issueDocument, listDocuments } from '@plumbline/contract/document';
import { downloadFile, getFileHead } from '@plumbline/contract/file';
import * as matters from '@plumbline/contract/matter';
import type { Route } from '@plumbline/contract/route';
import { allRoutes } from '@plumbline/contract/routes';
import { search } from '@plumbline/contract/search';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { fill } from '../../testing/test-client.ts';
import { upload } from '../dossier/testing.ts';

// Everything that everybody is shown is much.
vi.setConfig({ testTimeout: 240_000 });

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.app.server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => server.stop());

/** One account of each role. */
const EVERYBODY = [
  'intake',
  'officer',
  'head',
  'secretary',
  'orgdept',
  'dispatched',
  'court',
  'unit',
  'subject',
  'reviewer',
  'casemgmt',
  'auditor',
];
/** Those to whom another clue of the same subject shows. */
const INSIDE = ['officer', 'head', 'orgdept', 'casemgmt'];

/** What is kept for the ledger's readers and of everybody's own acts, and what tells of the revocation itself. Registers apart. */
const TELLS_OF_ACTS: ReadonlySet<string> = new Set([
  'listClueRegisters',
  'listEvents',
  'exportEvents',
  'listNotices',
  'countNotices',
  'getSession',
  'listSessions',
  'getCalendarFeed',
]);

const wholeReads = allRoutes.filter(
  (route) =>
    route.method === 'GET' &&
    route.permission !== 'public' &&
    route.reply !== undefined &&
    !TELLS_OF_ACTS.has(route.id),
);

const asksForSubject = ({ query }: Route) =>
  Object.hasOwn((query as { shape?: object } | undefined)?.shape ?? {}, 'subjectId');

/** Everything that somebody is shown: all lists, figures and pages that need no more than the subject. */
async function allShown(
  who: string,
  subject: string,
  before?: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const shown = new Map<string, string>();
  for (const route of wholeReads as Route[]) {
    const path = fill(
      route.path,
      Object.fromEntries([...route.path.matchAll(/:(\w+)/g)].map(([, name]) => [name!, subject])),
    );
    for (const query of asksForSubject(route) ? [{}, { subjectId: subject }] : [{}]) {
      const key = `${route.id} ${JSON.stringify(query)}`;
      const was = before?.get(key);
      // Whoever may not ask at all is told so whatever is there.
      if (was?.startsWith('403')) {
        shown.set(key, was);
        continue;
      }
      const reply = await server.as(who).send('GET', path, { query });
      shown.set(key, `${reply.status} ${JSON.stringify({ ...(reply.body as object), trace: null })}`);
    }
  }
  const registers = await server.as(who).call(clueRegisters.listClueRegisters);
  for (const { code, count } of registers.body.items ?? []) {
    // It is what the register of the revoked is for.
    if (code === 'revoked') continue;
    const { items } = await server.as(who).must(clueRegisters.readClueRegister, { params: { code } });
    shown.set(`register ${code}`, JSON.stringify({ count, items }));
  }
  return shown;
}

const different = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>) =>
  [...before]
    .filter(([key, value]) => after.get(key) !== value)
    .map(([key, was]) => ({ key, was, is: after.get(key) }));

const register = (subjectId: string, over: Record<string, unknown> = {}) =>
  server.as('casemgmt').must(clues.registerClue, {
    body: {
      class: 'petition',
      subType: 'letter-handling',
      source: 'report-accusation',
      occurredOn: '2026-03-02',
      title: '反映其收受礼金',
      content: '来信反映其在2025年中秋收受礼金。',
      subjectKind: 'person',
      subjectId,
      organId: server.world.organs.casemgmt!,
      ...over,
    } as never,
  });

const take = (who: string, id: string, action: string, data?: Record<string, unknown>, reason?: string) =>
  server.as(who).must(matters.actOnMatter, {
    params: { id, action },
    body: { ...(data ? { data } : {}), ...(reason ? { reason } : {}) },
  });
const attempt = (who: string, id: string, action: string, data?: Record<string, unknown>) =>
  server.as(who).call(matters.actOnMatter, { params: { id, action }, body: data ? { data } : {} });

const ALLEGATIONS = [{ no: 1, what: '收受礼金', known: '来信', against: 'found' }];
const DECISION = {
  foundBy: '海州市纪委监委',
  level: 'city',
  decisionNumber: '海纪认〔2026〕3号',
  foundOn: '2026-03-20',
};

/** Through the three steps to a conclusion, with an investigation of its own. */
async function judge(matter: string): Promise<void> {
  const officer = server.world.accounts.officer!;
  await take('casemgmt', matter, 'assign', { handlers: [officer] });
  await take('officer', matter, 'break-down', { allegations: ALLEGATIONS });
  await take('officer', matter, 'enter-steps', { unclear: 'truth', whyUnclear: '来信未附证据。' });
  await take('officer', matter, 'compare-elsewhere', {
    compareBody: server.world.organs.dispatched!,
    why: 'heads',
  });
  const { children } = await server.as('officer').must(matters.getMatter, { params: { id: matter } });
  const comparison = children[0]!.id;
  await take('officer', comparison, 'write', { points: '请说明2025年中秋情况。', asks: '请附材料。' });
  await take('reviewer', comparison, 'check', { noLetter: true, noSender: true, noDetail: true });
  await take('officer', comparison, 'send');
  await take('dispatched', comparison, 'answer', {
    findings: [{ no: 1, finding: 'framed', severity: 'minor', evidence: '当日其在外地出差' }],
    report: '反映情况不实。',
  });
  await take('reviewer', comparison, 'review', { opinion: '依据充分。' });
  await server.work();
  await take('officer', matter, 'screen');
}

const decisionFile = () => upload(server, 'casemgmt', '认定决定.txt', Buffer.from('认定为诬告的决定。'));

async function revoke(matter: string): Promise<string> {
  const file = await decisionFile();
  await take('casemgmt', matter, 'record-decision', { ...DECISION, decision: [file] });
  await take('casemgmt', matter, 'revoke', { revocationGrounds: '捏造事实，意图影响选拔任用。' });
  await take('head', matter, 'approval.approve', undefined, '同意。');
  await take('orgdept', matter, 'approval.approve', undefined, '同意。');
  await take('secretary', matter, 'approval.approve', undefined, '同意。');
  await server.work();
  return file;
}

describe('a framed clue', () => {
  it('is revoked only with the uploaded decision of the organ that may find it, and by approval', async () => {
    const { id, matterId: matter } = await register(server.world.persons.deputy!);
    await judge(matter);
    const bare = await attempt('casemgmt', matter, 'revoke', { revocationGrounds: '捏造。' });
    expect(bare.status).toBe(409);
    expect(JSON.stringify(bare.body)).toContain('须先登记有权机关的诬告认定决定并上传决定文件');
    expect((await attempt('casemgmt', matter, 'record-decision', DECISION)).status).toBe(400);
    const toCome = { ...DECISION, foundOn: '2099-01-01', decision: [await decisionFile()] };
    expect(await attempt('casemgmt', matter, 'record-decision', toCome)).toMatchObject({
      status: 400,
      body: { faults: [{ pointer: '/data/foundOn', code: 'future' }] },
    });
    const county = { ...DECISION, level: 'county', decision: [await decisionFile()] };
    expect((await attempt('casemgmt', matter, 'record-decision', county)).status).toBe(400);
    // Nobody names a file that somebody else handed in.
    const foreign = await upload(server, 'court', '别人的.txt', Buffer.from('别人的文件。'));
    const stolen = await attempt('casemgmt', matter, 'record-decision', { ...DECISION, decision: [foreign] });
    expect(stolen).toMatchObject({ status: 400, body: { faults: [{ code: 'unknown-file' }] } });
    const officer = await attempt('officer', matter, 'record-decision', {
      ...DECISION,
      decision: [await upload(server, 'officer', '自拟.txt', Buffer.from('自拟。'))],
    });
    expect(officer.status).toBe(403);
    const file = await decisionFile();
    await take('casemgmt', matter, 'record-decision', { ...DECISION, decision: [file] });
    expect((await server.as('officer').call(getFileHead, { params: { id: file } })).status).toBe(200);
    expect((await server.as('court').call(getFileHead, { params: { id: file } })).status).toBe(404);
    expect((await server.as('subject').call(downloadFile, { params: { id: file } })).status).toBe(404);
    await take('casemgmt', matter, 'revoke', { revocationGrounds: '捏造。' });
    expect((await server.as('officer').must(clues.getClue, { params: { id } })).status).toBe('unverified');
    await take('head', matter, 'approval.reject', undefined, '理由不充分。');
  });

  it('takes along a paper that is being issued while the last approval is given', async () => {
    const owner = new pg.Client({ connectionString: server.ownerUrl });
    await owner.connect();
    const waiting = async () =>
      (
        await owner.query(
          "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
        )
      ).rowCount;
    const { matterId } = await register(server.world.persons.namesakeA!);
    await judge(matterId);
    await take('casemgmt', matterId, 'record-decision', { ...DECISION, decision: [await decisionFile()] });
    await take('casemgmt', matterId, 'revoke', { revocationGrounds: '捏造。' });
    for (const who of ['head', 'orgdept']) await take(who, matterId, 'approval.approve', undefined, '同意。');
    const holder = new pg.Client({ connectionString: server.ownerUrl });
    await holder.connect();
    await holder.query('begin');
    await holder.query('lock table number_series in access exclusive mode');
    const issuing = server.as('officer').call(issueDocument, {
      body: {
        template: 'reminder-letter',
        matterId,
        data: { name: '王伟', signs: '收受蓝田玉', demands: '说明' },
      },
    });
    await expect.poll(waiting, { timeout: 20_000 }).toBe(1);
    const approving = attempt('secretary', matterId, 'approval.approve');
    // It waits for the paper, whose matter is held.
    await expect.poll(waiting, { timeout: 20_000 }).toBe(2);
    await holder.query('commit');
    expect((await issuing).status).toBe(201);
    expect((await approving).status).toBe(200);
    await Promise.all([holder.end(), owner.end()]);
    for (const who of ['officer', 'reviewer', 'orgdept', 'head', 'secretary']) {
      const { items } = await server
        .as(who)
        .must(listDocuments, { query: { subjectId: server.world.persons.namesakeA! } });
      expect(
        items.filter((one) => one.matterId === matterId),
        who,
      ).toEqual([]);
    }
  });

  it.each([
    ['to whom nothing else was filed', 'mayor', EVERYBODY],
    ['about whom something else is on file', 'namesakeB', INSIDE],
  ] as const)('leaves every view of everybody as if it had never come: somebody %s', async (_, name, all) => {
    const subject = server.world.persons[name]!;
    if (name === 'namesakeB') await register(subject, { title: '另一件', content: '另一件线索的内容。' });
    const before = new Map<string, Map<string, string>>();
    for (const who of all) before.set(who, await allShown(who, subject));
    const letter = await upload(server, 'casemgmt', '来信.txt', Buffer.from('来信反映收受礼金。'));
    const { id, number, matterId } = await register(subject, { channel: 'letter', files: [letter] });
    await judge(matterId);
    const known = await server.as('officer').must(clues.listClues, { query: { subjectId: subject } });
    expect(known.items.map((item) => item.id)).toContain(id);
    expect(
      different(before.get('officer')!, await allShown('officer', subject, before.get('officer'))).length,
    ).toBeGreaterThan(3);
    const file = await revoke(matterId);
    for (const who of all) {
      const after = await allShown(who, subject, before.get(who));
      expect(different(before.get(who)!, after), who).toEqual([]);
      const { items } = await server
        .as(who)
        .call(search, { query: { q: '礼金' } })
        .then((reply) => reply.body as { items?: unknown[] });
      expect(JSON.stringify(items ?? [])).not.toContain(id);
    }
    for (const who of EVERYBODY.filter((one) => one !== 'casemgmt' && one !== 'head')) {
      expect((await server.as(who).call(clues.getClue, { params: { id } })).status, who).not.toBe(200);
      expect(
        (await server.as(who).call(matters.getMatter, { params: { id: matterId } })).status,
        who,
      ).not.toBe(200);
      for (const gone of [letter, file])
        expect((await server.as(who).call(getFileHead, { params: { id: gone } })).status, who).toBe(404);
      const aside = await server.as(who).call(clues.listClues, { query: { aside: 'true' } });
      expect(JSON.stringify(aside.body), who).not.toContain(number);
    }
  });

  it('stands with its reasons in the list of those above and of the auditor (P6)', async () => {
    const { items } = await server.as('head').must(clues.listClues, { query: { aside: 'true' } });
    expect(items.map((item) => item.status)).toEqual(['revoked', 'revoked', 'revoked']);
    const counts = await server.as('casemgmt').must(clues.countClues, { query: { aside: 'true' } });
    expect(counts).toEqual({ positive: 0, negative: 3 });
    const { matterId: told } = await server.as('head').must(clues.getClue, { params: { id: items[0]!.id } });
    await take('casemgmt', told, 'object', { madeOn: '2026-04-06', objection: '不属捏造。' });
    // Nobody else keeps a notice that leads there.
    for (const who of ['officer', 'secretary', 'orgdept', 'dispatched', 'reviewer']) {
      const { items: kept } = await server.as(who).must(listNotices, { query: {} });
      const leads = kept.filter(
        ({ link }) => link === `/clues/${items[0]!.id}` || link === `/matters/${told}`,
      );
      expect(leads, who).toEqual([]);
    }
    const notices = await server.as('head').must(listNotices, { query: {} });
    expect(notices.items.some((notice) => notice.link === `/clues/${items[0]!.id}`)).toBe(true);
    const events = await server.as('auditor').must(listEvents, { query: { type: 'clue.revoked-as-framed' } });
    expect(events.items).toHaveLength(3);
    const said = Object.fromEntries(events.items[0]!.particulars.map(({ code, value }) => [code, value]));
    expect(said.grounds).toBe('捏造事实，意图影响选拔任用。');
    expect(said.decision).toContain('海纪认〔2026〕3号');
    // Its papers stay for their term with whoever may see it.
    const { matterId } = await server.as('head').must(clues.getClue, { params: { id: items[0]!.id } });
    const { children } = await server.as('head').must(matters.getMatter, { params: { id: matterId } });
    const papers = await server.as('head').must(listDocuments, { query: { matterId: children[0]!.id } });
    expect(papers.items.map((paper) => paper.template)).toEqual(['comparison-letter']);
  });

  it('comes back with everything that belongs to it when new evidence is brought', async () => {
    const subject = server.world.persons.mayor!;
    const [item] = (
      await server.as('head').must(clues.listClues, { query: { aside: 'true', subjectId: subject } })
    ).items;
    const { id, matterId } = await server.as('head').must(clues.getClue, { params: { id: item!.id } });
    expect((await attempt('officer', matterId, 'reinstate', { newEvidence: '新证据。' })).status).toBe(404);
    await take('casemgmt', matterId, 'reinstate', { newEvidence: '举报人提供了转账记录。' });
    await server.work();
    const officer = server.as('officer');
    const { children, state } = await officer.must(matters.getMatter, { params: { id: matterId } });
    expect(state).toBe('assigned');
    expect((await officer.must(matters.getMatter, { params: { id: children[0]!.id } })).state).toBe('closed');
    const papers = await server
      .as('dispatched')
      .must(listDocuments, { query: { matterId: children[0]!.id } });
    expect(papers.items).toHaveLength(1);
    const listed = await officer.must(clues.listClues, { query: { subjectId: subject } });
    expect(listed.items.map((one) => one.id)).toEqual([id]);
    const found = await server.as('casemgmt').must(search, { query: { q: '礼金' } });
    expect(found.items.map((one) => one.refId)).toContain(id);
    const owner = new pg.Client({ connectionString: server.ownerUrl });
    await owner.connect();
    const { rows } = await owner.query('select count(*)::int as left from set_aside where root_id = $1', [
      matterId,
    ]);
    await owner.end();
    expect(rows[0].left).toBe(0);
  });
});
