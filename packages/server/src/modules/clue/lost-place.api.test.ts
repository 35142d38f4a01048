import * as clues from '@plumbline/contract/clue';
import { listNotices } from '@plumbline/contract/desk';
import { issueDocument, listDocuments, openDocument } from '@plumbline/contract/document';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestClient, type TestServer } from '../../testing/index.ts';
import { Kit } from './testing.ts';

let server: TestServer;
let kit: Kit;
let clue: clues.Clue;
let first: { client: TestClient; id: string };
beforeAll(async () => {
  server = await startTestServer();
  kit = new Kit(server);
  await kit.owner.connect();
});
afterAll(async () => {
  await kit.owner.end();
  await server.stop();
});

const assign = (to: string | undefined) => kit.take('casemgmt', clue.matterId, 'assign', { handlers: [to] });

/** A clue that somebody outside the clue rooms handles. */
beforeEach(async () => {
  first = await kit.account('dossier-officer', server.world.organs.commission!);
  clue = await kit.register();
  await assign(first.id);
});

describe('a decision for which two are needed', () => {
  it('is not asked for where one person alone, under two accounts, could be both', async () => {
    const { accounts, persons } = server.world;
    const { matterId } = await kit.handled({ subjectId: persons.mayor });
    const disposal = { mainProblem: '收受礼金', way: 'close', grounds: '查无实据' };
    await kit.take('officer', matterId, 'propose', disposal);
    const both = [accounts.head, accounts.secretary];
    const are = async (personId: string | null) => {
      await kit.owner.query('update account set person_id = $1 where id = any ($2)', [personId, both]);
      server.services.forgetSessions();
    };
    await are(persons.namesakeB!);
    const asked = await kit.call('officer', matterId, 'dispose-closed');
    expect(asked).toMatchObject({ status: 409, body: { detail: expect.stringContaining('无人可以审批') } });
    await are(null);
    expect((await kit.call('officer', matterId, 'dispose-closed')).status).toBe(200);
  });
});

describe('whoever handled a clue and does no more', () => {
  it('reads neither its papers from then nor those of today, and whoever took over reads all', async () => {
    const paper = await first.client.must(issueDocument, {
      body: {
        template: 'receipt',
        matterId: clue.matterId,
        data: { 'document-name': '核查函', way: '直接', server: '甲' },
      } as never,
    });
    const open = (client: TestClient) => client.call(openDocument, { params: { id: paper.id } });
    expect((await open(first.client)).status).toBe(200);
    expect((await open(server.as('officer'))).status).toBe(404);
    await assign(server.world.accounts.officer);
    expect((await open(first.client)).status).toBe(404);
    expect((await first.client.must(listDocuments, { query: {} as never })).items).toEqual([]);
    expect((await open(server.as('officer'))).status).toBe(200);
  });

  it('is shown no notice of it any more, which would say which clue it is', async () => {
    const told = async (client: TestClient) =>
      (await client.must(listNotices, { query: {} })).items.filter(({ kind }) => kind === 'clue.assign');
    const { number } = clue;
    expect((await told(first.client))[0]!.matter).toEqual({ name: number, procedure: '线索' });
    await assign(server.world.accounts.officer);
    expect(await told(first.client)).toEqual([]);
    expect((await told(server.as('officer')))[0]!.matter).toEqual({ name: number, procedure: '线索' });
  });

  it('sees it no more with a role that has nothing to do with matters, whatever the worker did', async () => {
    await kit.endGrants(first.id);
    await kit.grant(first.id, 'member-liaison', server.world.organs.court!);
    expect((await kit.get(first.client, clue.matterId)).status).toBe(404);
    await server.work();
    expect((await kit.get(first.client, clue.matterId)).status).toBe(404);
  });

  it('is not given what was answered then for an old key, but whoever still may is', async () => {
    const send = () =>
      first.client.call(clues.actOnClue, {
        params: { id: clue.id, action: 'break-down' },
        body: {
          data: { allegations: [{ no: 1, what: '收受礼金', against: 'not-looked-for' }] },
        } as never,
        headers: { 'idempotency-key': 'kept-reply-1' },
      });
    const one = await send();
    expect(one.status).toBe(200);
    const again = await send();
    expect(again).toMatchObject({ status: 200, body: one.body });
    await assign(server.world.accounts.officer);
    const later = await send();
    expect(later.status).toBe(410);
    expect(JSON.stringify(later.body)).not.toContain('中秋');
  });
});

describe('whoever may decide on what waits', () => {
  it('does so from the day of the appointment, and reads it no more once the role ended', async () => {
    const { organs } = server.world;
    const old = await kit.account('organ-head', organs.commission!);
    const { id, matterId } = await kit.closing();
    const see = async ({ client }: { client: TestClient }) => [
      (await kit.get(client, matterId)).status,
      (await kit.read(client, id)).status,
    ];
    // Nothing is worked off in between.
    expect(await see(old)).toEqual([200, 200]);
    await kit.endGrants(old.id);
    await kit.grant(old.id, 'member-liaison', organs.court!);
    expect((await kit.get(old.client, matterId)).status).toBe(404);
    expect((await kit.read(old.client, id)).status).toBeGreaterThanOrEqual(403);
    const fresh = await kit.account('organ-head', organs.commission!);
    expect(await see(fresh)).toEqual([200, 200]);
    // An office elsewhere that decides on other things opens nothing.
    for (const [role, organ] of [
      ['organ-head', organs.dispatched],
      ['party-secretary', organs.committee],
      ['reviewer', organs.dispatched],
    ] as const)
      expect((await kit.get((await kit.account(role, organ!)).client, matterId)).status, role).toBe(404);
    expect((await kit.take(fresh.client, matterId, 'approval.approve')).state).toBe('closed');
  });
});

describe('whoever decided on a clue', () => {
  it('does not read it by that decision once the role ended in which it was made', async () => {
    const { organs } = server.world;
    const boss = await kit.account('organ-head', organs.commission!);
    const { matterId } = await kit.closing();
    await kit.take(boss.client, matterId, 'approval.approve');
    expect((await kit.get(boss.client, matterId)).status).toBe(200);
    await kit.endGrants(boss.id);
    await kit.grant(boss.id, 'dossier-officer', organs.room1!);
    await server.work();
    await server.jobs['matter.refresh']!({ jurisdiction: 1, payload: {} });
    expect((await kit.get(boss.client, matterId)).status).toBe(404);
  });
});

describe('whoever has a place in what runs', () => {
  it('keeps it when a newer pack asks something else of that place, or of who sees what is set aside', async () => {
    const { organs, persons } = server.world;
    const sent = async () => {
      const { id, matterId } = await kit.register({ subjectId: persons.namesakeA });
      await kit.take('casemgmt', matterId, 'transfer', {
        receiver: organs.dispatched,
        why: '派驻监督',
        papers: 1,
      });
      await kit.take('head', matterId, 'approval.approve');
      return { id, transfer: await kit.lastOf('casemgmt', matterId) };
    };
    const [gone, offered] = [await sent(), await sent()];
    await kit.take('dispatched', gone.transfer, 'accept', { came: 1 });
    await assign(server.world.accounts.officer);
    const pack = structuredClone(server.services.packs.of(1));
    pack.head.version = '99.0.0';
    for (const { parties = {}, states } of Object.values(pack.procedures)) {
      for (const place of Object.values(parties))
        if (place.permission) place.permission = ['library.publish'];
      for (const state of Object.values(states)) if (state.seenBy) state.seenBy = 'clue.establish';
    }
    await server.services.packs.install(pack, server.clock.now());
    server.services.forgetSessions();
    await server.work();
    const [handler, receiver, sender] = [
      await kit.get('officer', clue.matterId),
      await kit.get('dispatched', offered.transfer),
      await kit.read('casemgmt', gone.id),
    ];
    expect([handler.status, receiver.status, sender.status]).toEqual([200, 200, 200]);
    expect((await kit.call('dispatched', offered.transfer, 'accept', { came: 1 })).status).toBe(200);
    // Nobody takes a place by what the newer one asks.
    const holder = await kit.account('reviewer', organs.dispatched!);
    expect((await kit.get(holder.client, offered.transfer)).status).toBe(404);
    expect((await kit.read('reviewer', gone.id)).status).toBe(404);
  });
});
