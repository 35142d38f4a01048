import * as appraisalContract from '@plumbline/contract/appraisal';
import * as collection from '@plumbline/contract/collection';
import * as contract from '@plumbline/contract/dossier';
import { listMaterials } from '@plumbline/contract/material';
import { listMatters } from '@plumbline/contract/matter';
import { search } from '@plumbline/contract/search';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestClient, type TestServer } from '../../testing/index.ts';
import { addAccount, addTeamMember, openSlip } from './testing.ts';

let server: TestServer;
let members: { personId: string; client: TestClient }[];
const item = 'leader-appraisal';
beforeAll(async () => {
  server = await startTestServer();
  const { units } = server.world;
  members = [];
  for (const name of ['吴晓岚', '孙国栋', '郑怀民'])
    members.push(await addTeamMember(server, units.housing, name));
});
afterAll(() => server.stop());

const QUESTIONS = [
  'political',
  'collective',
  'powerUse',
  'personnel',
  'projects',
  'integrity',
  'family',
  'style',
  'responsibility',
];
const appraisal = (answer: string) => ({
  year: 2026,
  date: '2026-04-01',
  ratings: Object.fromEntries(QUESTIONS.map((question) => [question, answer])),
});

/** The member answers the task that stands on the member's own page. */
async function answer(member: TestClient, form: object): Promise<void> {
  const owed = await member.must(collection.listCollectionTasks, {});
  const task = owed.items.find((t) => t.item === item && t.maySupply)!;
  await member.must(collection.supplyCollection, { params: { id: task.id }, body: { form } });
  await server.work();
}

const read = (username: string) =>
  server
    .as(username)
    .call(appraisalContract.getAppraisals, { params: { subjectId: server.world.persons.head, item } });

/** What the page of the top leader says about the item to a reader. */
async function shown(username: string) {
  const page = await server.as(username).must(contract.getDossier, {
    params: { subjectId: server.world.persons.head },
  });
  const entry = page.catalogue.flatMap((group) => group.items).find((i) => i.code === item)!;
  return {
    sealed: entry.sealed,
    gap: entry.gap,
    materials: entry.materials.length,
    last: entry.freshness.last,
  };
}

describe('sealed appraisals (S0.18, S0.37)', () => {
  it('are asked of each member of the team, and the asking shows in no list', async () => {
    const { persons } = server.world;
    const asked = await server.as('officer').must(collection.askCollection, {
      body: { subjects: [{ kind: 'person', id: persons.head }], items: [item] },
    });
    expect(asked).toMatchObject({ asked: 0, taskIds: [] });
    expect(asked.sealed).toBe(4);
    const list = await server
      .as('officer')
      .must(collection.listCollectionTasks, { query: { scope: 'asked' } });
    expect(list.items).toEqual([]);
    expect((await server.as('subject').must(collection.listCollectionTasks, {})).items).toEqual([]);
    expect((await server.as('unit').must(collection.listCollectionTasks, {})).items).toEqual([]);
    expect((await members[0]!.client.must(collection.listCollectionTasks, {})).items).toHaveLength(1);
  });

  it('say nothing below three authors: no content, no number, no trace', async () => {
    const { organs, persons } = server.world;
    const other = await addAccount(server, { role: 'organ-head', organId: organs.commission });
    await openSlip(server, server.as('head'), other, persons.head);
    const none = { page: await shown('head'), together: (await read('head')).body };
    for (const member of members.slice(0, 2)) await answer(member.client, appraisal('good'));
    expect({ page: await shown('head'), together: (await read('head')).body }).toEqual(none);
    expect(none.page).toEqual({ sealed: 'few', gap: 'missing', materials: 0, last: null });
    expect(none.together).toMatchObject({ enough: false, authors: null, ratings: [], texts: [] });
    for (const username of ['officer', 'head', 'reviewer']) {
      const matters = await server.as(username).must(listMatters, {
        query: { subjectId: server.world.persons.head, limit: 200 },
      });
      const procedures = new Set(matters.items.map((m) => m.procedure));
      expect([...procedures], username).toEqual(['reading']);
    }
  });

  it('one author counts once, however often the member writes', async () => {
    await server.as('officer').must(collection.askCollection, {
      body: { subjects: [{ kind: 'person', id: server.world.persons.head }], items: [item] },
    });
    await answer(members[0]!.client, appraisal('fairly-good'));
    await answer(members[1]!.client, appraisal('good'));
    expect(await shown('head')).toMatchObject({ sealed: 'few' });
  });

  it('are shown together from three authors on, without names, with a slip and the permission only', async () => {
    await answer(members[2]!.client, appraisal('average'));
    expect(await shown('head')).toEqual({ sealed: 'together', gap: null, materials: 0, last: '2026-04-06' });
    const reply = await read('head');
    expect(reply.body).toMatchObject({ enough: true, authors: 3 });
    expect(reply.body.ratings).toHaveLength(QUESTIONS.length);
    const first = Object.fromEntries(reply.body.ratings[0]!.answers.map((a) => [a.title, a.count]));
    expect(first).toEqual({ 好: 1, 较好: 1, 一般: 1, 差: 0, 不了解: 0 });
    for (const { personId } of members) expect(reply.raw.toString()).not.toContain(personId);
    expect(reply.raw.toString()).not.toMatch(/吴晓岚|孙国栋|郑怀民/);
    expect((await read('officer')).status).toBe(403);
    expect((await read('reviewer')).status).toBe(403);
    expect((await read('casemgmt')).status).toBe(403);
    for (const username of ['subject', 'unit', 'court', 'auditor', 'sysadmin'])
      expect((await read(username)).status, username).toBe(403);
  });

  it('never reach the appraised, the unit, search or lists of entries', async () => {
    const subjectId = server.world.persons.head;
    for (const username of ['officer', 'head', 'reviewer']) {
      const found = await server.as(username).must(search, { query: { q: '评价', subjectId } });
      expect(found.items, username).toEqual([]);
      const entries = await server.as(username).must(listMaterials, { params: { subjectId } });
      expect(
        entries.items.filter((head) => head.item === item),
        username,
      ).toEqual([]);
    }
  });

  it('stay closed in the database even for a role that reaches everything but nobody’s desk', async () => {
    const { organs, persons, units } = server.world;
    const settings = { jurisdiction: 1, clearance: 3, reach: Object.values(organs), registry: true } as const;
    const rows = await server.services.db.transaction(settings, (trx) =>
      trx.selectFrom('material').select('id').where('item', '=', item).execute(),
    );
    expect(rows).toEqual([]);
    const ask = (more: object) =>
      server.services.db.transaction({ ...settings, ...more }, async (trx) => {
        const { sql } = await import('kysely');
        const { rows: forms } = await sql`select * from app.sealed_forms(${persons.head}, ${item}, 3,
          array['verified'], null)`.execute(trx);
        return forms.length;
      });
    expect(await ask({})).toBe(3);
    expect(await ask({ person: persons.head })).toBe(0);
    expect(await ask({ unit: units.housing })).toBe(0);
    expect(await ask({ reach: [organs.court] })).toBe(0);
    const owner = new pg.Client({ connectionString: server.ownerUrl });
    await owner.connect();
    try {
      const { rows: filed } = await owner.query("select data::text from event where type = 'material.filed'");
      expect(filed.length).toBeGreaterThan(0);
      for (const { data } of filed) expect(data).not.toMatch(/fairly-good|ratings/);
    } finally {
      await owner.end();
    }
  });
});
