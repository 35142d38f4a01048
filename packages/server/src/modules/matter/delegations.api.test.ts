import * as contract from '@plumbline/contract/delegation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemSettings } from '../../platform/access/system-actor.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { insertAccount } from '../../testing/insert-account.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** Today is 6 April 2026; the longest time is six months. */
const give = (from: string, to: string, taker = 'officer', giver = 'head') =>
  server.as(giver).call(contract.createDelegation, {
    body: { takerId: server.world.accounts[taker]!, from, to, reason: '外出' },
  });
const refused = async (...days: Parameters<typeof give>) => {
  const { status, body } = await give(...days);
  return status === 400 ? (body as unknown as { faults: { code: string }[] }).faults[0]!.code : status;
};

describe('a delegation', () => {
  it('begins today or later, at most the longest time ahead', async () => {
    expect(await refused('2026-04-05', '2026-04-10')).toBe('delegation.begun');
    expect(await refused('1900-01-01', '2026-04-10')).toBe('delegation.begun');
    expect(await refused('2026-12-01', '2026-12-10')).toBe('delegation.ahead');
    expect(await refused('2026-04-06', '2026-12-10')).toBe('delegation.longest');
    expect(await refused('2026-09-01', '2026-09-10', 'intake')).toBe(201);
  });

  it('counts together with those of the same two that overlap it or lie next to it', async () => {
    expect((await give('2026-04-06', '2026-06-30')).status).toBe(201);
    expect(await refused('2026-06-01', '2026-10-20')).toBe('delegation.together');
    // A week between is no time between.
    expect(await refused('2026-07-07', '2026-10-20')).toBe('delegation.together');
    // Somebody else, and the same one after more than a week, is another one.
    expect((await give('2026-06-01', '2026-10-20', 'reviewer')).status).toBe(201);
    const { body: later } = await give('2026-07-08', '2026-10-20');
    // What fills the gap joins both.
    expect(await refused('2026-07-01', '2026-07-02')).toBe('delegation.together');
    await server.as('head').must(contract.endDelegation, { params: { id: later.id } });
    expect((await give('2026-07-01', '2026-07-02')).status).toBe(201);
  });

  it('is held to it also when several are given at once', async () => {
    const replies = await Promise.all([
      give('2026-04-06', '2026-09-30', 'officer', 'reviewer'),
      give('2026-09-30', '2027-01-31', 'officer', 'reviewer'),
    ]);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 400]);
  });

  it('that was ended counts for the days that it ran', async () => {
    const { body } = await give('2026-04-06', '2026-09-30', 'intake', 'reviewer');
    server.clock.set('2026-04-08T02:00:00.000Z');
    await server.as('reviewer').must(contract.endDelegation, { params: { id: body.id } });
    expect(await refused('2026-04-09', '2026-10-09', 'intake', 'reviewer')).toBe('delegation.together');
    expect((await give('2026-04-16', '2026-10-14', 'intake', 'reviewer')).status).toBe(201);
  });
});

it('is given to nobody who is not cleared for what may wait for a decision', async () => {
  const id = await server.services.db.transaction(
    systemSettings(1, Object.values(server.world.organs)),
    (trx) =>
      insertAccount(trx, 1, server.clock.now(), {
        username: 'liaison-of-the-commission',
        role: 'member-liaison',
        organ: server.world.organs.commission!,
      }).then((made) => made.id),
  );
  const reply = await server.as('head').call(contract.createDelegation, {
    body: { takerId: id, from: '2027-01-04', to: '2027-01-05', reason: '外出' },
  });
  expect(reply.status).toBe(400);
  expect((reply.body as unknown as { faults: { code: string }[] }).faults.map(({ code }) => code)).toContain(
    'delegation.taker',
  );
});
