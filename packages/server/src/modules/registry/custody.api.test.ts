import { listNotices } from '@plumbline/contract/desk';
import * as contract from '@plumbline/contract/registry';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { jobsOf } from '../../start.ts';
import { startTestServer, TEST_NOW, type TestServer } from '../../testing/index.ts';
import type { TestClient } from '../../testing/test-client.ts';
import { DAILY_TOPIC } from './follow-subjects.ts';
import { addTown } from './testing.ts';

let server: TestServer;
let town: { organ: string; client: TestClient };
beforeAll(async () => {
  server = await startTestServer();
  town = await addTown(server, '青石');
});
afterAll(() => server.stop());
beforeEach(() => server.clock.set(TEST_NOW));

const officer = () => server.as('officer');
const keeperOf = (subject: string) =>
  server.services.db.transaction(
    { jurisdiction: 1, clearance: 3, reach: [...Object.values(server.world.organs), town.organ] },
    async (trx) => {
      const row = await trx
        .selectFrom('dossier')
        .select('organ_id')
        .where('subject_id', '=', subject)
        .executeTakeFirstOrThrow();
      return row.organ_id;
    },
  );
/** What the platform makes of it, on the day and a month later. */
async function settle(): Promise<void> {
  await server.work();
  server.clock.advance(31 * 86_400_000);
  await jobsOf(server.app)[DAILY_TOPIC]!({ jurisdiction: 1, payload: {} });
}
const supervise = (client: TestClient, body: object) =>
  client.call(contract.createSupervision, {
    body: {
      organId: town.organ,
      kind: 'discipline',
      from: '2026-04-06',
      endPrevious: true,
      ...body,
    } as never,
  });
const newUnit = async (client: TestClient, name: string, more: object = {}) =>
  (await client.must(contract.createUnit, { body: { name, kind: 'public-institution', ...more } })).id;
const newPost = async (unitId: string, more: object = {}) =>
  (await officer().must(contract.createPost, { body: { unitId, title: '副职', ...more } })).id;

describe("another organ's dossiers are not taken", () => {
  it.each([
    ['today', {}],
    ['from a later day', { from: '2026-05-01' }],
    ['in a kind that keeps no dossiers', { kind: 'supervision' }],
  ])('by naming oneself supervisor %s', async (_, more) => {
    const { units, organs } = server.world;
    const reply = await supervise(town.client, { unitId: units.finance, ...more });
    expect(reply.status).toBe(403);
    expect(reply.body).toMatchObject({ code: 'forbidden', detail: expect.stringContaining('保管机关') });
    await settle();
    expect(await keeperOf(units.finance)).toBe(organs.room1);
    const { items } = await officer().must(contract.listSupervisions, { query: { unitId: units.finance } });
    expect(items.every((item) => item.to === null && item.organId !== town.organ)).toBe(true);
  });

  it('by ending or correcting what another organ supervises', async () => {
    const { units } = server.world;
    const { items } = await officer().must(contract.listSupervisions, {
      query: { unitId: units.finance, kind: 'discipline' },
    });
    const params = { id: items[0]!.id };
    const end = await town.client.call(contract.endSupervision, {
      params,
      body: { version: 1, on: '2026-04-05' },
    });
    const correct = await town.client.call(contract.correctSupervision, {
      params,
      body: { version: 1, from: '2020-01-01', to: '2026-04-05' },
    });
    expect([end.status, correct.status]).toEqual([403, 403]);
  });

  it('by supervising the unit above, or by moving a unit below one of its own', async () => {
    const { organs } = server.world;
    const above = await newUnit(officer(), '县供销总社');
    const below = await newUnit(officer(), '县供销分社', { parentId: above });
    expect((await supervise(town.client, { unitId: above })).status).toBe(403);
    const own = await newUnit(town.client, '青石镇企业办');
    expect((await supervise(town.client, { unitId: own })).status).toBe(201);
    const move = await town.client.call(contract.editUnit, {
      params: { id: below },
      body: { version: 1, parentId: own },
    });
    expect(move.status).toBe(403);
    // Neither when its own unit is to be supervised only later.
    const later = await newUnit(town.client, '青石镇工业办');
    expect((await supervise(town.client, { unitId: later, from: '2026-05-01' })).status).toBe(201);
    const slow = await town.client.call(contract.editUnit, {
      params: { id: below },
      body: { version: 1, parentId: later },
    });
    expect(slow.status).toBe(403);
    await settle();
    expect([await keeperOf(above), await keeperOf(below)]).toEqual([organs.commission, organs.commission]);
    expect(await keeperOf(later)).toBe(town.organ);
  });

  it('by appointing somebody into a unit of its own, or ending the post that stood before it', async () => {
    const { persons, organs } = server.world;
    const own = await newUnit(town.client, '青石镇财政所');
    expect((await supervise(town.client, { unitId: own })).status).toBe(201);
    const appoint = (client: TestClient, postId: string) =>
      client.call(contract.createAppointment, {
        body: { personId: persons.mayor, postId, from: '2026-04-06' },
      });
    const high = await newPost(own, { level: 'county-deputy' });
    const minor = await newPost(own);
    expect((await appoint(town.client, high)).status).toBe(403);
    // A second post beside the main one moves nothing, but counts for who handles and approves: the keeper enters it, and
    // it is not raised above the main one.
    expect((await appoint(town.client, minor)).status).toBe(403);
    expect((await appoint(officer(), minor)).status).toBe(201);
    const raise = await town.client.call(contract.editPost, {
      params: { id: minor },
      body: { version: 1, level: 'county-deputy' },
    });
    expect(raise.status).toBe(403);
    const career = (await officer().must(contract.getPerson, { params: { id: persons.mayor } })).appointments;
    const main = career.find((step) => step.unitName === '柳林镇')!;
    const end = await town.client.call(contract.endAppointment, {
      params: { id: main.id },
      body: { version: 1, on: '2026-04-05' },
    });
    expect(end.status).toBe(403);
    await settle();
    expect(await keeperOf(persons.mayor)).toBe(organs.room1);
  });
});

describe('who keeps the registry for both organs', () => {
  it('moves a unit, and both desks are told', async () => {
    const { units, organs } = server.world;
    expect((await supervise(officer(), { unitId: units.housing })).status).toBe(201);
    await server.work();
    expect(await keeperOf(units.housing)).toBe(town.organ);
    const { items } = await town.client.must(listNotices, {});
    expect(items).toMatchObject([
      {
        kind: 'dossier.custody-moved',
        title: expect.stringContaining('另一机关'),
        link: `/units/${units.housing}`,
      },
    ]);
    const told = await server.services.db.transaction(
      { jurisdiction: 1, principals: [organs.room1] },
      (trx) => trx.selectFrom('notice').select('link').where('kind', '=', 'dossier.custody-moved').execute(),
    );
    expect(told).toEqual([{ link: `/units/${units.housing}` }]);
  });
});
