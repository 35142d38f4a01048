import { makeCalendar } from '@plumbline/contract/delivery';
import * as contract from '@plumbline/contract/matter';
import { listSittings } from '@plumbline/contract/sitting';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../../testing/index.ts';

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

const plan = (over: object = {}) => ({
  kind: 'reminder',
  problem: '请销假不及时。',
  day: '2026-04-10',
  from: '09:00',
  until: '10:00',
  place: '谈话室',
  talkers: [server.world.accounts.officer, server.world.accounts.intake],
  recorder: server.world.accounts.intake,
  outline: '一、说明来意。',
  health: 'good',
  safety: '安排专人陪同。',
  ...over,
});
const begin = (over: object = {}, who = 'officer') =>
  server.as(who).call(contract.beginMatter, {
    body: {
      procedure: 'talk',
      subjects: [{ kind: 'person', id: server.world.persons.deputy! }],
      data: plan(over) as never,
    },
  });
const take = (who: string, id: string, action: string, body: object = {}) =>
  server.as(who).must(contract.actOnMatter, { params: { id, action }, body });
const seen = async (query: object, who = 'officer') =>
  (await server.as(who).must(listSittings, { query: query as never })).items;

describe('the time of a talk', () => {
  it('is refused with words and source where it is not safe, and nothing begins', async () => {
    const { body, status } = await begin({ from: '21:00', until: '23:00' });
    expect(status).toBe(400);
    expect(body).toMatchObject({ faults: [{ pointer: '/data/from', code: 'sitting.refused' }] });
    expect(JSON.stringify(body)).toMatch(/夜间.*建议默认值/);
    expect((await begin({ day: '2026-04-05' })).body).toMatchObject({ faults: [{ pointer: '/data/day' }] });
    expect((await begin({ until: '08:00' })).body).toMatchObject({ faults: [{ pointer: '/data/until' }] });
    expect((await begin({ from: '9:00' })).status).toBe(400);
    await owner.query("update person set birth_date = '1960-01-01', birth_precision = 'year' where id = $1", [
      server.world.persons.deputy,
    ]);
    expect(JSON.stringify((await begin({ until: '12:30' })).body)).toContain('60周岁');
    expect((await owner.query('select 1 from sitting')).rows).toEqual([]);
  });
});

describe('the calendar', () => {
  let first: string;

  it('is for those who handle matters', async () => {
    expect((await server.as().call(listSittings, { query: { day: '2026-04-10' } })).status).toBe(401);
    for (const who of ['court', 'unit', 'sysadmin'])
      expect((await server.as(who).call(listSittings, { query: { day: '2026-04-10' } })).status, who).toBe(
        403,
      );
    expect((await server.as('officer').call(listSittings, { query: { day: '十日' } })).status).toBe(400);
  });

  it('tells what clashes with people or place at that time, and only then', async () => {
    const { body } = await begin();
    first = (body as { id: string }).id;
    const accounts = server.world.accounts.intake!;
    const at = (over: object) => seen({ day: '2026-04-10', from: '09:30', until: '10:30', ...over });
    expect((await at({ place: ' 谈话室 ', accounts }))[0]!.clashes).toEqual(['place', 'people']);
    expect((await at({ place: '二楼', accounts }))[0]!.clashes).toEqual(['people']);
    expect((await at({ from: '10:00', place: '谈话室', accounts }))[0]!.clashes).toEqual([]);
    expect(await at({ place: '谈话室', except: first })).toEqual([]);
    expect(await at({ day: '2026-04-11' })).toEqual([]);
    expect(await seen({ day: '2026-04-01', days: 14 })).toHaveLength(1);
  });

  it('tells whoever does not see the matter that place and people are taken, and nothing else', async () => {
    const [own] = await seen({ day: '2026-04-10' });
    expect(own!.matter).toMatchObject({ id: first });
    expect(own!.people).toHaveLength(2);
    const [other] = await seen({ day: '2026-04-10' }, 'dispatched');
    expect(other).toMatchObject({ matter: null, place: '谈话室', from: '09:00' });
    expect(JSON.stringify(other)).not.toContain('请销假');
  });

  it('goes into the calendar that its people subscribe to, by time alone', async () => {
    const { url } = await server.as('intake').must(makeCalendar);
    const feed = async () => (await server.app.server.inject(new URL(url).pathname)).payload;
    expect(await feed()).toMatch(/DTSTART:20260410T010000Z/);
    expect(await feed()).not.toMatch(/谈话|请销假/);
    const { url: dispatched } = await server.as('dispatched').must(makeCalendar);
    expect((await server.app.server.inject(new URL(dispatched).pathname)).payload).not.toContain(
      '20260410T01',
    );
  });

  it('moves with the notice, and ends with the talk or when it is cancelled', async () => {
    await take('officer', first, 'submit');
    await take('head', first, 'approval.approve');
    const time = { day: '2026-04-13', from: '15:00', until: '16:00', place: '二楼' };
    await take('officer', first, 'notify', { data: time });
    expect(await seen({ day: '2026-04-10' })).toEqual([]);
    expect(await seen({ day: '2026-04-13' })).toMatchObject([{ place: '二楼', from: '15:00' }]);
    await take('officer', first, 'cancel', { reason: '情况已澄清。' });
    expect(await seen({ day: '2026-04-13' })).toEqual([]);
  });
});
