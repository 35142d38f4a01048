import * as contract from '@plumbline/contract/matter';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/db/id.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let owner: pg.Client;
const many: string[] = [];

beforeAll(async () => {
  server = await startTestServer();
  owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
  for (let i = 0; i < 201; i++) many.push(newId());
  await owner.query(
    `insert into person (jurisdiction_id, id, name, pinyin, other_names)
     select 1, id, '新任' || n, 'xin ren ' || n, '{}' from unnest($1::uuid[]) with ordinality as t (id, n)`,
    [many],
  );
});
afterAll(async () => {
  await owner.end();
  await server.stop();
});

const TIME = { day: '2026-04-06', from: '09:00', until: '10:30', place: '党校礼堂' };
const begin = (persons: readonly string[], over: object = {}, who = 'officer') => {
  const { accounts } = server.world;
  return server.as(who).call(contract.beginMatter, {
    body: {
      procedure: 'talk-session',
      subjects: persons.map((id) => ({ kind: 'person' as const, id })),
      data: {
        kind: 'pre-appointment',
        occasion: '新任职干部任前谈话。',
        ...TIME,
        talkers: [accounts.officer, accounts.intake],
        recorder: accounts.intake,
        outline: '一、廉政要求。',
        safety: '现场配备医务人员。',
        ...over,
      } as never,
    },
  });
};
const act = (who: string, id: string, action: string, data?: object) =>
  server
    .as(who)
    .call(contract.actOnMatter, { params: { id, action }, body: data ? { data: data as never } : {} });
const count = async (sql: string, ...values: unknown[]) =>
  Number((await owner.query(sql, values)).rows[0].count);
const parts = (state: string) =>
  count("select count(*) from matter where procedure = 'talk-attendance' and state = $1", state);

describe('a talk with many', () => {
  it('begins for all or for none, and says which of them is wrong', async () => {
    const before = await count('select count(*) from matter');
    expect((await begin(many.slice(0, 3), {}, 'reviewer')).status).toBe(403);
    expect((await begin(many)).status).toBe(400);
    expect((await begin(many.slice(0, 1))).status).toBe(400);
    expect((await begin([...many.slice(0, 2), newId(), many[3]!, newId()])).body).toMatchObject({
      faults: [
        { pointer: '/subjects/2/id', code: 'unfit-subject' },
        { pointer: '/subjects/4/id', code: 'unfit-subject' },
      ],
    });
    expect((await begin(many.slice(0, 2), { until: '12:30' })).body).toMatchObject({
      faults: [{ code: 'sitting.refused' }],
    });
    expect(await count('select count(*) from matter')).toBe(before);
  });

  it('gives each of 200 a matter of their own, told together and filed together', async () => {
    const begun = await begin(many.slice(0, 200));
    const { id } = begun.body as { id: string };
    expect((await act('officer', id, 'submit')).status).toBe(200);
    for (const who of ['head', 'secretary']) await act(who, id, 'approval.approve');
    expect(await parts('invited')).toBe(0);
    expect((await act('officer', id, 'notify')).status).toBe(200);
    expect(await parts('invited')).toBe(200);
    const own = await count(
      "select count(distinct subject_id) from matter where procedure = 'talk-attendance' and room = 0",
    );
    expect(own).toBe(200);
    // Whoever is not there any more is left out, and nobody else with them.
    const { rows } = await owner.query("select id from matter where procedure = 'talk-attendance' limit 1");
    const missed = await server.as('officer').call(contract.actOnMatter, {
      params: { id: rows[0].id, action: 'miss' },
      body: { reason: '因病请假。' },
    });
    expect(missed.status).toBe(200);
    expect((await act('officer', id, 'hold', { ...TIME, said: '廉政要求。' })).status).toBe(200);
    expect([await parts('held'), await parts('missed')]).toEqual([199, 1]);
    expect((await act('officer', id, 'file')).status).toBe(409);
    for (const who of ['officer', 'intake'])
      expect((await act(who, id, 'sign', { signed: true })).status).toBe(200);
    // Nobody confirmed yet: nothing is filed, and it is not closed.
    expect((await act('officer', id, 'file')).status).toBe(200);
    expect(await parts('closed')).toBe(0);
    expect((await act('officer', id, 'close')).status).toBe(409);
  });
});
