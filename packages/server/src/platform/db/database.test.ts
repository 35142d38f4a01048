import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, type MockInstance, vi } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { newId } from './id.ts';
import { setLocal } from './settings.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const J = { jurisdiction: 1 };
const notice = () => ({
  jurisdiction_id: 1,
  id: newId(),
  principal_id: newId(),
  kind: 'x',
  created_at: new Date(),
});

describe('Database.transaction', () => {
  it('keeps what was sent without waiting', async () => {
    const { db } = server.services;
    const row = { ...notice(), principal_id: server.world.accounts.officer! };
    await db.transaction(J, async (trx, send) => send(trx.insertInto('notice').values(row)));
    const own = { ...J, principals: [row.principal_id] };
    const found = await db.transaction(own, (trx) =>
      trx.selectFrom('notice').select('id').where('id', '=', row.id).execute(),
    );
    expect(found).toHaveLength(1);
  });

  it('fails as a whole when a statement that nobody waited for fails', async () => {
    const { db } = server.services;
    const row = { ...notice(), principal_id: server.world.accounts.officer! };
    const twice = db.transaction(J, async (trx, send) => {
      send(trx.insertInto('notice').values(row));
      send(trx.insertInto('notice').values(row));
    });
    await expect(twice).rejects.toMatchObject({ code: '23505' });
    const own = { ...J, principals: [row.principal_id] };
    const found = await db.transaction(own, (trx) =>
      trx.selectFrom('notice').select('id').where('id', '=', row.id).execute(),
    );
    expect(found).toEqual([]);
  });

  it('says what failed first, not that everything after it failed too', async () => {
    const { db } = server.services;
    const row = { ...notice(), principal_id: server.world.accounts.officer! };
    const twice = db.transaction(J, async (trx, send) => {
      send(trx.insertInto('notice').values(row));
      send(trx.insertInto('notice').values(row));
      await sql`select 1`.execute(trx);
    });
    await expect(twice).rejects.toMatchObject({ code: '23505' });
  });

  it('refuses a query that starts after its transaction has ended', async () => {
    const kept = await server.services.db.transaction(J, async (trx) => trx);
    await expect(kept.selectFrom('notice').select('id').execute()).rejects.toThrow('outside its transaction');
  });

  it('leaves no settings behind on the connection', async () => {
    const { db } = server.services;
    await db.transaction({ ...J, clearance: 3, ledger: true }, (trx) => sql`select 1`.execute(trx));
    const left = await Promise.all(
      Array.from({ length: 8 }, () =>
        db.transaction({ jurisdiction: 0 }, async (trx) => {
          const { rows } = await sql<{
            ledger: boolean;
            clearance: number;
          }>`select app.ledger() as ledger, app.clearance() as clearance`.execute(trx);
          return rows[0];
        }),
      ),
    );
    for (const row of left) expect(row).toEqual({ ledger: false, clearance: 0 });
  });

  it('writes what is started together in one go, and COMMIT in another', async () => {
    const { db } = server.services;
    const writes: MockInstance[] = [];
    db.pool.once('acquire', ({ connection: { stream } }) => {
      writes.push(vi.spyOn(stream, '_write'), vi.spyOn(stream, '_writev'));
    });
    await db.transaction(J, (trx) =>
      Promise.all([1, 2, 3].map((n) => sql`select ${n}::int as n`.execute(trx))),
    );
    expect(writes.flatMap((write) => write.mock.calls)).toHaveLength(2);
    for (const write of writes) write.mockRestore();
  });

  it('survives a connection that PostgreSQL ends', async () => {
    const { db } = server.services;
    await expect(
      db.transaction(J, (trx) => sql`select pg_terminate_backend(pg_backend_pid())`.execute(trx)),
    ).rejects.toThrow();
    expect(
      await db.transaction(J, (trx) => trx.selectFrom('jurisdiction').select('code').execute()),
    ).toHaveLength(1);
  });
});

describe('setLocal', () => {
  it.each([
    [{ jurisdiction: 1.5 }],
    [{ jurisdiction: -1 }],
    [{ jurisdiction: 1, account: "x'; drop table event; --" }],
    [{ jurisdiction: 1, reach: ['11111111-1111-1111-1111-111111111111', "'"] }],
    [{ jurisdiction: 1, token: 'zz' }],
  ])('refuses %j', (settings) => {
    expect(() => setLocal(settings)).toThrow(TypeError);
  });
});
