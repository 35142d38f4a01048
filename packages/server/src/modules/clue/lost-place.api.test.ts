import * as clues from '@plumbline/contract/clue';
import { issueDocument, listDocuments, openDocument } from '@plumbline/contract/document';
import * as matters from '@plumbline/contract/matter';
import { getSession } from '@plumbline/contract/session';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestClient, type TestServer } from '../../testing/index.ts';
import { addAccount } from '../dossier/testing.ts';

let server: TestServer;
let owner: pg.Client;
let matterId: string;
let clueId: string;
let first: { client: TestClient; id: string };
beforeAll(async () => {
  server = await startTestServer();
  owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await server.stop();
});

const assign = (to: string | undefined) =>
  server.as('casemgmt').must(matters.actOnMatter, {
    params: { id: matterId, action: 'assign' },
    body: { data: { handlers: [to] } } as never,
  });

/** A clue that somebody outside the clue rooms handles. */
beforeEach(async () => {
  const { organs, persons } = server.world;
  const client = await addAccount(server, { role: 'dossier-officer', organId: organs.commission! });
  first = { client, id: (await client.must(getSession)).accountId };
  const clue = await server.as('casemgmt').must(clues.registerClue, {
    body: {
      class: 'petition',
      subType: 'letter-handling',
      source: 'report-accusation',
      occurredOn: '2026-03-02',
      title: '反映其收受礼金',
      content: '来信反映其在2025年中秋收受礼金。',
      subjectKind: 'person',
      subjectId: persons.deputy,
      organId: organs.casemgmt,
    } as never,
  });
  [matterId, clueId] = [clue.matterId, clue.id];
  server.clock.advance(1000);
  await assign(first.id);
  server.clock.advance(1000);
});

describe('whoever handled a clue and does no more', () => {
  it('reads neither its papers from then nor those of today, and whoever took over reads all', async () => {
    const paper = await first.client.must(issueDocument, {
      body: {
        template: 'receipt',
        matterId,
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

  it('sees it no more with a role that has nothing to do with matters, whatever the worker did', async () => {
    await owner.query("update role_grant set to_day = '2026-04-05' where account_id = $1", [first.id]);
    await owner.query(
      `insert into role_grant (jurisdiction_id, id, account_id, role, organ_id, from_day)
       values (1, gen_random_uuid(), $1, 'member-liaison', $2, '2026-04-06')`,
      [first.id, server.world.organs.court],
    );
    server.services.forgetSessions();
    expect((await first.client.call(matters.getMatter, { params: { id: matterId } })).status).toBe(404);
    await server.work();
    expect((await first.client.call(matters.getMatter, { params: { id: matterId } })).status).toBe(404);
  });

  it('is not given what was answered then for an old key, but whoever still may is', async () => {
    const send = (key: string) =>
      first.client.call(clues.actOnClue, {
        params: { id: clueId, action: 'break-down' },
        body: {
          data: { allegations: [{ no: 1, what: '收受礼金', against: 'not-looked-for' }] },
        } as never,
        headers: { 'idempotency-key': key },
      });
    const one = await send('kept-reply-1');
    expect(one.status).toBe(200);
    const again = await send('kept-reply-1');
    expect(again).toMatchObject({ status: 200, body: one.body });
    await assign(server.world.accounts.officer);
    const later = await send('kept-reply-1');
    expect(later.status).toBe(410);
    expect(JSON.stringify(later.body)).not.toContain('中秋');
  });
});

describe('what counts about somebody', () => {
  it('is not made to by one person alone, who moves it there and confirms it', async () => {
    const moved = await server.as('reviewer').call(clues.moveClue, {
      params: { id: clueId },
      body: { subjectKind: 'person', subjectId: server.world.persons.mayor, reason: '归错' } as never,
    });
    expect(moved.status).toBe(200);
    const establish = (who: string) =>
      server.as(who).call(clues.actOnClue, {
        params: { id: clueId, action: 'establish' },
        body: { data: { basis: '澄纪通〔2026〕3号', date: '2026-03-05', issuer: '县纪委监委' } } as never,
      });
    expect((await establish('reviewer')).status).toBe(403);
  });
});
