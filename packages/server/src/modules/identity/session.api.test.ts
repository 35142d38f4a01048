import * as contract from '@plumbline/contract/session';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppError } from '../../platform/errors/app-error.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { hashPassword } from './password.ts';
import { LANES, MOST_OF_ADDRESS, MOST_WAITING, signIn } from './sign-in.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  const password_hash = await hashPassword('a long enough phrase');
  await server.services.db.transaction({ jurisdiction: 1, accounts: true }, (trx) =>
    trx
      .updateTable('credential')
      .set({ password_hash })
      .where('account_id', '=', server.world.accounts.officer!)
      .execute(),
  );
});
afterAll(() => server.stop());

describe('session', () => {
  it('refuses everybody who is not signed in', async () => {
    const reply = await server.as().call(contract.getSession);
    expect(reply.status).toBe(401);
    expect(reply.body).toMatchObject({ code: 'not-signed-in', title: '请先登录。' });
  });

  it('speaks the language of the caller', async () => {
    const reply = await server.as().call(contract.getSession, { headers: { 'accept-language': 'en-GB' } });
    expect(reply.body).toMatchObject({ title: 'Please sign in first.' });
  });

  it('lets no page that was opened under one account go on under another', async () => {
    const { accounts } = server.world;
    const from = (account: string | undefined) =>
      server.as('officer').call(contract.getSession, { headers: { 'x-account': account! } });
    expect((await from(accounts.officer)).status).toBe(200);
    for (const other of [accounts.head, 'nobody'])
      expect(await from(other)).toMatchObject({ status: 409, body: { code: 'other-account' } });
    // Whoever is not signed in at all is told that.
    const out = await server.as().call(contract.getSession, { headers: { 'x-account': accounts.officer! } });
    expect(out.status).toBe(401);
  });

  it('names every faulty field by JSON pointer', async () => {
    const reply = await server.as().call(contract.signIn, { body: { password: '' } });
    expect(reply.status).toBe(400);
    expect(
      (reply.body as unknown as { faults: { pointer: string }[] }).faults.map((f) => f.pointer).sort(),
    ).toEqual(['/password', '/username']);
  });

  it.each(['officer', 'nobody'])('answers alike for a wrong password of %s', async (username) => {
    const reply = await server.as().call(contract.signIn, { body: { username, password: 'wrong' } });
    expect(reply.status).toBe(401);
    expect(reply.body).toMatchObject({ code: 'bad-credentials' });
  });

  it('opens a session by password, in a cookie that scripts and other sites cannot use', async () => {
    const reply = await server
      .as()
      .call(contract.signIn, { body: { username: 'OFFICER', password: 'a long enough phrase' } });
    expect(reply.status).toBe(201);
    expect(reply.body.permissions).toContain('dossier.read');
    const cookie = String(reply.headers['set-cookie']);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    const value = cookie.split(';')[0]!;
    const again = await server.as().call(contract.getSession, { headers: { cookie: value } });
    expect(again.body.username).toBe('officer');
    const out = await server.as().call(contract.endSession, { headers: { cookie: value } });
    expect(out.status).toBe(204);
    expect((await server.as().call(contract.getSession, { headers: { cookie: value } })).status).toBe(401);
  });

  const crowd = async (count: number, addressOfOne: (i: number) => string) => {
    const all = Array.from({ length: count }, (_, i) =>
      signIn(server.services, { username: `nobody-${i}`, password: 'wrong' }, addressOfOne(i)).catch(
        (error: AppError) => error.code,
      ),
    );
    const told = await Promise.all(all);
    const of = (code: string) => told.filter((one) => one === code).length;
    return { checked: of('bad-credentials'), turnedAway: of('too-many-requests') };
  };

  it('lets so many wait for their password to be checked, and asks the rest to come again', async () => {
    const all = await crowd(LANES + MOST_WAITING + 5, (i) => `10.0.0.${i % 5}`);
    expect(all).toEqual({ checked: LANES + MOST_WAITING, turnedAway: 5 });
  });

  it('lets others in while one address sends more than its share', async () => {
    const flood = crowd(MOST_WAITING * 2, () => '10.0.0.1');
    const staff = crowd(5, () => '10.0.0.2');
    expect(await flood).toEqual({ checked: MOST_OF_ADDRESS, turnedAway: MOST_WAITING * 2 - MOST_OF_ADDRESS });
    expect(await staff).toEqual({ checked: 5, turnedAway: 0 });
    // The share is free again as soon as nobody of the address waits.
    expect(await crowd(5, () => '10.0.0.1')).toEqual({ checked: 5, turnedAway: 0 });
  });

  it('holds the requests of one address to its share, behind a proxy on this machine by where they came from', async () => {
    const send = (count: number, remoteAddress: string, from: string) =>
      Promise.all(
        Array.from({ length: count }, (_, i) =>
          server.app.server.inject({
            method: 'POST',
            url: contract.signIn.path,
            remoteAddress,
            headers: { 'x-forwarded-for': from },
            payload: { username: `somebody-${i}`, password: 'wrong' },
          }),
        ),
      );
    const turnedAway = (replies: { statusCode: number }[]) =>
      replies.filter((reply) => reply.statusCode === 429).length;
    const over = MOST_OF_ADDRESS + 10;
    // What a stranger says of himself counts for nothing.
    expect(turnedAway(await send(over, '10.0.0.1', '10.0.0.2'))).toBe(10);
    const [flood, staff] = await Promise.all([
      send(over, '127.0.0.1', '10.0.0.7, 10.0.0.1'),
      send(5, '127.0.0.1', '10.0.0.2'),
    ]);
    expect([turnedAway(flood), turnedAway(staff)]).toEqual([10, 0]);
  });

  it('locks the account after repeated failures, also for the right password, until the time is over', async () => {
    for (let i = 0; i < 6; i++)
      await server.as().call(contract.signIn, { body: { username: 'officer', password: 'wrong' } });
    const right = { body: { username: 'officer', password: 'a long enough phrase' } };
    expect((await server.as().call(contract.signIn, right)).status).toBe(429);
    server.clock.advance(61_000);
    expect((await server.as().call(contract.signIn, right)).status).toBe(201);
  });

  it('locks a name that nobody bears just like a real one, so that guessing tells no names', async () => {
    const answers = async (username: string) => {
      const seen: unknown[] = [];
      for (let i = 0; i < 8; i++) {
        const reply = await server.as().call(contract.signIn, { body: { username, password: 'wrong' } });
        const { trace: _, ...problem } = reply.body as { trace?: string };
        seen.push([reply.status, problem]);
      }
      server.clock.advance(61_000);
      const reply = await server.as().call(contract.signIn, { body: { username, password: 'wrong' } });
      return [...seen, reply.status];
    };
    expect(await answers('nobody at all')).toEqual(await answers('reviewer'));
  });
});
