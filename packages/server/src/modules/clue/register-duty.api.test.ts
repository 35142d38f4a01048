import * as clues from '@plumbline/contract/clue';
import type { RegisterFilter } from '@plumbline/contract/clue-register';
import * as registers from '@plumbline/contract/clue-register';
import { listNotices } from '@plumbline/contract/desk';
import * as matters from '@plumbline/contract/matter';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestClient, type TestServer } from '../../testing/index.ts';
import { addAccount } from '../dossier/testing.ts';
import { REGISTER_TOPIC } from './jobs.ts';

let server: TestServer;
let owner: pg.Client;
beforeAll(async () => {
  server = await startTestServer();
  owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await server.stop();
});

async function register(over: Record<string, unknown> = {}) {
  const body = {
    class: 'petition',
    subType: 'letter-handling',
    source: 'report-accusation',
    occurredOn: '2026-03-02',
    receivedOn: '2026-03-10',
    title: '反映其收受礼金',
    content: '来信反映其在2025年中秋收受礼金。',
    subjectKind: 'person',
    subjectId: server.world.persons.deputy,
    organId: server.world.organs.casemgmt,
    ...over,
  };
  const clue = await server.as('casemgmt').must(clues.registerClue, { body: body as never });
  server.clock.advance(1000);
  return clue;
}
async function take(who: string, id: string, action: string, data?: unknown, reason?: string) {
  const reply = await server.as(who).call(matters.actOnMatter, {
    params: { id, action },
    body: { ...(data ? { data } : {}), ...(reason ? { reason } : {}) } as never,
  });
  if (reply.status >= 400) throw new Error(`${who} ${action}: ${JSON.stringify(reply.body)}`);
  server.clock.advance(1000);
}
const assign = (matterId: string, to: string) =>
  take('casemgmt', matterId, 'assign', { handlers: [server.world.accounts[to]] });
const by = (who: string | TestClient) => (typeof who === 'string' ? server.as(who) : who);
const read = (who: string | TestClient, code: string, query: RegisterFilter = {}) =>
  by(who).must(registers.readClueRegister, { params: { code }, query: query as never });
const lineOf = async (who: string | TestClient, code: string, id: string) =>
  (await read(who, code)).items.find((row) => row.id === id);
const step = (
  who: string | TestClient,
  code: string,
  action: string,
  ids: string[],
  data?: Record<string, unknown>,
) =>
  by(who).call(registers.actOnRegister, {
    params: { code, action },
    body: { ids, ...(data ? { data } : {}) },
  });
const faults = (reply: { body: unknown }) =>
  ((reply.body as { faults?: { pointer: string; code: string }[] }).faults ?? []).map(
    ({ pointer, code }) => `${pointer} ${code}`,
  );
const told = async (who: string) =>
  (await server.as(who).must(listNotices, {})).items
    .filter(({ kind }) => kind.startsWith('register.'))
    .map(({ kind, link }) => `${kind} ${link}`);
const RECONCILIATION = 'reconciliation';

describe('the monthly reconciliation', () => {
  let mine: Awaited<ReturnType<typeof register>>;
  let other: Awaited<ReturnType<typeof register>>;
  let fresh: Awaited<ReturnType<typeof register>>;
  beforeAll(async () => {
    mine = await register();
    other = await register({ subjectId: server.world.persons.namesakeA, title: '反映其违规用车' });
    fresh = await register({ receivedOn: '2026-04-02', title: '反映其违规兼职' });
    await assign(mine.matterId, 'officer');
  });

  it('is owed of every file that was there when the month ended, and of none that came since', async () => {
    const { duty, items, steps, count } = await read('casemgmt', RECONCILIATION);
    expect(duty).toMatchObject({ step: 'reconcile', from: '2026-03-01', to: '2026-03-31', late: false });
    expect(duty!.owing).toBe(items.filter(({ owes }) => owes).length);
    expect(steps.map(({ code }) => code)).toEqual(['reconcile', 'settle-difference']);
    expect(count).toBe(items.length);
    const owes = new Map(items.map((row) => [row.id, row.owes]));
    expect([mine, other, fresh].map(({ id }) => owes.get(id))).toEqual([true, true, false]);
    const owed = await read('casemgmt', RECONCILIATION, { owing: 'true' });
    expect(owed.items.every((row) => row.owes)).toBe(true);
    expect(owed.count).toBe(duty!.owing);
  });

  it('is refused to whoever does not handle it, on all or none, naming which, and with what is wrong in the form', async () => {
    expect((await step('court', RECONCILIATION, 'reconcile', [mine.id], { agrees: true })).status).toBe(403);
    expect((await step('officer', RECONCILIATION, 'assign', [mine.id])).status).toBe(404);
    // A handler sees the own files alone.
    expect((await read('officer', RECONCILIATION)).items.map(({ id }) => id)).toEqual([mine.id]);
    const mixed = await step('officer', RECONCILIATION, 'reconcile', [mine.id, other.id], { agrees: true });
    expect(mixed.status).toBe(400);
    expect(faults(mixed)).toEqual(['/ids/1 unknown-reference']);
    const reader = await step('reviewer', RECONCILIATION, 'reconcile', [mine.id], { agrees: true });
    expect(faults(reader)).toEqual(['/ids/0 register.not-now']);
    expect((await lineOf('reviewer', RECONCILIATION, mine.id))?.allowed).toEqual([]);
    const bare = await step('officer', RECONCILIATION, 'reconcile', [mine.id], { agrees: false });
    expect(faults(bare)).toEqual(['/data/difference required']);
    expect(await lineOf('officer', RECONCILIATION, mine.id)).toMatchObject({
      owes: true,
      cells: { reconciled: null },
    });
  });

  it('tells the handlers once, and case supervision once it is late', async () => {
    const run = () => server.jobs[REGISTER_TOPIC]!({ jurisdiction: 1, payload: {} });
    const link = `/clue-registers?register=${RECONCILIATION}&owing=true`;
    await run();
    await run();
    expect(await told('officer')).toEqual([`register.due ${link}`]);
    expect(await told('casemgmt')).toEqual([]);
    server.clock.advance(4 * 24 * 3_600_000);
    expect((await read('casemgmt', RECONCILIATION)).duty).toMatchObject({ late: true });
    await run();
    await run();
    expect(await told('officer')).toEqual([`register.late ${link}`, `register.due ${link}`]);
    expect(await told('casemgmt')).toEqual([`register.late ${link}`]);
  });

  it('says what differs, which another person settles, and is owed anew when the next month has ended', async () => {
    const differs = await step('officer', RECONCILIATION, 'reconcile', [mine.id], {
      agrees: false,
      difference: '台账未记已调取的证据',
    });
    expect(differs.body).toEqual({ done: 1 });
    server.clock.advance(1000);
    expect(await lineOf('casemgmt', RECONCILIATION, mine.id)).toMatchObject({
      owes: false,
      allowed: ['reconcile', 'settle-difference'],
      cells: { agrees: '否', difference: '台账未记已调取的证据', settled: null, settlement: null },
    });
    expect((await lineOf('officer', RECONCILIATION, mine.id))?.allowed).toEqual(['reconcile']);
    // Whoever found the difference does not settle it.
    await step('casemgmt', RECONCILIATION, 'reconcile', [other.id], {
      agrees: false,
      difference: '期限有误',
    });
    server.clock.advance(1000);
    expect(
      faults(
        await step('casemgmt', RECONCILIATION, 'settle-difference', [other.id], { settlement: '已更正' }),
      ),
    ).toEqual(['/ids/0 register.not-now']);
    const settled = await step('casemgmt', RECONCILIATION, 'settle-difference', [mine.id], {
      settlement: '已补记',
    });
    expect(settled.status).toBe(200);
    expect(await lineOf('officer', RECONCILIATION, mine.id)).toMatchObject({
      cells: { settled: '2026-04-10', settlement: '已补记' },
    });
    server.clock.advance(30 * 24 * 3_600_000);
    expect(await lineOf('officer', RECONCILIATION, mine.id)).toMatchObject({ owes: true });
    await step('officer', RECONCILIATION, 'reconcile', [mine.id], { agrees: true });
    server.clock.advance(1000);
    // What was settled a month ago says nothing of what was found today.
    expect(await lineOf('officer', RECONCILIATION, mine.id)).toMatchObject({
      owes: false,
      cells: { agrees: '是', difference: null, settled: null, settlement: null },
    });
  });

  it('counts by office and month, and what was revoked counts nowhere', async () => {
    expect(
      (await server.as('officer').call(registers.readClueFigures, { query: { month: '2026-03' } })).status,
    ).toBe(403);
    const figures = (month: string) =>
      server.as('casemgmt').must(registers.readClueFigures, { query: { month } });
    const march = await figures('2026-03');
    for (const line of [...march.items, march.total])
      expect(line.before + line.taken - line.ended).toBe(line.inHand);
    const offices = new Map(march.items.map((line) => [line.office, line]));
    const office = (await lineOf('casemgmt', RECONCILIATION, mine.id))!.cells.offices!;
    expect(offices.get(office)).toMatchObject({ taken: 1, inHand: 1 });
    expect(offices.get(null)?.taken).toBeGreaterThanOrEqual(1);
    const april = await figures('2026-04');
    expect(april.total.before).toBe(march.total.inHand);
    const owed = (await read('casemgmt', RECONCILIATION)).duty!.owing;
    await owner.query('begin');
    await owner.query("set local app.jurisdiction = '1'");
    await owner.query('set local role plumbline_search');
    await owner.query('select app.set_aside($1, array[$2::uuid])', [
      other.matterId,
      server.world.accounts.sysadmin,
    ]);
    await owner.query('commit');
    expect((await figures('2026-03')).total.taken).toBe(march.total.taken - 1);
    const after = await read('casemgmt', RECONCILIATION);
    expect(after.duty!.owing).toBe(owed - 1);
    expect(after.items.map(({ id }) => id)).not.toContain(other.id);
  });
});

describe('results for the petitions room', () => {
  it('are owed of what came through it once a quarter has ended, given by case supervision and received there', async () => {
    const FEEDBACK = 'feedback';
    const petitions = await addAccount(server, {
      role: 'intake-officer',
      organId: server.world.organs.casemgmt,
    });
    const through = await register({ subjectId: server.world.persons.mayor });
    const found = await register({ subjectId: server.world.persons.mayor, source: 'audit-transfer' });
    for (const { matterId } of [through, found]) {
      await assign(matterId, 'officer');
      await take('officer', matterId, 'break-down', {
        allegations: [{ no: 1, what: '收受礼金', against: 'found' }],
      });
      await take('officer', matterId, 'propose', { mainProblem: '收受礼金', way: 'close', grounds: '不实' });
      await take('officer', matterId, 'dispose-closed');
      for (const who of ['head', 'secretary'])
        await take(who, matterId, 'approval.approve', undefined, '同意。');
    }
    const rows = (await read('casemgmt', FEEDBACK)).items;
    // What did not come through it is not given back.
    expect(rows.map(({ id }) => id)).toEqual([through.id]);
    expect(rows[0]).toMatchObject({ owes: false, allowed: ['feed-back'] });
    server.clock.advance(60 * 24 * 3_600_000);
    const { duty } = await read('casemgmt', FEEDBACK);
    expect(duty).toMatchObject({ from: '2026-04-01', to: '2026-06-30', owing: 1 });
    expect(faults(await step(petitions, FEEDBACK, 'feed-back', [through.id], { feedback: '不实' }))).toEqual([
      '/ids/0 register.not-now',
    ]);
    expect(
      (await step('casemgmt', FEEDBACK, 'feed-back', [through.id], { feedback: '反映问题不实，予以了结。' }))
        .status,
    ).toBe(200);
    server.clock.advance(1000);
    expect(faults(await step('casemgmt', FEEDBACK, 'take-feedback', [through.id]))).toEqual([
      '/ids/0 register.not-now',
    ]);
    expect((await step(petitions, FEEDBACK, 'take-feedback', [through.id])).status).toBe(200);
    const line = await lineOf(petitions, FEEDBACK, through.id);
    expect(line).toMatchObject({ owes: false, cells: { feedback: '反映问题不实，予以了结。' } });
    expect(line!.cells.taken).toBe(line!.cells.given);
    expect((await read('casemgmt', FEEDBACK)).duty).toMatchObject({ owing: 0 });
  });
});
