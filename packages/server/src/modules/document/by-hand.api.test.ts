import * as documents from '@plumbline/contract/document';
import * as matters from '@plumbline/contract/matter';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemSettings } from '../../platform/access/system-actor.ts';
import { startTestServer, TestClient, type TestServer } from '../../testing/index.ts';
import { insertAccount } from '../../testing/insert-account.ts';

// Papers of a matter that are issued, or declared void, by hand.

let server: TestServer;
let owner: pg.Client;
beforeAll(async () => {
  server = await startTestServer();
  owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await server.stop();
});

const SECOND = { status: 403, body: { code: 'second-person' } };
const take = async (by: string, id: string, action: string, data?: Record<string, unknown>) => {
  const done = await server
    .as(by)
    .must(matters.actOnMatter, { params: { id, action }, body: data ? { data } : {} });
  server.clock.advance(1000);
  return done;
};
const begin = async (procedure: string, personId: string, data: Record<string, unknown>) =>
  (
    await server.as('officer').must(matters.beginMatter, {
      body: { procedure, subjects: [{ kind: 'person', id: personId }], data },
    })
  ).id;

/** A talk of which the person was notified. */
async function notified(kind: 'admonition' | 'reminder', outline: string): Promise<string> {
  const { accounts, persons } = server.world;
  const id = await begin('talk', persons.head, {
    kind,
    problem: '履职不力。',
    day: '2026-04-10',
    from: '09:00',
    until: '10:00',
    place: '谈话室',
    health: 'good',
    safety: '安排专人陪同，备好常用药品。',
    talkers: [accounts.officer, accounts.reviewer],
    recorder: accounts.officer,
    outline,
  });
  await take('officer', id, kind === 'admonition' ? 'submit-admonition' : 'submit');
  const chain = kind === 'admonition' ? ['head', 'orgdept', 'secretary'] : ['head', 'secretary'];
  for (const who of chain) await take(who, id, 'approval.approve');
  await take('officer', id, 'notify', { day: '2026-04-10', from: '09:00', until: '10:00', place: '谈话室' });
  return id;
}
/** A letter of inquiry that the head approved and a step issued. */
async function inquired(): Promise<string> {
  const draft = { problems: '一、项目发包程序。', contact: '罗' };
  const id = await begin('inquiry', server.world.persons.deputy, draft);
  await take('officer', id, 'issue');
  await take('head', id, 'approval.approve');
  return id;
}
const issue = (template: string, matterId: string, data: Record<string, unknown> = {}, by = 'officer') =>
  server.as(by).call(documents.issueDocument, { body: { template, matterId, data } as never });
const voided = (by: string | TestClient, { id, version }: { id: string; version: number }) =>
  (typeof by === 'string' ? server.as(by) : by).call(documents.voidDocument, {
    params: { id },
    body: { version, reason: '作废' },
  });
/** Another account that issues papers of the commission. */
async function officerOf(personId: string | null) {
  const { organs } = server.world;
  return server.services.db.transaction(systemSettings(1, Object.values(organs)), async (trx) => {
    const account = { username: `officer-${++accounts}`, role: 'dossier-officer', organ: organs.commission };
    const { id, token } = await insertAccount(trx, 1, server.clock.now(), { ...account, person: personId });
    return { id, client: new TestClient(server.app.server, token) };
  });
}
let accounts = 0;
/** A meeting that decided: one member stayed away, one was against. */
async function decided(): Promise<string> {
  const { accounts: ids } = server.world;
  const members = [ids.reviewer, ids.casemgmt, ids.dispatched];
  const plan = { topic: '集体研判', whenWhere: '4月8日', chair: ids.head, members, recorder: ids.officer };
  const { id } = await server
    .as('head')
    .must(matters.beginMatter, { body: { procedure: 'meeting', subjects: [], data: plan } as never });
  await take('head', id, 'open', { attendance: [ids.head, ids.reviewer, ids.casemgmt] });
  await take('reviewer', id, 'speak', { vote: 'disagree', view: '依据不足。' });
  for (const who of ['casemgmt', 'head']) await take(who, id, 'speak', { vote: 'agree', view: '同意。' });
  await take('head', id, 'decide');
  return id;
}
/** Written down by the officer: no step of it needs an approval. */
async function minuted(): Promise<string> {
  const id = await decided();
  await take('officer', id, 'minute', { decision: '未获通过。' });
  return id;
}
const papersOf = async (matterId: string) =>
  (await server.as('officer').must(documents.listDocuments, { query: { matterId } })).items;
const saidIn = async (id: string): Promise<Record<string, string>> =>
  (await owner.query('select data from document where id = $1', [id])).rows[0].data;

describe('a paper that no step of its matter issues', () => {
  it('is another one each time: nothing that the first one said stands in the second', async () => {
    const matterId = await inquired();
    const template = 'reminder-letter';
    const first = { signs: '请销假手续办理不及时。', demands: '严格执行制度。' };
    expect((await issue(template, matterId, first)).status).toBe(201);
    const { fields } = await server
      .as('officer')
      .must(documents.getDocumentValues, { query: { template, matterId } });
    const given = Object.fromEntries(fields.map(({ code, value }) => [code, value]));
    expect([given.name, given.signs, given.demands]).toEqual(['周敏', '', '']);
    expect(await issue(template, matterId, { signs: '公款接待超标。' })).toMatchObject({
      status: 400,
      body: { faults: [{ pointer: '/data/demands', code: 'document.field-missing' }] },
    });
    const second = { signs: '公款接待超标。', demands: '退还超标部分。' };
    const { body } = await issue(template, matterId, second);
    expect(await saidIn(body.id)).toMatchObject(second);
  });
});

describe('minutes', () => {
  it('say who was there, what each said and how they voted as it was recorded, the dissent as well', async () => {
    const [minutes] = await papersOf(await minuted());
    expect(await saidIn(minutes!.id)).toMatchObject({
      present: 'head、reviewer、casemgmt',
      absent: 'dispatched',
      opinions: [
        { member: 'reviewer', vote: '不同意', opinion: '依据不足。' },
        { member: 'casemgmt', vote: '同意', opinion: '同意。' },
        { member: 'head', vote: '同意', opinion: '同意。' },
      ],
      outcome: '同意2票、不同意1票、弃权0票、表决未通过',
      decision: '未获通过。',
      dissent: 'reviewer：依据不足。',
    });
  });

  it('are not written by hand instead, and are free where no session was recorded', async () => {
    const id = await decided();
    const opinions = [{ member: 'reviewer', vote: '同意', opinion: '同意。' }];
    expect(await issue('meeting-minutes', id, { opinions, decision: '同意。' } as never)).toMatchObject({
      status: 400,
      body: { faults: [{ pointer: '/template', code: 'document.by-step' }] },
    });
    const free = { topic: '学习', 'when-where': '4月9日', chair: '甲', recorder: '乙', present: '甲、乙' };
    const issued = await server.as('officer').call(documents.issueDocument, {
      body: { template: 'meeting-minutes', data: { ...free, opinions, decision: '同意。' } } as never,
    });
    expect(issued.status, JSON.stringify(issued.body)).toBe(201);
  });
});

describe('a paper that a step of its matter issued', () => {
  it('says word for word the same when it is issued again by hand, and nothing else', async () => {
    const id = await notified('admonition', '一、说明来意。');
    await take('head', id, 'hold-admonition', {
      day: '2026-04-06',
      from: '09:00',
      until: '10:00',
      place: '谈话室',
      rightsTold: true,
      exchanges: [{ question: '问', answer: '答' }],
    });
    await take('subject', id, 'confirm', { stance: 'agrees' });
    for (const who of ['officer', 'reviewer']) await take(who, id, 'sign', { signed: true });
    const said = { facts: '履职不力。', demands: '改进。' };
    await take('officer', id, 'admonish', said);
    const other = await issue('admonition', id, {
      facts: '收受管理服务对象财物。',
      demands: '退出领导岗位。',
    });
    expect(other).toMatchObject({
      status: 400,
      body: {
        faults: [
          { pointer: '/data/facts', code: 'document.field-of-step' },
          { pointer: '/data/demands', code: 'document.field-of-step' },
        ],
      },
    });
    const before = (await papersOf(id)).find(({ template }) => template === 'admonition')!;
    const again = await issue('admonition', id);
    expect(again.status).toBe(201);
    const { number: _, ...same } = await saidIn(before.id);
    expect(same).toMatchObject(said);
    expect(await saidIn(again.body.id)).toMatchObject(same);
  });

  it('is read again by those alone to whom it was issued before: never the form of approval by its subject', async () => {
    const outline = '一、先问城东项目，观察其反应。';
    const id = await notified('reminder', outline);
    const { body, status } = await issue('talk-approval', id);
    expect(status).toBe(201);
    expect(await saidIn(body.id)).toMatchObject({ outline });
    const open = (who: string, paper: string) =>
      server.as(who).call(documents.openDocument, { params: { id: paper } });
    expect((await open('officer', body.id)).status).toBe(200);
    expect((await open('subject', body.id)).status).toBe(404);
    const notice = await issue('talk-notice', id);
    expect(notice.status).toBe(201);
    expect((await open('subject', notice.body.id)).status).toBe(200);
  });

  it('is not declared void by whoever issued it: it takes one who could approve it', async () => {
    const [letter] = await papersOf(await inquired());
    expect(await voided('officer', letter!)).toMatchObject(SECOND);
    expect((await voided('head', letter!)).body.voided).toMatchObject({ reason: '作废' });
  });

  it('is declared void by nobody who issued it, by another account neither, where no step needs an approval', async () => {
    const { accounts, persons } = server.world;
    const [second, third] = [await officerOf(persons.mayor), await officerOf(null)];
    await owner.query('update account set person_id = $1 where id = $2', [persons.mayor, accounts.officer]);
    server.services.forgetSessions();
    const [minutes] = await papersOf(await minuted());
    expect(await voided('officer', minutes!)).toMatchObject(SECOND);
    expect(await voided(second.client, minutes!)).toMatchObject(SECOND);
    // Who sees the paper but not its matter is told that there is none.
    const barred = (who: readonly string[]) =>
      owner.query('update matter set barred = $1 where id = $2', [who, minutes!.matterId]);
    await barred([third.id]);
    const read = () => third.client.call(documents.getDocument, { params: { id: minutes!.id } });
    expect((await read()).status).toBe(200);
    expect((await voided(third.client, minutes!)).status).toBe(404);
    await barred([]);
    expect((await voided(third.client, minutes!)).body.voided).toMatchObject({ reason: '作废' });
  });
});
