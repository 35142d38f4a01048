import * as contract from '@plumbline/contract/matter';
import { createKin } from '@plumbline/contract/registry';
import * as checks from '@plumbline/contract/spot-check';
import { faultsOfProof, SpotCheckProof } from '@plumbline/policy';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestClient, type TestServer } from '../../../testing/index.ts';
import { addAccount, runAs } from '../../dossier/testing.ts';
import { countingFacts } from '../levels/fact.store.ts';

let server: TestServer;
let owner: pg.Client;
/** Handles the letters; commits to the list, as kin of one who answered; draws; checks; decides. */
let officer: TestClient;
let committer: TestClient;
let drawer: TestClient;
let checker: TestClient;
let decider: TestClient;
const persons: Record<string, TestClient> = {};
/** Letter → whose it is. */
const letters = new Map<string, string>();

beforeAll(async () => {
  server = await startTestServer();
  owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
  const { world } = server;
  const staff = (personId?: string) =>
    addAccount(server, {
      role: 'dossier-officer',
      organId: world.organs.commission,
      ...(personId ? { personId } : {}),
    });
  officer = server.as('officer');
  committer = await staff(world.persons.namesakeB);
  [drawer, checker, decider] = [await staff(), await staff(), await staff()];
  await server.as('orgdept').must(createKin, {
    params: { id: world.persons.deputy },
    body: { relation: 'spouse', name: '王伟', personId: world.persons.namesakeB },
  });
  const account = (personId: string, unitId: string) =>
    addAccount(server, { role: 'supervised-person', unitId, personId });
  persons[world.persons.head] = server.as('subject');
  persons[world.persons.deputy] = await account(world.persons.deputy, world.units.housing);
  persons[world.persons.namesakeA] = await account(world.persons.namesakeA, world.units.housing);
  for (const person of Object.keys(persons)) letters.set(await answered(person), person);
});
afterAll(async () => {
  await owner.end();
  await server.stop();
});

const take = (by: TestClient, id: string, action: string, data?: object, reason?: string) =>
  by.call(contract.actOnMatter, {
    params: { id, action },
    body: { ...(data ? { data: data as Record<string, unknown> } : {}), ...(reason ? { reason } : {}) },
  });
async function done(by: TestClient, id: string, action: string, data?: object, reason?: string) {
  const reply = await take(by, id, action, data, reason);
  expect(reply.status, `${action}: ${JSON.stringify(reply.body)}`).toBe(200);
}
async function approve(id: string) {
  await done(server.as('head'), id, 'approval.approve');
  await take(server.as('secretary'), id, 'approval.approve');
}
async function nameOf(person: string): Promise<string> {
  const { rows } = await owner.query('select name from person where id = $1', [person]);
  return rows[0].name;
}
async function answered(person: string): Promise<string> {
  const { id } = await officer.must(contract.beginMatter, {
    body: {
      procedure: 'inquiry',
      subjects: [{ kind: 'person', id: person }],
      data: { problems: '一、项目发包情况。', handlers: [server.world.accounts.officer] },
    },
  });
  await done(officer, id, 'issue');
  await approve(id);
  await done(persons[person]!, id, 'receive');
  await done(persons[person]!, id, 'answer-alone', {
    answers: [{ problem: '项目发包', explanation: '经集体研究。' }],
    selfExamination: '对照检查。',
    promise: true,
    rectification: '完善程序。',
    signature: await nameOf(person),
  });
  return id;
}
const begin = (by: TestClient) =>
  by.must(contract.beginMatter, { body: { procedure: 'spot-check', subjects: [] } });
const COMMITMENT = {
  from: '2026-04-01',
  to: '2026-04-08',
  draws: 2,
  source: '中国福利彩票双色球第2026045期开奖号码',
  sourceOn: '2026-04-21',
  digits: 14,
};
const NUMBER = { number: '02091417232805', publishedIn: '中国福利彩票官方网站' };
const faultsOf = (reply: { body: unknown }) =>
  ((reply.body as { faults?: { pointer: string; code: string }[] }).faults ?? []).map(
    ({ pointer, code }) => `${pointer} ${code}`,
  );
const see = (by: TestClient, id: string) => by.call(contract.getMatter, { params: { id } });

describe('a spot check', () => {
  let id: string;

  it('is no business of those who answered, and is begun in the office alone', async () => {
    for (const who of Object.values(persons)) {
      const body = { procedure: 'spot-check', subjects: [] };
      expect((await who.call(contract.beginMatter, { body })).status).toBe(403);
    }
    id = (await begin(committer)).id;
    for (const who of Object.values(persons)) {
      expect((await who.must(checks.listSpotChecks)).items).toEqual([]);
      expect((await who.call(checks.getSpotCheck, { params: { id } })).status).toBe(404);
      expect((await who.call(checks.getSpotCheckProof, { params: { id } })).status).toBe(404);
    }
    expect((await committer.call(checks.getSpotCheckProof, { params: { id } })).status).toBe(404);
  });

  it('is committed to for a period that has ended, with a number that nobody can know yet', async () => {
    server.clock.set('2026-04-08T02:00:00Z');
    expect(faultsOf(await take(committer, id, 'commit', COMMITMENT))).toEqual([
      '/data/to spot-check.period-open',
    ]);
    server.clock.set('2026-04-10T02:00:00Z');
    for (const [wrong, fault] of [
      [{ from: '2026-04-09' }, '/data/to spot-check.period-turned'],
      [{ sourceOn: '2026-04-10' }, '/data/sourceOn spot-check.known-already'],
      [{ draws: 4 }, '/data/draws spot-check.too-many'],
      [{ from: '2026-03-01', to: '2026-03-31', draws: 1 }, '/data/draws spot-check.no-letters'],
    ] as const)
      expect(faultsOf(await take(committer, id, 'commit', { ...COMMITMENT, ...wrong })), fault).toEqual([
        fault,
      ]);
    await done(committer, id, 'commit', COMMITMENT);
    const proof = SpotCheckProof.parse(await drawer.must(checks.getSpotCheckProof, { params: { id } }));
    // Whoever committed to it sees nothing of one of the letters, and it stands in the list all the same.
    expect(new Set(proof.list.map((one) => one.id))).toEqual(new Set(letters.keys()));
    const kin = [...letters].find(([, person]) => person === server.world.persons.deputy)![0];
    expect((await see(committer, kin)).status).toBe(404);
    expect([proof.number, proof.seed, proof.sample, faultsOfProof(proof)]).toEqual([null, null, [], []]);
    const { rows } = await owner.query(
      "select data from event where type = 'spot-check.committed' and entity_id = $1",
      [id],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0].data).toMatchObject({
      commitment: proof.commitment,
      list_hash: proof.listHash,
      draws: 2,
      digits: 14,
    });
  });

  it('can not be changed afterwards, not even by the server', async () => {
    const j = server.services.db;
    const settings = {
      jurisdiction: 1,
      clearance: 3,
      reach: Object.values(server.world.organs),
      principals: [],
    };
    const tries = [
      'update spot_check set draws = 3',
      `update spot_check set commitment = repeat('0', 64)`,
      `update spot_check_letter set letter_number = 'x'`,
      'delete from spot_check_letter',
      'delete from spot_check',
    ];
    for (const text of tries)
      await expect(
        j.transaction(settings as never, (trx) => sql.raw(text).execute(trx)),
        text,
      ).rejects.toThrow(/permission denied/);
    await expect(
      j.transaction(settings as never, (trx) =>
        sql`insert into spot_check_letter (jurisdiction_id, spot_check_id, place, letter_id, letter_number)
          values (1, ${id}, 99, gen_random_uuid(), 'x')`.execute(trx),
      ),
    ).rejects.toThrow(/row-level security/);
    expect((await take(drawer, id, 'commit', COMMITMENT)).status).toBe(409);
  });

  it('is drawn by another person, on the day of the number or later, with as many digits as committed to', async () => {
    expect((await take(committer, id, 'draw', NUMBER)).status).toBe(403);
    expect(faultsOf(await take(drawer, id, 'draw', NUMBER))).toEqual(['/data/number spot-check.not-yet']);
    server.clock.set('2026-04-21T13:00:00Z');
    expect(faultsOf(await take(drawer, id, 'draw', { ...NUMBER, number: '2091417232805' }))).toEqual([
      '/data/number spot-check.digits',
    ]);
    await done(drawer, id, 'draw', NUMBER);
    expect((await take(checker, id, 'draw', { ...NUMBER, number: '02091417232806' })).status).toBe(409);
    const proof = SpotCheckProof.parse(await checker.must(checks.getSpotCheckProof, { params: { id } }));
    expect([proof.number, faultsOfProof(proof), proof.sample.length]).toEqual([NUMBER.number, [], 2]);
    const page = await checker.must(checks.getSpotCheck, { params: { id } });
    expect([page.faults, page.sample.map(({ letterId }) => letterId)]).toEqual([[], proof.sample]);
    expect(page.sample.every(({ check }) => check !== null)).toBe(true);
  });

  it('is checked by others than those who worked on the letter, and by no kin; the person learns of nothing yet', async () => {
    const { sample } = await checker.must(checks.getSpotCheck, { params: { id } });
    for (const { check, letterId, letterNumber } of sample) {
      const page = (await see(checker, check!.id)).body;
      expect(page.names[letterId]).toBe(letterNumber);
      const person = letters.get(letterId)!;
      expect((await see(officer, check!.id)).status).toBe(404);
      expect((await see(persons[person]!, check!.id)).status).toBe(404);
      const kin = person === server.world.persons.deputy;
      expect((await see(committer, check!.id)).status).toBe(kin ? 404 : 200);
    }
    const seen = (await committer.must(checks.getSpotCheck, { params: { id } })).sample;
    for (const { check, letterId } of seen)
      expect(check === null).toBe(letters.get(letterId) === server.world.persons.deputy);
  });

  it('ends truthful with a word to the person, or false after hearing, second person, approval and time to object', async () => {
    const { sample } = await checker.must(checks.getSpotCheck, { params: { id } });
    const [first, second] = sample.map(({ check, letterId }) => ({
      check: check!.id,
      person: letters.get(letterId)!,
    }));
    const found = (finding: string) => ({
      means: '调阅合同。',
      facts: '经查，会议记录与回复所述不符。',
      inFavour: '付款手续齐全。',
      finding,
    });
    await done(checker, first!.check, 'check', found('truthful'));
    await done(checker, first!.check, 'close-truthful');
    const told = (await see(persons[first!.person]!, first!.check)).body;
    expect([told.outside, told.state, told.data.facts]).toEqual([true, 'truthful', found('').facts]);
    expect((await drawer.must(checks.getSpotCheck, { params: { id } })).checked).toBe(1);

    const { check, person } = second!;
    const whose = persons[person]!;
    const decision = {
      decision: '与会议记录不符。',
      grave: 'heavier',
      answers: [{ no: 1, answer: '无记录。' }],
    };
    await done(checker, check, 'check', found('false'));
    expect((await take(decider, check, 'hold-false', decision)).status).toBe(409);
    await done(checker, check, 'tell');
    expect((await see(whose, check)).body.data).toEqual({
      facts: found('').facts,
      inFavour: '付款手续齐全。',
      finding: 'false',
    });
    expect((await take(decider, check, 'hold-false', decision)).status).toBe(409);
    for (const other of Object.values(persons).filter((one) => one !== whose))
      expect((await take(other, check, 'explain', { points: [] })).status).toBe(404);
    await done(whose, check, 'explain', { points: [{ no: 1, statement: '曾口头商量。' }] });
    expect((await take(checker, check, 'hold-false', decision)).status).toBe(403);
    expect((await take(decider, check, 'hold-false', { ...decision, answers: [] })).status).toBe(400);
    await done(decider, check, 'hold-false', decision);
    await approve(check);
    await done(whose, check, 'receive-decision');
    const proved = () => runAs(server, 'reviewer', (ctx) => countingFacts(ctx, person, 'warning'));
    expect(await proved()).toEqual([]);
    server.clock.set('2026-06-01T02:00:00Z');
    await server.jobs['matter.refresh']?.({ jurisdiction: 1, payload: {} } as never);
    await server.work();
    expect(await proved()).toMatchObject([{ kind: 'false-answer', grave: 'heavier', item: 'false-answer' }]);
    const { rows } = await owner.query('select item, status, form from material where matter_id = $1', [
      check,
    ]);
    expect(rows).toMatchObject([
      { item: 'false-answer', status: 'verified', form: { grave: 'heavier', decision: '与会议记录不符。' } },
    ]);
    const page = await drawer.must(checks.getSpotCheck, { params: { id } });
    expect([page.final, page.checked, page.sample.map(({ result }) => result)]).toEqual([
      true,
      2,
      ['truthful', 'false'],
    ]);
  });
});

describe('the next spot check', () => {
  it('goes on where the last one ended, and begins anew where a commitment was declared void with approval', async () => {
    const later = { ...COMMITMENT, from: '2026-04-09', to: '2026-05-31', draws: 1, sourceOn: '2026-06-09' };
    const { id } = await begin(committer);
    for (const from of ['2026-04-08', '2026-04-10'])
      expect(faultsOf(await take(committer, id, 'commit', { ...later, from }))).toEqual([
        '/data/from spot-check.period-next',
      ]);
    expect(faultsOf(await take(committer, id, 'commit', later))).toEqual([
      '/data/draws spot-check.no-letters',
    ]);
    server.clock.set('2026-05-20T02:00:00Z');
    await answered(server.world.persons.namesakeA);
    server.clock.set('2026-06-01T02:00:00Z');
    await done(committer, id, 'commit', later);
    server.clock.set('2026-06-09T02:00:00Z');
    const late = await take(committer, id, 'void', undefined, '该期停止开奖。');
    expect([late.status, (late.body as { faults?: { code: string }[] }).faults?.[0]?.code]).toEqual([
      400,
      'spot-check.known',
    ]);
    server.clock.set('2026-06-01T02:00:00Z');
    await done(committer, id, 'void', undefined, '来源填写有误。');
    server.clock.set('2026-06-09T02:00:00Z');
    expect((await take(server.as('head'), id, 'approval.approve')).status).toBe(400);
    server.clock.set('2026-06-01T02:00:00Z');
    await done(server.as('head'), id, 'approval.approve');
    expect((await take(drawer, id, 'draw', NUMBER)).status).toBe(409);
    const again = await begin(committer);
    // What was void is committed to anew: no shorter, and with no smaller sample.
    expect(faultsOf(await take(committer, again.id, 'commit', { ...later, to: '2026-05-30' }))).toEqual([
      '/data/to spot-check.void-to',
    ]);
    await done(committer, again.id, 'commit', later);
    const { items } = await drawer.must(checks.listSpotChecks);
    expect(items.map(({ committed }) => committed?.voided)).toEqual([false, true, false]);
  });
});
