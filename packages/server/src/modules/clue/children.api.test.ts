import * as clues from '@plumbline/contract/clue';
import * as documents from '@plumbline/contract/document';
import * as matters from '@plumbline/contract/matter';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import type { TestClient } from '../../testing/test-client.ts';
import { addAccount } from '../dossier/testing.ts';

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

const register = (over: Record<string, unknown> = {}, as = 'casemgmt') =>
  server.as(as).must(clues.registerClue, {
    body: {
      class: 'petition',
      subType: 'letter-handling',
      source: 'report-accusation',
      occurredOn: '2026-03-02',
      title: '反映其收受礼金',
      content: '来信反映其在2025年中秋收受礼金。',
      subjectKind: 'person',
      subjectId: server.world.persons.deputy,
      ...(as === 'casemgmt' ? { organId: server.world.organs.casemgmt } : {}),
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
describe('what a step of a clue begins', () => {
  it('is kept from staff who serve in the unit that it is about, as the clue is', async () => {
    const unit = server.world.units.housing!;
    await owner.query('update account set unit_id = $1 where id = $2', [
      unit,
      server.world.accounts.orgdept2,
    ]);
    const { matterId } = await register({ subjectKind: 'unit', subjectId: unit }, 'orgdept');
    await done('orgdept', matterId, 'transfer', {
      receiver: server.world.organs.dispatched,
      why: '反映该局小金库',
    });
    const transfer = await childOf('orgdept', matterId);
    expect((await get(server.as('orgdept'), transfer)).status).toBe(200);
    expect((await get(server.as('orgdept2'), matterId)).status).toBe(404);
    expect((await get(server.as('orgdept2'), transfer)).status).toBe(404);
  });
});

async function closed() {
  const { matterId } = await register({ subjectId: server.world.persons.mayor });
  await done('casemgmt', matterId, 'assign', { handlers: [server.world.accounts.officer] });
  await done('officer', matterId, 'break-down', {
    allegations: [{ no: 1, what: '收受礼金', against: 'found' }],
  });
  await done('officer', matterId, 'propose', { mainProblem: '收受礼金', way: 'close', grounds: '不实' });
  await done('officer', matterId, 'dispose-closed');
  for (const who of ['head', 'secretary']) await done(who, matterId, 'approval.approve', undefined, '同意。');
  return matterId;
}

describe('the letter that clears a name', () => {
  it('is read outside the clue rooms once it was approved, and as a draft by nobody there', async () => {
    const outside = await addAccount(server, {
      role: 'dossier-officer',
      organId: server.world.organs.commission!,
    });
    const matterId = await closed();
    const points = '有人反映其收受翡翠';
    const draft = { points, basis: '查明不实', harm: ['work'], written: true, circle: '本单位' };
    await done('officer', matterId, 'clarify', draft);
    const id = await childOf('officer', matterId);
    expect((await get(outside, matterId)).status).toBe(404);
    expect((await get(outside, id)).status).toBe(404);
    expect((await get(server.as('reviewer'), id)).status).toBe(200);
    await done('officer', id, 'clear');
    expect((await get(outside, id)).status).toBe(404);
    for (let i = 0; i < 4; i++) {
      const { state, request } = (await get(server.as('officer'), id)).body;
      if (state !== 'drafted') break;
      const names = request?.steps.flatMap(({ approvals }) => approvals.flatMap((one) => one.waitsFor)) ?? [];
      for (const who of ['head', 'secretary', 'orgdept'])
        if (names.includes(who)) await take(who, id, 'approval.approve', undefined, '同意。');
    }
    expect(await get(outside, id)).toMatchObject({
      status: 200,
      body: { state: 'approved', data: { points } },
    });
    // A draft that is dropped is nobody's outside either.
    await done('officer', matterId, 'clarify', draft);
    const other = await childOf('officer', matterId);
    await done('officer', other, 'drop', undefined, '改由单位澄清');
    expect((await get(outside, other)).status).toBe(404);
  });
});

describe('a clue that moves to the right subject (P1)', () => {
  it('leaves nothing of what it began to be read: under no wrong name, and by the right person least of all', async () => {
    const { deputy, namesakeB } = server.world.persons;
    const himself = await addAccount(server, {
      role: 'cadre-supervision-officer',
      organId: server.world.organs.orgdept!,
      personId: namesakeB!,
    });
    const clue = await register({ subjectId: deputy }, 'orgdept');
    await done('orgdept', clue.matterId, 'transfer', {
      receiver: server.world.organs.dispatched,
      why: '反映王伟收受和田玉',
    });
    const transfer = await childOf('orgdept', clue.matterId);
    await done('dispatched', transfer, 'return', undefined, '不属我组');
    const listed = async (who: string) =>
      (
        await server.as(who).must(matters.listMatters, { query: { subjectId: deputy, limit: 200 } as never })
      ).items.map(({ id }) => id);
    expect(await listed('orgdept')).toContain(transfer);
    expect((await get(himself, transfer)).status).toBe(200);
    await server.as('orgdept').must(clues.moveClue, {
      params: { id: clue.id },
      body: { subjectKind: 'person', subjectId: namesakeB!, reason: '归错' },
    });
    for (const who of ['orgdept', 'dispatched', 'head', 'casemgmt', 'reviewer']) {
      expect(await listed(who), who).not.toContain(transfer);
      expect((await get(server.as(who), transfer)).status, who).toBe(404);
    }
    const file = (await get(server.as('orgdept'), clue.matterId)).body;
    expect(file).toMatchObject({ state: 'assigned', children: [] });
    expect((await get(himself, clue.matterId)).status).toBe(404);
    expect((await get(himself, transfer)).status).toBe(404);
    // It goes on under the right name.
    await done('orgdept', clue.matterId, 'transfer', {
      receiver: server.world.organs.dispatched,
      why: '由派驻监督',
    });
  });

  it('takes papers that name the wrong one out of sight, under the right name too', async () => {
    const { deputy, mayor } = server.world.persons;
    const mover = await addAccount(server, {
      role: 'case-supervisor',
      organId: server.world.organs.commission!,
    });
    const matterId = await closed();
    await done('officer', matterId, 'revive', { evidence: '有新情况' });
    const papers = async (subjectId: string) =>
      (
        await server.as('officer').must(documents.listDocuments, { query: { subjectId } as never })
      ).items.filter((one) => one.matterId === matterId).length;
    expect(await papers(mayor!)).toBe(1);
    const { items } = await mover.must(clues.listClues, { query: { subjectId: mayor!, limit: 50 } });
    const files = await Promise.all(items.map(({ id }) => mover.must(clues.getClue, { params: { id } })));
    const { id } = files.find((one) => one.matterId === matterId)!;
    await mover.must(clues.moveClue, {
      params: { id },
      body: { subjectKind: 'person', subjectId: deputy!, reason: '归错' },
    });
    expect([await papers(mayor!), await papers(deputy!)]).toEqual([0, 0]);
  });

  it('tells nothing of what cleared the name of the wrong one, nor is that told whose it is now', async () => {
    const { mayor, deputy } = server.world.persons;
    const matterId = await closed();
    const { items } = await server.as('casemgmt').must(clues.listClues, { query: { limit: 50 } as never });
    const files = await Promise.all(
      items.map(({ id }) => server.as('casemgmt').must(clues.getClue, { params: { id } })),
    );
    const { id } = files.find((one) => one.matterId === matterId)!;
    await done('officer', matterId, 'clarify', {
      points: '有人反映其收受翡翠',
      basis: '查明不实',
      harm: ['work'],
      written: true,
      circle: '本单位',
    });
    const letter = await childOf('officer', matterId);
    await done('officer', letter, 'clear');
    for (const who of ['head', 'secretary']) await done(who, letter, 'approval.approve', undefined, '同意。');
    expect((await get(server.as('officer'), letter)).body.parent).toMatchObject({ id: matterId });
    await done('officer', matterId, 'revive', { evidence: '有新情况' });
    await server.as('reviewer').must(clues.moveClue, {
      params: { id },
      body: { subjectKind: 'person', subjectId: deputy!, reason: '归错' },
    });
    for (const who of ['casemgmt', 'officer']) {
      const seen = await get(server.as(who), letter);
      expect(seen.body, who).toMatchObject({ state: 'approved', parent: null, subjects: [{ id: mayor }] });
      expect((await get(server.as(who), matterId)).body.children, who).toEqual([]);
    }
    // What it begins about the right one is told.
    await done('casemgmt', matterId, 'transfer', {
      receiver: server.world.organs.dispatched,
      why: '由派驻监督',
    });
    expect((await get(server.as('casemgmt'), matterId)).body.children).toHaveLength(1);
  });
});
