import { listDocuments, openDocument } from '@plumbline/contract/document';
import { getDossier } from '@plumbline/contract/dossier';
import { listArticles } from '@plumbline/contract/library';
import * as matters from '@plumbline/contract/matter';
import * as contract from '@plumbline/contract/style-assessment';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../platform/db/id.ts';
import { startTestServer, TEST_NOW, type TestServer } from '../../../testing/index.ts';
import { delivery } from '../admonish.testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const unit = (id = server.world.units.housing) => ({ kind: 'unit' as const, id });
const begin = (who: string, subjects: { kind: 'person' | 'unit'; id: string }[]) =>
  server.as(who).call(contract.beginStyleAssessments, { body: { subjects } });
const call = (by: string, id: string, action: string, body: object = {}) =>
  server.as(by).call(matters.actOnMatter, { params: { id, action }, body });
async function take(by: string, id: string, action: string, data?: object, reason?: string) {
  const reply = await call(by, id, action, { ...(data ? { data } : {}), ...(reason ? { reason } : {}) });
  expect(reply.status, `${by} ${action}: ${JSON.stringify(reply.body)}`).toBe(200);
  server.clock.advance(1000);
}
const see = (by: string, id: string) => server.as(by).call(matters.getMatter, { params: { id } });
const faultOf = (pointer: string, code: string) => ({ status: 400, body: { faults: [{ pointer, code }] } });
/** The next day after a term of the matter is over; the platform has looked at it. */
async function waitOut(id: string, term: string): Promise<void> {
  const { terms } = (await see('officer', id)).body;
  const due = terms.find(({ code, state }) => code === term && state !== 'met')!.dueOn!;
  server.clock.set(`${due}T02:00:00.000Z`);
  server.clock.advance(24 * 3_600_000);
  await server.jobs['matter.refresh']!({ jurisdiction: 1, payload: {} });
  await server.work();
}
async function entriesOf(subjectId: string, item: string) {
  const page = await server.as('officer').must(getDossier, { params: { subjectId } });
  return page.catalogue.flatMap(({ items }) => items).find(({ code }) => code === item)!.materials;
}

const INDICATORS = [
  'promptness',
  'carryingOut',
  'responsibility',
  'service',
  'conduct',
  'meetings',
  'rectification',
  'team',
];
const sheet = (over: object = {}) => ({
  ratings: Object.fromEntries(INDICATORS.map((key) => [key, { level: 'fair', ground: '见台账。' }])),
  grade: 'basic',
  finding: '会议偏多，办理偏慢。',
  grave: 'minor',
  ...over,
});

describe('periodic assessment', () => {
  it('is begun for the last period, once for each subject, by whoever handles', async () => {
    server.clock.set(TEST_NOW);
    expect((await server.as(undefined).call(contract.listStyleAssessments)).status).toBe(401);
    for (const who of ['court', 'unit', 'subject', 'sysadmin']) {
      expect((await server.as(who).call(contract.listStyleAssessments)).status, who).toBe(403);
      expect((await begin(who, [unit()])).status, who).toBe(403);
    }
    expect((await begin('officer', [])).status).toBe(400);
    expect((await begin('officer', [unit(newId())])).status).toBe(400);
    const before = await server.as('officer').must(contract.listStyleAssessments, { query: {} });
    expect(before).toMatchObject({ from: '2025-07-01', to: '2025-12-31', late: true });
    expect(before.owing).toBe(before.subjects);
    const { status, body } = await begin('officer', [unit(), unit(server.world.units.town)]);
    expect(status, JSON.stringify(body)).toBe(201);
    // All or none: one of them has its sheet already, whichever organ asks.
    expect(await begin('officer', [unit(server.world.units.finance), unit()])).toMatchObject(
      faultOf('/data/from', 'assessment.twice'),
    );
    expect(await begin('dispatched', [unit()])).toMatchObject(faultOf('/data/from', 'assessment.twice'));
    const after = await server.as('officer').must(contract.listStyleAssessments, { query: {} });
    expect(after.owing).toBe(before.owing - 2);
    const owing = await server
      .as('officer')
      .must(contract.listStyleAssessments, { query: { owing: 'true' } });
    expect(owing.items).toHaveLength(after.owing);
    // What was dropped may be begun again; days that are no period of the pack may not.
    await take('officer', body.ids[1]!, 'drop', undefined, '对象有误。');
    expect((await begin('officer', [unit(server.world.units.town)])).status).toBe(201);
    const free = { procedure: 'style-assessment', subjects: [unit(server.world.units.finance)] };
    const send = (from: string, to: string) =>
      server.as('officer').call(matters.beginMatter, { body: { ...free, data: { from, to } } });
    expect(await send('2025-07-01', '2025-09-30')).toMatchObject(faultOf('/data/from', 'assessment.period'));
    expect((await send('2026-01-01', '2026-06-30')).status).toBe(400);
  });

  it('is told, commented on, answered point by point, confirmed, and filed by itself as a fact that may warn', async () => {
    server.clock.set(TEST_NOW);
    const { finance, housing } = server.world.units;
    const list = await server.as('officer').must(contract.listStyleAssessments, { query: {} });
    const id = list.items.find((one) => one.id === housing)!.assessment!.matterId;
    expect(finance).not.toBe(housing);
    const { ratings } = sheet();
    const { team: _, ...some } = ratings;
    expect((await call('officer', id, 'enter', { data: sheet({ ratings: some }) })).status).toBe(400);
    await take('officer', id, 'enter', sheet());
    expect((await see('unit', id)).status).toBe(404);
    await take('officer', id, 'tell');
    const told = (await see('unit', id)).body;
    expect(told).toMatchObject({ outside: true, data: { grade: 'basic' } });
    expect(told.data).not.toHaveProperty('grave');
    expect((await see('court', id)).status).toBe(404);
    const confirm = {
      conclusion: '予以确认。',
      answers: [{ no: 1, answer: '已核对台账，予以采信。', adopted: true }],
    };
    // Nobody's time to comment is cut short.
    expect((await call('officer', id, 'confirm', { data: { ...confirm, answers: [] } })).status).toBe(409);
    await take('unit', id, 'comment', { points: [{ no: 1, point: '会议数量含上级会议。' }] });
    expect(
      (await call('unit', id, 'comment', { data: { points: [{ no: 1, point: '再次。' }] } })).status,
    ).toBe(409);
    expect((await call('officer', id, 'confirm', { data: { ...confirm, answers: [] } })).status).toBe(400);
    await take('officer', id, 'confirm', confirm);
    await take('head', id, 'approval.approve', undefined, '同意。');
    expect((await see('unit', id)).body.data).toMatchObject({ answers: confirm.answers });
    await take('unit', id, 'receive-result');
    const before = await entriesOf(housing, 'style-assessment-unit');
    await waitOut(id, 'object');
    expect((await see('officer', id)).body).toMatchObject({ state: 'filed', status: 'verified' });
    const filed = await entriesOf(housing, 'style-assessment-unit');
    expect(filed.length).toBe(before.length + 1);
    const { catalogue } = server.services.packs.of(1);
    expect(catalogue.items.find(({ code }) => code === 'style-assessment-unit')!.warns).toMatchObject({
      grave: 'grave',
      as: 'assessment',
    });
  });
});

describe('accountability for inaction', () => {
  let article: { id: string; title: string; label: string | null };
  beforeAll(async () => {
    await server.jobs['library.mirror']!({ jurisdiction: 1, payload: {} });
    const { items } = await server.as('officer').must(listArticles, { query: { limit: 1 } as never });
    article = items[0]!;
  });
  const proposal = (over: object = {}) => ({
    circumstance: 'refuse',
    happenedOn: '2026-02-10',
    facts: '三次批转的排水问题均未办理。',
    articles: [article.id],
    handlers: [server.world.accounts.officer],
    ...over,
  });
  const decision = (answers: object[]) => ({
    finding: '构成推诿。',
    measure: 'check',
    grave: 'heavier',
    answers,
  });
  async function informed(): Promise<string> {
    server.clock.set(TEST_NOW);
    const subjects = [{ kind: 'person' as const, id: server.world.persons.head }];
    const { id } = await server
      .as('officer')
      .must(matters.beginMatter, { body: { procedure: 'inaction', subjects, data: proposal() } });
    server.clock.advance(1000);
    expect((await see('subject', id)).status).toBe(404);
    await take('officer', id, 'inform');
    return id;
  }
  async function approve(id: string): Promise<void> {
    for (const who of ['head', 'secretary'])
      if ((await see(who, id)).body.allowed?.includes('approval.approve'))
        await take(who, id, 'approval.approve', undefined, '同意。');
  }

  it('rests on articles, and is begun by whoever handles', async () => {
    const subjects = [{ kind: 'person' as const, id: server.world.persons.head }];
    const send = (who: string, data: object) =>
      server
        .as(who)
        .call(matters.beginMatter, { body: { procedure: 'inaction', subjects, data: data as never } });
    for (const who of ['court', 'unit', 'subject', 'secretary'])
      expect((await send(who, proposal())).status, who).toBeGreaterThanOrEqual(400);
    expect(await send('officer', proposal({ articles: [] }))).toMatchObject({
      status: 400,
      body: { faults: [{ pointer: '/data/articles' }] },
    });
  });

  it('cites what stands in a published text in force, and its papers name exactly that', async () => {
    const subjects = [{ kind: 'person' as const, id: server.world.persons.head }];
    const send = (data: object) =>
      server
        .as('officer')
        .call(matters.beginMatter, { body: { procedure: 'inaction', subjects, data: data as never } });
    const unknown = faultOf('/data', 'unknown-article');
    expect(await send(proposal({ articles: [newId()] }))).toMatchObject(unknown);
    expect(await send(proposal({ articles: [article.id, newId()] }))).toMatchObject(unknown);
    expect((await send(proposal({ basis: '另一规定第九条' }))).status).toBe(400);
    const id = await informed();
    const { items } = await server.as('subject').must(listDocuments, { query: { matterId: id } });
    const paper = await server.as('subject').must(openDocument, { params: { id: items[0]!.id }, body: {} });
    expect(JSON.stringify(paper)).toContain(`《${article.title}》`);
    // An article of a text that is not in force yet, or was taken down, is none.
    const owner = new pg.Client({ connectionString: server.ownerUrl });
    await owner.connect();
    const from = (day: string) =>
      owner.query(
        `update library_version set effective_from = $1
          where id = (select version_id from library_part where id = $2)`,
        [day, article.id],
      );
    await from('2026-12-01');
    expect(await send(proposal())).toMatchObject(unknown);
    await from('2020-01-01');
    await owner.end();
    expect((await send(proposal())).status).toBe(201);
  });

  it('tells the facts, waits for the person, answers each point, and can be objected to (P9)', async () => {
    const id = await informed();
    expect((await see('subject', id)).body.data).toMatchObject({ facts: '三次批转的排水问题均未办理。' });
    expect((await call('officer', id, 'decide', { data: decision([]) })).status).toBe(409);
    await take('subject', id, 'state', {
      points: [
        { no: 1, point: '职责在市政中心。' },
        { no: 2, point: '已两次协调。' },
      ],
    });
    expect(
      (
        await call('officer', id, 'decide', {
          data: decision([{ no: 1, answer: '不采信。', adopted: false }]),
        })
      ).body,
    ).toMatchObject({
      faults: [{ pointer: '/data/answers', code: 'covers' }],
    });
    const answers = [
      { no: 1, answer: '“三定”规定职责在该局。', adopted: false },
      { no: 2, answer: '协调记录属实，从轻。', adopted: true },
    ];
    await take('officer', id, 'decide', decision(answers));
    await approve(id);
    expect((await see('subject', id)).body).toMatchObject({
      state: 'decided',
      data: { finding: '构成推诿。', answers },
    });
    const papers = await server.as('subject').must(listDocuments, { query: { matterId: id } });
    expect(papers.items.map(({ template }) => template).sort()).toEqual([
      'inaction-decision',
      'inaction-notice',
    ]);
    await take('subject', id, 'object', { objections: [{ no: 1, objection: '有会议纪要。' }] });
    const review = { outcome: 'lifted', conclusion: '纪要属实。', replies: [{ no: 1, reply: '予以采纳。' }] };
    expect((await call('officer', id, 'lift', { data: { ...review, replies: [] } })).status).toBe(400);
    await take('officer', id, 'lift', review);
    await approve(id);
    expect((await see('subject', id)).body).toMatchObject({ state: 'lifted', final: true });
    expect(await entriesOf(server.world.persons.head, 'inaction')).toEqual([]);
  });

  it('goes on where nobody said anything in time, and is filed by itself where nobody objects', async () => {
    const id = await informed();
    const early = await delivery(server, '2026-04-05');
    // Nothing is decided on a silence before it is proved that the person was told, and no earlier than that.
    server.clock.set('2026-06-08T02:00:00.000Z');
    expect((await call('officer', id, 'decide', { data: decision([]) })).status).toBe(409);
    server.clock.set(TEST_NOW);
    server.clock.advance(2000);
    expect(await call('officer', id, 'deliver', { data: { ...early, receipt: [] } })).toMatchObject(
      faultOf('/data/receipt', 'minItems'),
    );
    expect(await call('officer', id, 'deliver', { data: early })).toMatchObject(
      faultOf('/data/deliveredOn', 'proof-early'),
    );
    await take('officer', id, 'deliver', { ...early, deliveredOn: '2026-04-06' });
    await waitOut(id, 'state');
    await take('officer', id, 'decide', decision([]));
    await approve(id);
    await take('subject', id, 'receive-decision');
    expect(await entriesOf(server.world.persons.head, 'inaction')).toEqual([]);
    await waitOut(id, 'object');
    expect((await see('officer', id)).body).toMatchObject({ state: 'filed', status: 'verified' });
    expect(await entriesOf(server.world.persons.head, 'inaction')).toHaveLength(1);
    const { catalogue, uses } = server.services.packs.of(1);
    expect(catalogue.items.find(({ code }) => code === 'inaction')!.warns).toMatchObject({ as: 'inaction' });
    expect(uses.table.verified!['warning-level']).toBe(true);
  });
});
