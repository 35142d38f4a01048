import * as clues from '@plumbline/contract/clue';
import { listNotices } from '@plumbline/contract/desk';
import * as documents from '@plumbline/contract/document';
import * as matters from '@plumbline/contract/matter';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import type { TestClient } from '../../testing/test-client.ts';
import { addAccount } from '../dossier/testing.ts';

let server: TestServer;
/** Holds a role in the receiving organ that may not take clues in. */
let colleague: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  colleague = await addAccount(server, {
    role: 'dossier-officer',
    organId: server.world.organs.dispatched!,
  });
});
afterAll(() => server.stop());

const PHRASE = '据举报人张三来信原文';
const SENDER = '仍可看出举报人是张三';

const register = (over: Record<string, unknown> = {}) =>
  server.as('casemgmt').must(clues.registerClue, {
    body: {
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
    } as never,
  });
const take = (who: string, id: string, action: string, data?: object, reason?: string) =>
  server.as(who).call(matters.actOnMatter, {
    params: { id, action },
    body: { ...(data ? { data } : {}), ...(reason ? { reason } : {}) } as never,
  });
async function done(...step: Parameters<typeof take>) {
  const reply = await take(...step);
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
}
const get = (client: TestClient, id: string) => client.call(matters.getMatter, { params: { id } });
const childOf = async (who: string, id: string) =>
  (await server.as(who).must(matters.getMatter, { params: { id } })).children.at(-1)!.id;
const noticesOf = async (client: TestClient) =>
  (await client.must(listNotices, { query: {} as never })).items;

const CHECK = { noLetter: true, noSender: true, noDetail: true };
const write = (id: string, points: string) => done('officer', id, 'write', { points, asks: '请附材料。' });

async function comparison(compareBody = server.world.organs.dispatched) {
  const { matterId } = await register();
  await done('casemgmt', matterId, 'assign', { handlers: [server.world.accounts.officer] });
  await done('officer', matterId, 'break-down', {
    allegations: [{ no: 1, what: '收受礼金', known: '来信', against: 'found' }],
  });
  await done('officer', matterId, 'enter-steps', { unclear: 'truth', whyUnclear: '来信未附证据。' });
  await done('officer', matterId, 'compare-elsewhere', { compareBody, why: 'heads' });
  return childOf('officer', matterId);
}

describe('a body that compares (P4)', () => {
  it('answers itself: nobody of the organ that asks does, though it stands above the body', async () => {
    const id = await comparison();
    await write(id, PHRASE);
    await done('reviewer', id, 'check', CHECK);
    await done('officer', id, 'send');
    const report = {
      findings: [{ no: 1, finding: 'untrue', evidence: '当日其在外地出差' }],
      report: '反映情况不实。',
    };
    for (const who of ['officer', 'reviewer', 'casemgmt', 'head']) {
      const reply = await take(who, id, 'answer', report);
      expect([403, 404], `${who} ${reply.status}`).toContain(reply.status);
    }
    expect((await get(server.as('officer'), id)).body).toMatchObject({ state: 'sent' });
    await done('dispatched', id, 'answer', report);
  });

  it('reads the letter by its liaison, where it has nobody else', async () => {
    const id = await comparison(server.world.organs.court);
    await write(id, PHRASE);
    // Whoever finds a giveaway returns it without saying first that it holds none.
    await done('reviewer', id, 'rewrite', undefined, '含有可能暴露身份的细节。');
    expect((await take('reviewer', id, 'check', CHECK)).status).toBe(409);
    await write(id, '请说明2025年中秋情况。');
    await done('reviewer', id, 'check', CHECK);
    await done('officer', id, 'send');
    const court = server.as('court');
    const { items } = await court.must(documents.listDocuments, { query: { matterId: id } });
    expect(items).toMatchObject([{ template: 'comparison-letter' }]);
    const opened = await court.call(documents.openDocument, { params: { id: items[0]!.id } });
    expect(opened.status).toBe(200);
    expect(JSON.stringify(opened.body)).toContain('请说明2025年中秋情况。');
    expect((await get(server.as('procuratorate'), id)).status).toBe(404);
  });

  it('sees nothing before the extract was checked and sent, in whatever way it is asked', async () => {
    const id = await comparison();
    await write(id, PHRASE);
    const body = server.as('dispatched');
    const letter = { template: 'comparison-letter', data: { points: PHRASE } };
    for (const over of [{ matterId: id }, {}])
      expect(
        await server.as('officer').call(documents.issueDocument, { body: { ...letter, ...over } }),
      ).toMatchObject({ status: 400, body: { faults: [{ code: 'document.by-step' }] } });
    const seen = async () => {
      const { items } = await body.must(matters.listMatters, { query: { limit: 200 } as never });
      return [(await get(body, id)).status, items.some((one) => one.id === id)];
    };
    expect(await seen()).toEqual([404, false]);
    await done('reviewer', id, 'check', CHECK);
    expect(await seen()).toEqual([404, false]);
    await done('officer', id, 'drop', undefined, '含有举报人信息');
    expect(await seen()).toEqual([404, false]);
  });

  it('then reads the letter as it was checked, its own steps, and no reason of an earlier wording', async () => {
    const id = await comparison();
    await write(id, PHRASE);
    await done('reviewer', id, 'check', CHECK);
    await done('officer', id, 'rewrite', undefined, SENDER);
    await write(id, '请说明2025年中秋情况。');
    await done('reviewer', id, 'check', CHECK);
    await done('officer', id, 'send');
    const body = server.as('dispatched');
    const seen = await get(body, id);
    expect(seen).toMatchObject({
      status: 200,
      body: {
        outside: true,
        data: {},
        forms: [],
        steps: [],
        parent: null,
        allowed: ['answer', 'recusal.declare'],
      },
    });
    expect(seen.body.terms.map(({ code }) => code)).toEqual(['answer']);
    expect(JSON.stringify(seen.body)).not.toContain('张三');
    // Nor does anybody write it another letter, nor read what else the procedure could say.
    const byHand = (who: string, data: Record<string, string>) =>
      server.as(who).call(documents.issueDocument, {
        body: { template: 'comparison-letter', matterId: id, data },
      });
    expect(await byHand('officer', { points: PHRASE })).toMatchObject({
      status: 400,
      body: { faults: [{ pointer: '/data/points', code: 'document.field-of-step' }] },
    });
    const again = await byHand('officer', {});
    expect(again.status, JSON.stringify(again.body)).toBe(201);
    const values = { template: 'comparison-letter', matterId: id };
    expect((await body.call(documents.getDocumentValues, { query: values })).status).toBe(403);
    const { items } = await body.must(documents.listDocuments, { query: { limit: 200 } as never });
    const letter = items.find(({ matterId }) => matterId === id)!;
    const text = JSON.stringify(await body.must(documents.openDocument, { params: { id: letter.id } }));
    expect(text).toContain('请说明2025年中秋情况。');
    expect(text).not.toContain('张三');
    await done('dispatched', id, 'answer', {
      findings: [{ no: 1, finding: 'untrue', evidence: '当日其在外地出差' }],
      report: '反映情况不实。',
    });
    // What the own organ did is told to all who work there on it.
    expect((await get(colleague, id)).body.steps.map(({ action }) => action)).toEqual(['answer']);
    expect((await get(server.as('officer'), id)).body).toMatchObject({ outside: false });
  });
});

const WHY = '反映其收受和田玉，由派驻机构监督';

async function transfer(over: Record<string, unknown> = {}) {
  const { matterId } = await register(over);
  const receiver = server.world.organs.dispatched;
  await done('casemgmt', matterId, 'transfer', { receiver, why: WHY, papers: 2 });
  await done('head', matterId, 'approval.approve');
  return { matterId, id: await childOf('casemgmt', matterId) };
}

describe('the receiver of a transfer', () => {
  it('is an organ in which somebody may accept it', async () => {
    const { matterId } = await register();
    for (const receiver of ['court', 'procuratorate'] as const)
      expect(
        await take('casemgmt', matterId, 'transfer', {
          receiver: server.world.organs[receiver],
          why: WHY,
          papers: 1,
        }),
      ).toMatchObject({
        status: 400,
        body: { faults: [{ pointer: '/data/receiver', code: 'party.nobody' }] },
      });
  });

  it('is there whoever may accept it alone: others are neither told nor shown whom it is about', async () => {
    const { id } = await transfer();
    expect((await get(colleague, id)).status).toBe(404);
    expect((await noticesOf(colleague)).filter(({ link }) => link?.includes(id))).toEqual([]);
    const offered = (await noticesOf(server.as('dispatched'))).find(({ link }) => link?.includes(id));
    const { status, body } = await get(server.as('dispatched'), id);
    expect(status).toBe(200);
    expect(offered?.matter).toEqual({ name: body.number ?? body.title, procedure: body.procedureTitle });
    // The commitment, and the salt with which guesses of the content could be tried, come with the acceptance.
    expect(body.data).toEqual({ receiver: server.world.organs.dispatched, why: WHY, papers: 2 });
    expect(body.allowed).toEqual(['accept', 'accept-differing', 'return', 'recusal.declare']);
    expect(body.terms.map(({ code }) => code)).toEqual(['receive']);
    await done('dispatched', id, 'accept', { came: 2 });
    const after = (await get(server.as('dispatched'), id)).body;
    expect(after.data).toMatchObject({
      why: WHY,
      came: 2,
      commitment: expect.any(String),
      salt: expect.any(String),
    });
    expect(after.steps.map(({ action }) => action)).toEqual(['accept']);
    expect((await get(colleague, id)).status).toBe(404);
  });

  it('reads nothing of it any more once it was recalled or returned, and is told that it went', async () => {
    const recalled = await transfer();
    await done('casemgmt', recalled.id, 'recall', undefined, '误选接收机关');
    const returned = await transfer();
    await done('dispatched', returned.id, 'return', undefined, '不属我组');
    const receiver = server.as('dispatched');
    for (const { id } of [recalled, returned]) expect((await get(receiver, id)).status).toBe(404);
    const told = (await noticesOf(receiver)).find(({ kind }) => kind === 'clue-transfer.recall');
    expect(told).toMatchObject({ link: null, matter: null });
  });
});

describe('a paper that a step issues', () => {
  it('is issued by hand neither before the step nor past the procedure', async () => {
    const { matterId } = await register();
    const data = { conclusions: [{ no: '1', verdict: '诬告', grounds: '查无此事' }], overview: '综述' };
    for (const [who, over] of [
      ['casemgmt', { matterId }],
      ['casemgmt', {}],
      ['intake', {}],
    ] as const) {
      const body = { template: 'clue-conclusion', data, ...over };
      expect((await server.as(who).call(documents.issueDocument, { body })).status).toBeGreaterThanOrEqual(
        400,
      );
    }
    const { items } = await server
      .as('casemgmt')
      .must(documents.listDocuments, { query: { template: 'clue-conclusion' } });
    expect(items).toEqual([]);
  });
});

describe('whoever handles a clue', () => {
  it.each(['court', 'secretary', 'reviewer'])('may handle matters: not %s', async (who) => {
    const { matterId } = await register();
    expect(
      await take('casemgmt', matterId, 'assign', { handlers: [server.world.accounts[who]] }),
    ).toMatchObject({ status: 400, body: { faults: [{ pointer: '/data/handlers' }] } });
    expect((await get(server.as(who), matterId)).status).not.toBe(who === 'reviewer' ? 404 : 200);
  });
});
