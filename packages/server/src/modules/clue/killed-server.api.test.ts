import type { ChildProcess } from 'node:child_process';
import * as contract from '@plumbline/contract/submission';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { prepareQueues } from '../../platform/jobs/worker.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { killHard, startServerProcess } from '../../testing/server-process.ts';
import { handedIn, line } from './testing.ts';

const ROWS = 40;
const PATIENCE = { timeout: 110_000, interval: 100 };

let server: TestServer;
let owner: pg.Client;
let watcher: pg.Client;
const children: ChildProcess[] = [];
beforeAll(async () => {
  server = await startTestServer();
  owner = new pg.Client({ connectionString: server.ownerUrl });
  watcher = new pg.Client({ connectionString: server.ownerUrl });
  await Promise.all([owner.connect(), watcher.connect()]);
  await prepareQueues(server.ownerUrl, Object.keys(server.jobs));
});
afterEach(async () => {
  for (const child of children.splice(0)) if (child.exitCode === null && !child.killed) await killHard(child);
});
afterAll(async () => {
  await Promise.all([owner.end(), watcher.end()]);
  await server.stop();
});

const started = async () => {
  const child = await startServerProcess(server);
  children.push(child);
  return child;
};
const rowsOf = async (text: string, params: unknown[] = []) => (await watcher.query(text, params)).rows;
const clues = async (id: string) =>
  (
    await rowsOf('select polarity, number from clue where submission_id = $1 order by polarity, number', [id])
  ).map(({ polarity, number }) => `${polarity} ${number}`);
/** All that an acceptance changes, as it stands. */
const picture = async (id: string) => ({
  clues: await clues(id),
  states: await rowsOf(
    'select state, count(*)::int from submission_row where submission_id = $1 group by 1 order by 1',
    [id],
  ),
  matters: await rowsOf('select id, state, version from matter order by id'),
  materials: await rowsOf('select id from material order by id'),
  numbers: await rowsOf('select series, last from number_series order by series'),
  entries: await rowsOf('select count(*)::int from search_entry'),
});
const waitsAt = (table: string) =>
  rowsOf(
    `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ilike $1`,
    [`%insert into ${table}%`],
  );

it('a server killed with -9 in the middle of an acceptance has accepted nothing; after the restart it accepts all, once', async () => {
  const lines = Array.from({ length: ROWS }, (_, i) => line({ 线索摘要: `断电第${i}件` }));
  const sheet = await handedIn(server, lines, { period: '2025Q4' });
  const orgdept = server.as('orgdept');
  const look = () => orgdept.must(contract.getSubmission, { params: { id: sheet.id } });
  const accept = () => orgdept.call(contract.acceptSheet, { params: { id: sheet.id }, body: {} });
  const before = await picture(sheet.id);
  expect((await accept()).status).toBe(202);

  // Held where the steps on the sheet are written and the numbers of the clues are asked for.
  await owner.query('begin');
  await owner.query('lock table number_series in access exclusive mode');
  const first = await started();
  await expect.poll(() => waitsAt('number_series'), PATIENCE).toHaveLength(1);
  await killHard(first);
  await owner.query('rollback');
  await expect
    .poll(
      () =>
        rowsOf(`select pid from pg_stat_activity where datname = current_database() and query ilike '%number_series%'
          and state <> 'idle' and pid <> pg_backend_pid()`),
      PATIENCE,
    )
    .toEqual([]);
  expect(await picture(sheet.id)).toEqual(before);
  expect(await look()).toMatchObject({ busy: true, acceptedAt: null, allowed: [] });
  expect((await accept()).status).toBe(409);

  // The job is taken to have died; whoever comes back begins it again.
  server.clock.advance(6 * 60_000);
  expect(await look()).toMatchObject({ busy: false, allowed: expect.arrayContaining(['accept']) });
  expect((await accept()).status).toBe(202);
  await started();
  await expect.poll(async () => (await look()).acceptedAt, PATIENCE).not.toBeNull();
  const accepted = await clues(sheet.id);
  expect(accepted).toHaveLength(ROWS);
  const seq = accepted.map((number) => Number(/(\d{5})号$/.exec(number)![1]));
  expect(seq).toEqual(seq.map((_, i) => i + 1));
  expect((await look()).counts).toMatchObject({ accepted: ROWS, ready: 0 });
}, 240_000);
