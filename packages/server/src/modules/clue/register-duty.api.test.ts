import type { RegisterFilter } from '@plumbline/contract/clue-register';
import * as registers from '@plumbline/contract/clue-register';
import { listEvents, listNotices } from '@plumbline/contract/desk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extractText } from '../../platform/files/extract.ts';
import { startTestServer, type TestClient, type TestServer } from '../../testing/index.ts';
import { addAccount } from '../dossier/testing.ts';
import { REGISTER_TOPIC } from './jobs.ts';
import { Kit } from './testing.ts';

let server: TestServer;
let kit: Kit;
beforeAll(async () => {
  server = await startTestServer();
  kit = new Kit(server);
  await kit.owner.connect();
});
afterAll(async () => {
  await kit.owner.end();
  await server.stop();
});

const register = (over: Record<string, unknown> = {}) => kit.register({ receivedOn: '2026-03-10', ...over });
const assign = (matterId: string, to: string) =>
  kit.take('casemgmt', matterId, 'assign', { handlers: [server.world.accounts[to]] });
const read = (who: string | TestClient, code: string, query: RegisterFilter = {}) =>
  kit.client(who).must(registers.readClueRegister, { params: { code }, query: query as never });
const lineOf = async (who: string | TestClient, code: string, id: string) =>
  (await read(who, code)).items.find((row) => row.id === id);
const step = (
  who: string | TestClient,
  code: string,
  action: string,
  ids: string[],
  data?: Record<string, unknown>,
) =>
  kit.client(who).call(registers.actOnRegister, {
    params: { code, action },
    body: { ids, ...(data ? { data } : {}) },
  });
const faults = (reply: { body: unknown }) =>
  ((reply.body as { faults?: { pointer: string; code: string }[] }).faults ?? []).map(
    ({ pointer, code }) => `${pointer} ${code}`,
  );
const told = async (who: string | TestClient) =>
  (await kit.client(who).must(listNotices, {})).items
    .filter(({ kind }) => kind.startsWith('register.'))
    .map(({ kind, link }) => `${kind} ${link}`);
const textOf = async (bytes: Buffer) =>
  (await extractText({ bytes, type: 'xlsx' }, { timeoutMs: 30_000, maxChars: 100_000 })).text;
const exported = async (who: string, code: string, query: RegisterFilter = {}) => {
  const reply = await server
    .as(who)
    .call(registers.exportClueRegister, { params: { code }, query: query as never });
  expect(reply.status).toBe(200);
  return textOf(reply.raw);
};
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
    // The workbook has what the page has, a filter kept.
    const numbers = (lines: typeof items) => lines.map(({ cells }) => cells.number!).sort();
    const all = await exported('casemgmt', RECONCILIATION);
    expect(numbers(items).every((number) => all.includes(number))).toBe(true);
    const some = await exported('casemgmt', RECONCILIATION, { owing: 'true' });
    expect(numbers(items).filter((number) => some.includes(number))).toEqual(numbers(owed.items));
    expect(
      (await server.as('court').call(registers.exportClueRegister, { params: { code: 'none' } })).status,
    ).toBe(403);
    const none = await server.as('casemgmt').call(registers.exportClueRegister, { params: { code: 'none' } });
    expect(none.status).toBe(404);
    const { items: gone } = await server
      .as('auditor')
      .must(listEvents, { query: { type: 'clue.register-exported' } });
    expect(gone.map(({ data }) => data)).toEqual([
      { register: RECONCILIATION, rows: owed.count },
      { register: RECONCILIATION, rows: count },
    ]);
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
    expect(faults(bare)).toEqual(['/data/mismatch required']);
    expect(await lineOf('officer', RECONCILIATION, mine.id)).toMatchObject({
      owes: true,
      cells: { reconciled: null },
    });
  });

  it('tells the handlers once, and case supervision once it is late', async () => {
    const run = () => server.jobs[REGISTER_TOPIC]!({ jurisdiction: 1, payload: {} });
    const { organs, persons } = server.world;
    // Of what is late here nothing is about the one, and all that the other supervises.
    const [near, self] = await Promise.all([
      kit.account('case-supervisor', organs.room1!, persons.mayor),
      kit.account('case-supervisor', organs.room1!, persons.namesakeB),
    ]);
    await kit.register(
      { receivedOn: '2026-03-10', subjectId: persons.namesakeB, organId: organs.room1 },
      (await kit.account('intake-officer', organs.room1!)).client,
    );
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
    expect(await told(near.client)).toEqual([`register.late ${link}`]);
    expect(await told(self.client)).toEqual([]);
    const { items } = await server.as('auditor').must(listEvents, { query: { type: 'clue.reminded' } });
    expect(items.map(({ data }) => data)).toMatchObject([
      { register: RECONCILIATION, period: '2026-03-31', stage: 'late' },
      {
        register: RECONCILIATION,
        period: '2026-03-31',
        stage: 'due',
        accounts: [server.world.accounts.officer],
      },
    ]);
  });

  it('says what differs, which another person settles, and is owed anew when the next month has ended', async () => {
    const differs = await step('officer', RECONCILIATION, 'reconcile', [mine.id], {
      agrees: false,
      mismatch: '台账未记已调取的证据',
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
      mismatch: '期限有误',
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
    const { officeId } = offices.get(office)!;
    expect(offices.get(office)).toMatchObject({ taken: 1, inHand: 1 });
    // The register of that office holds the same file, and no other office does.
    const ofOffice = (id: string) => read('casemgmt', RECONCILIATION, { officeId: id });
    expect(await ofOffice(officeId!)).toMatchObject({ count: 1, items: [{ id: mine.id }] });
    expect(await ofOffice(server.world.organs.dispatched!)).toMatchObject({ count: 0, items: [] });
    expect(offices.get(null)?.taken).toBeGreaterThanOrEqual(1);
    const sheet = (who: string) =>
      server.as(who).call(registers.exportClueFigures, { query: { month: '2026-03' } });
    expect((await sheet('officer')).status).toBe(403);
    expect(await textOf((await sheet('casemgmt')).raw)).toContain(
      ['合计', ...Object.values(march.total)].join('\t'),
    );
    const april = await figures('2026-04');
    expect(april.total.before).toBe(march.total.inHand);
    const owed = (await read('casemgmt', RECONCILIATION)).duty!.owing;
    await kit.setAside(other.matterId);
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
      await kit.take('officer', matterId, 'break-down', {
        allegations: [{ no: 1, what: '收受礼金', against: 'found' }],
      });
      await kit.take('officer', matterId, 'propose', {
        mainProblem: '收受礼金',
        way: 'close',
        grounds: '不实',
      });
      await kit.take('officer', matterId, 'dispose-closed');
      for (const who of ['head', 'secretary'])
        await kit.take(who, matterId, 'approval.approve', undefined, '同意。');
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
    expect(line).toMatchObject({
      owes: false,
      cells: { feedback: '反映问题不实，予以了结。', result: '2026-05-10' },
    });
    expect(line!.cells.taken).toBe(line!.cells.given);
    expect((await read('casemgmt', FEEDBACK)).duty).toMatchObject({ owing: 0 });
  });
});
