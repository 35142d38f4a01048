import * as matters from '@plumbline/contract/matter';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../../testing/index.ts';
import { verified, warned } from './levels.testing.ts';
import { readMark } from './mark.store.ts';
import { replayMark } from './rebuild-marks.ts';
import { voidMark } from './void-mark.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** Whether somebody waits for what this transaction holds. */
const isWaitedFor = async () => {
  const { rows } = await server.app.endpoints.runAsSystem(1, (ctx) =>
    sql<{ n: number }>`select count(*)::int as n from pg_locks where not granted`.execute(ctx.trx),
  );
  return rows[0]!.n > 0;
};

it('[S1.29] a step that is taken while tolerance is being granted brings nothing of the warning back', async () => {
  const who = server.world.persons.deputy;
  const id = await warned(server, who, [await verified(server, who, 'heavier')], 'heavier');
  let settled = false;
  const step = await server.app.endpoints.runAsSystem(1, async (ctx) => {
    await voidMark(ctx, 'warning', id);
    const other = server
      .as('officer')
      .call(matters.actOnMatter, {
        params: { id, action: 'change-owner' },
        body: { data: { owner: server.world.accounts.head }, reason: '调岗。' },
      })
      .finally(() => {
        settled = true;
      });
    while (!settled && !(await isWaitedFor()));
    return { other };
  });
  expect((await step.other).status).toBe(200);
  const mark = await server.app.endpoints.runAsSystem(1, (ctx) => readMark(ctx, 'warning', id));
  expect(mark).toMatchObject({ voided: true, ownerId: server.world.accounts.head });
  expect(mark).toEqual(await server.app.endpoints.runAsSystem(1, (ctx) => replayMark(ctx, id)));
});
