import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importPopolo, type PopoloResult } from '../modules/registry/index.ts';
import { systemActor } from '../platform/access/system-actor.ts';
import { NotPopoloError } from '../platform/exchange-formats/popolo.types.ts';
import { startTestServer, type TestServer } from '../testing/index.ts';
import { formatReport } from './popolo.ts';

const J = 1;
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const source = {
  persons: [
    {
      id: 'p1',
      name: 'Kadri Tamm',
      gender: 'female',
      birth_date: '1970-05',
      other_names: [{ name: 'K. Tamm' }],
    },
    { id: 'p2', name: 'Jaan Kask', birth_date: '1965' },
    { id: 'p3', name: '' },
  ],
  organizations: [
    { id: 'o1', name: 'Riigikogu', classification: 'legislature' },
    { id: 'o2', name: 'Party', classification: 'party' },
  ],
  posts: [{ id: 't1', organization_id: 'o1', label: 'Speaker' }],
  memberships: [
    {
      id: 'm1',
      person_id: 'p1',
      organization_id: 'o1',
      post_id: 't1',
      start_date: '2015-03-30',
      end_date: '2019',
    },
    {
      id: 'm2',
      person_id: 'p2',
      organization_id: 'o1',
      role: 'member',
      on_behalf_of_id: 'o2',
      start_date: '2015',
    },
    { id: 'm3', person_id: 'nobody', organization_id: 'o1' },
  ],
};

const run = (json: unknown): Promise<PopoloResult> =>
  importPopolo(server.services, systemActor(J, Object.values(server.world.organs)), json, {
    source: 'ee',
    organId: server.world.organs.room1,
  });

const countRows = async () => {
  const settings = {
    jurisdiction: J,
    registry: true,
    ledger: true,
    reach: [server.world.organs.room1],
    clearance: 3,
  };
  return server.services.db.transaction(settings, async (trx) => {
    const tables = [
      'unit',
      'person',
      'post',
      'appointment',
      'dossier',
      'search_entry',
      'external_key',
    ] as const;
    const rows = await Promise.all(
      tables.map((table) => trx.selectFrom(table).select('jurisdiction_id').execute()),
    );
    return Object.fromEntries(tables.map((table, at) => [table, rows[at]!.length]));
  });
};

describe('importing office-holders', () => {
  it('refuses what is not Popolo and keeps nothing', async () => {
    const before = await countRows();
    await expect(run({ hello: 'world' })).rejects.toThrow(NotPopoloError);
    expect(await countRows()).toEqual(before);
  });

  it('takes in everything or says why not', async () => {
    const before = await countRows();
    const { counts, derivedPosts, skipped } = await run(source);
    expect(counts).toEqual({
      organization: { read: 2, created: 2, updated: 0, unchanged: 0, skipped: 0 },
      person: { read: 3, created: 2, updated: 0, unchanged: 0, skipped: 1 },
      post: { read: 1, created: 1, updated: 0, unchanged: 0, skipped: 0 },
      membership: { read: 3, created: 2, updated: 0, unchanged: 0, skipped: 1 },
    });
    expect(derivedPosts).toEqual({ created: 1, updated: 0, unchanged: 0 });
    expect(skipped.map((note) => [note.kind, note.id, note.code])).toEqual([
      ['person', 'p3', 'missing-name'],
      ['membership', 'm3', 'unknown-person'],
    ]);
    const after = await countRows();
    const gained = Object.fromEntries(
      Object.entries(after).map(([table, count]) => [table, count - before[table]!]),
    );
    expect(gained).toEqual({
      unit: 2,
      person: 2,
      post: 2,
      appointment: 2,
      dossier: 4,
      search_entry: 4,
      external_key: 8,
    });
  });

  it('keeps dates as far as they are known', async () => {
    const rows = await server.services.db.transaction({ jurisdiction: J, registry: true }, (trx) =>
      trx
        .selectFrom('appointment as a')
        .innerJoin('person as p', 'p.id', 'a.person_id')
        .innerJoin('post as t', 't.id', 'a.post_id')
        .select(['p.name', 'p.birth_date', 'p.birth_precision', 't.title', 'a.from_day', 'a.from_precision'])
        .select(['a.to_day', 'a.to_precision', 'a.basis'])
        .where('p.name', 'in', ['Kadri Tamm', 'Jaan Kask'])
        .orderBy('p.name')
        .execute(),
    );
    expect(rows).toEqual([
      {
        name: 'Jaan Kask',
        birth_date: '1965-01-01',
        birth_precision: 'year',
        title: 'member (Party)',
        from_day: '2015-01-01',
        from_precision: 'year',
        to_day: null,
        to_precision: 'day',
        basis: 'Party',
      },
      {
        name: 'Kadri Tamm',
        birth_date: '1970-05-01',
        birth_precision: 'month',
        title: 'Speaker',
        from_day: '2015-03-30',
        from_precision: 'day',
        to_day: '2019-12-31',
        to_precision: 'year',
        basis: null,
      },
    ]);
  });

  it('changes nothing the second time', async () => {
    const before = await countRows();
    const { counts } = await run(source);
    for (const count of Object.values(counts)) {
      expect(count).toMatchObject({ created: 0, updated: 0 });
      expect(count.read).toBe(count.unchanged + count.skipped);
    }
    expect(await countRows()).toEqual(before);
  });

  it('takes over what a later edition changed, and only that', async () => {
    const edited = structuredClone(source);
    edited.persons[1]!.name = 'Jaan Kask-Saar';
    const { counts } = await run(edited);
    expect(counts.person).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
    expect(counts.membership).toMatchObject({ updated: 0, unchanged: 2 });
    await server.work();
    const [entry] = await server.services.db.transaction(
      { jurisdiction: J, reach: [server.world.organs.room1], clearance: 3 },
      (trx) => trx.selectFrom('search_entry').select('title').where('title', 'like', 'Jaan%').execute(),
    );
    expect(entry?.title).toBe('Jaan Kask-Saar');
  });

  it('is reported as a table with every reason', async () => {
    const text = formatReport(await run(source));
    expect(text).toMatch(/^person +3 +0 +1 +1 +1$/m);
    expect(text).toContain('membership m3 unknown-person person=nobody');
  });
});
