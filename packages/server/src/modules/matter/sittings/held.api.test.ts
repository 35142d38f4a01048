import { makeCalendar } from '@plumbline/contract/delivery';
import { listNotices } from '@plumbline/contract/desk';
import * as contract from '@plumbline/contract/matter';
import { getOwnPage } from '@plumbline/contract/own';
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

const DAY = '2026-04-06';
const TIME = { day: DAY, from: '09:00', until: '10:00', place: '谈话室' };
const EXCHANGES = { rightsTold: true, exchanges: [{ question: '有何认识？', answer: '接受提醒。' }] };
const take = (who: string, id: string, action: string, data?: object) =>
  server.as(who).call(contract.actOnMatter, {
    params: { id, action },
    body: data ? { data: data as Record<string, unknown> } : {},
  });
const codes = (reply: { body: unknown }) =>
  ((reply.body as { faults?: { pointer: string; code: string }[] }).faults ?? []).map(
    ({ pointer, code }) => `${pointer} ${code}`,
  );
async function planned(): Promise<string> {
  const { accounts, persons } = server.world;
  const { id } = await server.as('officer').must(contract.beginMatter, {
    body: {
      procedure: 'talk',
      subjects: [{ kind: 'person', id: persons.head }],
      data: {
        kind: 'reminder',
        problem: '请销假不及时。',
        ...TIME,
        talkers: [accounts.officer, accounts.intake],
        recorder: accounts.intake,
        outline: '一、说明来意。',
        health: 'good',
        safety: '安排专人陪同。',
        handlers: [accounts.officer],
      },
    },
  });
  return id;
}
async function notified(): Promise<string> {
  const id = await planned();
  expect((await take('officer', id, 'submit')).status).toBe(200);
  for (const who of ['head', 'secretary']) await take(who, id, 'approval.approve');
  expect((await take('officer', id, 'notify', TIME)).status).toBe(200);
  return id;
}

describe('a talk that was held', () => {
  it('is put to the rules of safety again as it was: what departs from them has its reasons, and those who approve are told', async () => {
    const id = await notified();
    const night = { ...TIME, from: '21:00', until: '22:30', ...EXCHANGES };
    expect(codes(await take('officer', id, 'hold', night))).toEqual(['/data/departures sitting.refused']);
    const unwell = { ...TIME, ...EXCHANGES, healthFound: 'ill', departures: ' ' };
    expect(codes(await take('officer', id, 'hold', unwell))).toEqual(['/data/departures sitting.refused']);
    const turned = { ...TIME, until: '08:00', ...EXCHANGES, departures: '改期。' };
    expect(codes(await take('officer', id, 'hold', turned))).toEqual(['/data/until sitting.order']);
    expect((await take('officer', id, 'hold', { ...night, departures: '本人要求当晚谈完。' })).status).toBe(
      200,
    );
    const { rows } = await owner.query("select data from event where type = 'sitting.departed'");
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).toContain('夜间');
    const told = async (who: string) =>
      (await server.as(who).must(listNotices, { query: {} })).items.filter(
        ({ kind }) => kind === 'sitting.departed',
      ).length;
    expect([await told('head'), await told('subject'), await told('unit')]).toEqual([1, 0, 0]);
  });

  it('is signed by those who talked, none of whom but the first approved it, is near, or sits alone', async () => {
    const { accounts } = server.world;
    const id = await notified();
    const held = (present: unknown[]) => take('officer', id, 'hold', { ...TIME, ...EXCHANGES, present });
    expect((await held([accounts.officer])).status).toBe(400);
    expect(codes(await held([accounts.officer, accounts.head]))).toEqual(['/data/present party.approved']);
    expect(codes(await held([accounts.officer, accounts.subject]))).toEqual(['/data/present party.no-staff']);
    expect((await held([accounts.officer, accounts.casemgmt])).status).toBe(200);
    expect((await take('subject', id, 'confirm', { stance: 'agrees' })).status).toBe(200);
    expect((await take('casemgmt', id, 'sign', { signed: true })).status).toBe(200);
  });

  it('hands the person back to a unit in which they serve, and to no other', async () => {
    const id = await notified();
    await take('officer', id, 'hold', { ...TIME, ...EXCHANGES });
    const back = (unit: string) =>
      take('officer', id, 'hand-back', { unit, handedOn: DAY, handedAt: '10:00', condition: '平稳。' });
    expect(codes(await back(server.world.units.town))).toEqual(['/data/unit party.not-theirs']);
    expect((await back(server.world.units.housing)).status).toBe(200);
  });
});

describe('the calendar of the person', () => {
  it('has nothing of a talk before it is notified, whatever rooms the person may enter', async () => {
    const { accounts, persons } = server.world;
    for (const who of ['subject', 'dispatched', 'casemgmt'] as const) {
      const before = (await owner.query('select person_id from account where id = $1', [accounts[who]]))
        .rows[0].person_id;
      const id = await planned();
      const free = { ...TIME, day: '2026-04-07' };
      await owner.query("update sitting set day = '2026-04-07' where matter_id = $1", [id]);
      await owner.query('update account set person_id = $1 where id = $2', [persons.head, accounts[who]]);
      server.services.forgetSessions();
      const { url } = await server.as(who).must(makeCalendar);
      const feed = async () => (await server.app.server.inject(new URL(url).pathname)).payload;
      expect(await feed(), who).not.toContain('20260407T010000Z');
      const listed = await server.as(who).call(listSittings, { query: { day: free.day } });
      // Not even that the room is taken.
      if (listed.status === 200) expect(listed.body.items, who).toEqual([]);
      const own = await server.as(who).must(getOwnPage);
      expect(
        own.items.some((item) => item.id === id),
        who,
      ).toBe(false);
      await owner.query('update account set person_id = $1 where id = $2', [before, accounts[who]]);
      server.services.forgetSessions();
      await take('officer', id, 'drop');
      await owner.query('delete from sitting where matter_id = $1', [id]);
    }
  });
});
