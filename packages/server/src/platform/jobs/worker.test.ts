import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { newId } from '../db/id.ts';
import { json } from '../db/sql.ts';
import { type JobHandlers, prepareQueues, Worker } from './worker.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const later = (topic: string, payload: object) =>
  server.services.db.transaction({ jurisdiction: 1 }, async (trx, send) =>
    send(
      trx
        .insertInto('outbox')
        .values({ jurisdiction_id: 1, id: newId(), topic, payload: json(payload), created_at: new Date() }),
    ),
  );
const waiting = () =>
  server.services.db.transaction({ jurisdiction: 0 }, (trx) =>
    trx.selectFrom('outbox').select('id').execute(),
  );

describe('the worker', () => {
  it('does what commands left in the outbox, as the serving role', async () => {
    const done: unknown[] = [];
    const failed: string[] = [];
    const handlers: JobHandlers = {
      'test.note': async (job) => void done.push(job),
      'test.fail': async () => {
        failed.push('once');
        throw new Error('not today');
      },
    };
    await prepareQueues(server.ownerUrl, Object.keys(handlers));
    const worker = new Worker(server.services.db, server.databaseUrl, handlers, {
      ...server.services.log,
      error: () => undefined,
    } as never);
    await worker.start();
    try {
      await later('test.note', { a: 1 });
      await later('test.fail', {});
      await later('test.note', { a: 2 });
      // One after the other, each told of the next: by looking now and then they would take a minute.
      for (let a = 3; a <= 12; a++) await later('test.note', { a });
      await expect.poll(() => done.length, { timeout: 20_000 }).toBe(12);
      expect(done).toEqual(
        expect.arrayContaining([
          { jurisdiction: 1, payload: { a: 1 } },
          { jurisdiction: 1, payload: { a: 2 } },
        ]),
      );
      await expect.poll(() => failed.length, { timeout: 20_000 }).toBe(1);
      expect(await waiting()).toEqual([]);
    } finally {
      await worker.stop();
    }
  });
});
