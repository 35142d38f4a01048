import * as clues from '@plumbline/contract/clue';
import { askCollection } from '@plumbline/contract/collection';
import { listNotices } from '@plumbline/contract/desk';
import { issueDocument, openDocument } from '@plumbline/contract/document';
import { actOnMaterial, getMaterial } from '@plumbline/contract/material';
import * as matters from '@plumbline/contract/matter';
import { requestReading } from '@plumbline/contract/reading';
import { createKin } from '@plumbline/contract/registry';
import { getSession } from '@plumbline/contract/session';
import * as templates from '@plumbline/contract/template';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestClient, type TestServer } from '../../testing/index.ts';
import { add, addAccount, addVerified, moveAction, step, verifyAction } from './testing.ts';

let server: TestServer;
let owner: pg.Client;
beforeAll(async () => {
  server = await startTestServer();
  await server.app.server.listen({ host: '127.0.0.1', port: 0 });
  owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await server.stop();
});

const begin = (by: TestClient, procedure: string, person: string | undefined, data: object) =>
  by.call(matters.beginMatter, {
    body: { procedure, subjects: person ? [{ kind: 'person', id: person }] : [], data } as never,
  });
const take = (by: TestClient, id: string, action: string, data?: object, reason?: string) =>
  by.call(matters.actOnMatter, {
    params: { id, action },
    body: { ...(data ? { data } : {}), ...(reason ? { reason } : {}) } as never,
  });
const inquiry = async (by: TestClient, person: string | undefined, over: object = {}) => {
  const reply = await begin(by, 'inquiry', person, { problems: '一、住房情况。', ...over });
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  return reply.body;
};
async function account(role: string, personId?: string) {
  const organId = server.world.organs.commission!;
  const client = await addAccount(server, { role, organId, ...(personId ? { personId } : {}) });
  return { client, id: (await client.must(getSession)).accountId };
}
async function endGrants(id: string): Promise<void> {
  await owner.query("update role_grant set to_day = '2026-04-05' where account_id = $1", [id]);
  server.services.forgetSessions();
}
const REMINDER = {
  template: 'reminder-letter',
  data: { name: '陈立新', signs: '只给有权的人看', demands: '严格' },
};

describe('one person with two accounts', () => {
  it('has one voice in a panel, also after a hand-over', async () => {
    const one = await account('reviewer', server.world.persons.mayor);
    const two = await account('dossier-officer', server.world.persons.mayor);
    const { accounts } = server.world;
    const head = server.as('head');
    const { body } = await begin(head, 'meeting', undefined, {
      topic: '研究',
      whenWhere: '四月八日，会议室',
      chair: accounts.head,
      members: [accounts.officer, one.id],
      recorder: accounts.reviewer,
    });
    const over = (to: string | undefined) =>
      take(
        head,
        body.id,
        'matter.hand-over',
        { from: { account: accounts.officer }, to: { account: to } },
        '换人',
      );
    for (const to of [two.id, one.id, accounts.head])
      expect((await over(to)).body).toMatchObject({ faults: [{ code: 'party.twice' }] });
    expect((await over(accounts.orgdept)).status).toBe(200);
  });

  it('is no second person for a template of its own', async () => {
    const one = await account('dossier-officer', server.world.persons.namesakeB);
    const two = await account('reviewer', server.world.persons.namesakeB);
    const { raw } = await one.client.call(templates.downloadTemplate, {
      params: { code: 'reminder-letter' },
      query: {},
    });
    const proposed = await one.client.send<{ id: string }>(
      'POST',
      '/api/templates/reminder-letter/versions',
      {
        query: {
          organId: server.world.organs.commission!,
          name: 'a.docx',
          effectiveFrom: '2026-04-06',
          note: '',
        },
        body: raw,
        headers: { 'content-type': 'application/octet-stream' },
      },
    );
    expect(proposed.status).toBe(201);
    const decided = await two.client.call(templates.decideTemplate, {
      params: { id: proposed.body.id },
      body: { approve: true, version: 1 } as never,
    });
    expect(decided.body).toMatchObject({ code: 'second-person' });
  });
});

describe('whoever has no part in it any more', () => {
  it('reads neither matter nor clue once the last role ended', async () => {
    const { client, id } = await account('dossier-officer');
    const { id: matter } = await inquiry(client, server.world.persons.deputy, { handlers: [id] });
    const clue = await server.as('casemgmt').must(clues.registerClue, {
      body: {
        class: 'petition',
        subType: 'letter-handling',
        source: 'report-accusation',
        occurredOn: '2026-03-02',
        title: '反映其收受礼金',
        subjectKind: 'person',
        subjectId: server.world.persons.deputy!,
        organId: server.world.organs.casemgmt!,
      },
    });
    await take(server.as('casemgmt'), clue.matterId, 'assign', { handlers: [id] });
    const read = (id: string) => client.call(matters.getMatter, { params: { id } });
    for (const one of [matter, clue.matterId]) expect((await read(one)).status).toBe(200);
    await endGrants(id);
    for (const one of [matter, clue.matterId]) expect((await read(one)).status).toBe(404);
    expect((await client.must(matters.listMatters, { query: {} as never })).items).toEqual([]);
  });

  it('reads no paper of a matter from which it is barred, at once or later', async () => {
    const { persons } = server.world;
    const recused = await account('dossier-officer');
    const kin = await account('dossier-officer', persons.namesakeA);
    const { id } = await inquiry(recused.client, persons.namesakeB);
    const { body: paper } = await recused.client.call(issueDocument, {
      body: { ...REMINDER, matterId: id } as never,
    });
    const open = (client: TestClient) => client.call(openDocument, { params: { id: paper.id } });
    for (const { client } of [recused, kin]) expect((await open(client)).status).toBe(200);
    expect((await take(recused.client, id, 'recusal.declare', undefined, '回避')).status).toBe(200);
    await server.as('officer').must(createKin, {
      params: { id: persons.namesakeB! },
      body: { relation: 'spouse', name: '王伟', personId: persons.namesakeA },
    });
    await server.work();
    for (const { client } of [recused, kin]) expect((await open(client)).status).toBe(404);
  });

  it('is given no paper again for an old key, and the paper is kept with none', async () => {
    const { client, id } = await account('reviewer');
    const { body } = await server.as('officer').call(issueDocument, {
      body: { ...REMINDER, subjectId: server.world.persons.mayor } as never,
    });
    const open = () =>
      client.call(openDocument, {
        params: { id: body.id },
        headers: { 'idempotency-key': 'abcdefgh-1234' },
      });
    expect((await open()).status).toBe(200);
    const kept = await owner.query(
      "select 1 from idempotency where reply::text like '%只给有权的人看%' and account_id = $1",
      [id],
    );
    expect(kept.rows).toEqual([]);
    await owner.query('update document set barred = $1 where id = $2', [[id], body.id]);
    expect((await open()).status).toBe(404);
  });
});

describe('dossiers', () => {
  it('do not tell their subject that somebody asks to read them', async () => {
    const { persons } = server.world;
    const { client } = await account('organ-head', persons.namesakeA);
    await server.as('officer').must(requestReading, {
      params: { subjectId: persons.namesakeA! },
      body: { purpose: 'ecology', explanation: '了解', until: '2026-04-10' },
    });
    const told = async (who: TestClient) =>
      (await who.must(listNotices, { query: {} as never })).items.map(({ kind }) => kind);
    expect(await told(client)).not.toContain('reading.begin');
    expect(await told(server.as('head'))).toContain('reading.begin');
  });

  it('give the title of a restricted entry by no matter', async () => {
    const { id } = await add(server, 'officer', server.world.persons.head, 'opinion-replies', {
      title: '拟提拔人选意见',
    });
    await step(server, 'reviewer', id, verifyAction(server));
    const secretary = server.as('secretary');
    const entry = await secretary.must(getMaterial, { params: { id } });
    expect(entry).toMatchObject({ withheld: true, title: null });
    const { title } = await secretary.must(matters.getMatter, { params: { id: entry.matterId } });
    expect(title).not.toContain('拟提拔');
    expect((await secretary.must(matters.listMatters, { query: { q: '拟提拔' } as never })).items).toEqual(
      [],
    );
  });

  it('take no entry that counts about somebody else by its author alone', async () => {
    const { persons } = server.world;
    const id = await addVerified(server, persons.deputy, 'supervision-notes');
    const { version, allowed } = await server.as('officer').must(getMaterial, { params: { id } });
    expect(allowed).not.toContain('move');
    const move = (who: string) =>
      server.as(who).call(actOnMaterial, {
        params: { id, action: 'move' },
        body: { version, reason: '归错', data: { subjectKind: 'person', subject: persons.mayor } },
      });
    expect((await move('officer')).body).toMatchObject({ code: 'second-person' });
    expect((await move('reviewer')).status).toBe(200);
  });

  it('take no entry as verified from whoever moved it there', async () => {
    const { persons } = server.world;
    const { id } = await add(server, 'officer', persons.deputy, 'supervision-notes');
    const data = { subjectKind: 'person', subject: persons.mayor };
    const { version } = await step(server, 'reviewer', id, moveAction(server), { reason: '归错', data });
    const verify = (who: string) =>
      server.as(who).call(actOnMaterial, { params: { id, action: verifyAction(server) }, body: { version } });
    expect(await verify('reviewer')).toMatchObject({ status: 403, body: { code: 'second-person' } });
    expect((await verify('head')).body).toMatchObject({ status: 'verified' });
  });

  it('are asked of nobody who is not there, and sealed ones not of whom they are about', async () => {
    const { persons, accounts } = server.world;
    const ask = (contributor: object) =>
      server.as('officer').call(askCollection, {
        body: {
          subjects: [{ kind: 'person', id: persons.head }],
          items: ['leader-appraisal'],
          contributor,
        } as never,
      });
    expect((await ask({ kind: 'person', id: persons.head })).body).toMatchObject({ asked: 0, sealed: 0 });
    for (const id of [accounts.officer, crypto.randomUUID()])
      expect((await ask({ kind: 'organ', id })).body).toMatchObject({
        faults: [{ pointer: '/contributor/id', code: 'unknown-reference' }],
      });
    const asked = await server.as('officer').must(askCollection, {
      body: {
        subjects: [{ kind: 'person', id: persons.mayor! }],
        items: ['annual-assessment'],
        contributor: { kind: 'organ', id: server.world.organs.court! },
      } as never,
    });
    const foreign = await add(server, 'officer', persons.head, 'supervision-notes');
    const answer = await take(server.as('court'), asked.taskIds[0]!, 'supply', { materials: [foreign.id] });
    expect(answer.status).toBe(400);
  });
});
