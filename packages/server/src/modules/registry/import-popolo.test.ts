import * as contract from '@plumbline/contract/registry';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../platform/access/system-actor.ts';
import { NotPopoloError } from '../../platform/exchange-formats/popolo.types.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { importPopolo, type PopoloResult } from './import-popolo.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const seat = (person_id: string, more: object = {}) => ({
  person_id,
  organization_id: 'council',
  on_behalf_of_id: 'greens',
  area_id: 'north',
  role: 'member',
  start_date: '2019-03',
  ...more,
});

/** A made-up council: two seats and a chair, one membership of nobody, one person without a name. */
const edition = (over: { chair?: object; ada?: object } = {}) => ({
  persons: [
    {
      id: 'ada',
      name: 'Ada Lind',
      gender: 'female',
      birth_date: '1971-05',
      other_names: [{ name: 'A. Lind' }],
      ...over.ada,
    },
    { id: 'bo', name: 'Bo Ek', gender: 'male', birth_date: '1960-02-29' },
    { id: 'nobody', name: '' },
  ],
  organizations: [
    {
      id: 'council',
      name: 'Council',
      classification: 'legislature',
      other_names: [{ lang: 'zh', name: '议会' }],
    },
    { id: 'greens', name: 'Greens', classification: 'party' },
  ],
  posts: [{ id: 'chair', label: 'Chair', organization_id: 'council' }],
  areas: [{ id: 'north', name: 'North' }],
  memberships: [
    seat('ada'),
    seat('bo', { start_date: '2015', end_date: '2019-02-28' }),
    { id: 'm-chair', person_id: 'bo', post_id: 'chair', start_date: '2020-01-01', ...over.chair },
    seat('ghost'),
  ],
});

const run = (json: unknown, onProgress?: (done: number, total: number) => void, source = 'test') => {
  const { organs } = server.world;
  return importPopolo(server.services, systemActor(1, Object.values(organs)), json, {
    source,
    organId: organs.commission,
    ...(onProgress ? { onProgress } : {}),
  });
};
const outOf = ({ counts }: PopoloResult) =>
  Object.values(counts).map(
    ({ read, created, updated, unchanged, skipped }) => read - created - updated - unchanged - skipped,
  );

describe('importing a Popolo file', () => {
  it('refuses another form and leaves nothing behind', async () => {
    await expect(run({ hello: 'world' })).rejects.toThrow(NotPopoloError);
    await expect(run([1, 2])).rejects.toThrow(NotPopoloError);
  });

  it('takes everything in, counts in = counts out, and names what it left out', async () => {
    const shares: number[] = [];
    const result = await run(edition(), (done, total) => shares.push(done / total));
    expect(result.counts).toEqual({
      person: { read: 3, created: 2, updated: 0, unchanged: 0, skipped: 1 },
      organization: { read: 2, created: 2, updated: 0, unchanged: 0, skipped: 0 },
      post: { read: 1, created: 1, updated: 0, unchanged: 0, skipped: 0 },
      membership: { read: 4, created: 3, updated: 0, unchanged: 0, skipped: 1 },
    });
    expect(result.derivedPosts).toEqual({ created: 1, updated: 0, unchanged: 0 });
    expect(outOf(result)).toEqual([0, 0, 0, 0]);
    expect(result.skipped.map((note) => [note.kind, note.code])).toEqual([
      ['person', 'missing-name'],
      ['membership', 'unknown-person'],
    ]);
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    await server.work();
    const people = await server.as('officer').must(contract.listPersons, { query: { q: 'lind' } });
    expect(people.items).toMatchObject([
      {
        name: 'Ada Lind',
        sex: 'female',
        birthDate: '1971-05-01',
        birthPrecision: 'month',
        posts: [{ title: 'member (North)', unitName: '议会' }],
      },
    ]);
    const bo = (await server.as('officer').must(contract.listPersons, { query: { q: 'bo e' } })).items[0]!;
    const career = (await server.as('officer').must(contract.getPerson, { params: { id: bo.id } }))
      .appointments;
    expect(career.map((step) => [step.title, step.from, step.fromPrecision, step.to, step.basis])).toEqual([
      ['Chair', '2020-01-01', 'day', null, null],
      ['member (North)', '2015-01-01', 'year', '2019-02-28', 'Greens · North'],
    ]);
    const rows = await server.services.db.transaction(
      { jurisdiction: 1, clearance: 1, reach: [server.world.organs.commission] },
      (trx) => trx.selectFrom('search_entry').select(['title', 'body']).where('ref_id', '=', bo.id).execute(),
    );
    expect(rows).toEqual([{ title: 'Bo Ek', body: '议会 Chair' }]);
  });

  it('changes nothing when run again', async () => {
    const tables = () =>
      server.services.db.transaction(
        {
          jurisdiction: 1,
          registry: true,
          ledger: true,
          clearance: 3,
          reach: Object.values(server.world.organs),
        },
        (trx) =>
          Promise.all(
            (
              ['person', 'unit', 'post', 'appointment', 'external_key', 'event', 'outbox', 'dossier'] as const
            ).map((table) =>
              trx
                .selectFrom(table)
                .selectAll()
                .where('jurisdiction_id', '=', 1)
                .orderBy(table === 'external_key' ? 'key' : table === 'dossier' ? 'subject_id' : 'id')
                .execute(),
            ),
          ),
      );
    const before = await tables();
    const again = await run(edition());
    expect(Object.values(again.counts).map((count) => [count.created, count.updated])).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    expect(outOf(again)).toEqual([0, 0, 0, 0]);
    expect(await tables()).toEqual(before);
  });

  it('takes over what the source has changed since, and only that', async () => {
    const later = await run(edition({ chair: { end_date: '2024-06-30' }, ada: { name: 'Ada Lindgren' } }));
    expect(later.counts.person).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
    expect(later.counts.membership).toMatchObject({ created: 0, updated: 1, unchanged: 2 });
    await server.work();
    const found = await server.as('officer').must(contract.listPersons, { query: { q: 'lindgren' } });
    expect(found.items).toMatchObject([{ name: 'Ada Lindgren', version: 2 }]);
    expect(
      (await server.as('officer').must(contract.listPersons, { query: { q: 'bo' } })).items[0]?.posts,
    ).toEqual([]);
  });

  it('keeps sources apart', async () => {
    const other = await run(edition(), undefined, 'elsewhere');
    expect(other.counts.person.created).toBe(2);
  });
});
