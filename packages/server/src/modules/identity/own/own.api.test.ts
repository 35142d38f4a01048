import * as contract from '@plumbline/contract/identity';
import { changePassword, getSession, signIn } from '@plumbline/contract/session';
import { generateSync } from 'otplib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../../testing/index.ts';
import type { TestClient } from '../../../testing/test-client.ts';
import { behind, givePasswords, inSession, PASSWORD } from '../testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await givePasswords(server, 'officer', 'head', 'intake', 'reviewer');
});
afterAll(() => server.stop());

const codeAt = (secret: string, offset = 0) =>
  generateSync({ secret, epoch: Math.floor(server.clock.now().getTime() / 1000) + offset });
const password = PASSWORD;

describe('an API token', () => {
  it.each<[string, (client: TestClient) => Promise<{ status: number }>]>([
    [
      'make tokens',
      (c) => c.call(contract.createToken, { body: { password, name: 'x', until: '2026-05-01' } }),
    ],
    [
      'change the password',
      (c) => c.call(changePassword, { body: { current: password, next: 'another long phrase' } }),
    ],
    ['bind an authenticator', (c) => c.call(contract.beginAuthenticator, { body: { password } })],
    ['end sessions', (c) => c.call(contract.endOtherSessions)],
    ['see tokens', (c) => c.call(contract.listOwnTokens)],
  ])('can not %s', async (_, call) => {
    expect(await call(server.as('officer'))).toMatchObject({
      status: 403,
      body: { code: 'session-required' },
    });
  });

  it.each([
    ['yesterday', '2026-04-05'],
    ['more than a year ahead', '2027-04-09'],
  ])('is not made until %s', async (_, until) => {
    const client = await inSession(server, 'officer');
    const reply = await client.call(contract.createToken, { body: { password, name: 'x', until } });
    expect(reply).toMatchObject({ status: 400, body: { faults: [{ pointer: '/until' }] } });
  });

  it('is shown once, kept as a digest, and holds until its last day is over', async () => {
    const client = await inSession(server, 'officer');
    const made = await client.must(contract.createToken, {
      body: { password, name: '报表', until: '2026-04-06' },
    });
    expect(made.token).toMatch(/^plumb_[\w-]{43}$/);
    const script = server.withToken(made.token);
    expect((await script.must(getSession)).method).toBe('token');
    const kept = await behind<{ text: string }>(
      server,
      'select t::text as text from api_token t union all select e::text from event e',
    );
    expect(kept.filter(({ text }) => text.includes(made.token))).toEqual([]);
    expect(await client.must(contract.listOwnTokens)).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ name: '报表', expiresAt: '2026-04-06T16:00:00.000Z' }),
      ]),
    });
    const now = server.clock.now();
    server.clock.set('2026-04-06T15:59:59Z');
    expect((await script.call(getSession)).status).toBe(200);
    server.clock.set('2026-04-06T16:00:00Z');
    expect((await script.call(getSession)).status).toBe(401);
    server.clock.set(now);
  });

  it('ends when its owner revokes it, and for nobody else', async () => {
    const client = await inSession(server, 'officer');
    const made = await client.must(contract.createToken, {
      body: { password, name: 'x', until: '2026-12-31' },
    });
    const params = { id: made.id };
    const head = await inSession(server, 'head');
    expect((await head.call(contract.revokeToken, { params })).status).toBe(404);
    await client.must(contract.revokeToken, { params });
    expect((await server.withToken(made.token).call(getSession)).status).toBe(401);
    expect((await client.call(contract.revokeToken, { params })).status).toBe(404);
  });
});

describe('the authenticator', () => {
  it('is asked for at sign-in once it was confirmed, and each code works once', async () => {
    const head = await inSession(server, 'head');
    const { secret, address } = await head.must(contract.beginAuthenticator, { body: { password } });
    expect(address).toMatch(/^otpauth:\/\/totp\/Plumbline:head\?/);
    const attempt = (code?: string) =>
      server.as().call(signIn, { body: { username: 'head', password, ...(code ? { code } : {}) } });
    expect((await attempt()).status).toBe(201);
    const wrong = await head.call(contract.confirmAuthenticator, { body: { code: '000000' } });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'bad-code' } });
    await head.must(contract.confirmAuthenticator, { body: { code: codeAt(secret) } });
    expect(await attempt()).toMatchObject({ status: 401, body: { code: 'code-required' } });
    expect(await attempt(codeAt(secret))).toMatchObject({ status: 401, body: { code: 'bad-code' } });
    server.clock.advance(30_000);
    expect((await attempt(codeAt(secret))).body).toMatchObject({ method: 'password+code' });
    expect(await attempt(codeAt(secret))).toMatchObject({ status: 401, body: { code: 'bad-code' } });
    const kept = await behind<{ text: string }>(
      server,
      `select c::text as text from credential c union all select i::text from idempotency i union all select e::text from event e`,
    );
    expect(kept.filter(({ text }) => text.includes(secret))).toEqual([]);
  });

  it('keeps the old secret until a new one is confirmed, and goes with the password only', async () => {
    const intake = await inSession(server, 'intake');
    const first = await intake.must(contract.beginAuthenticator, { body: { password } });
    await intake.must(contract.confirmAuthenticator, { body: { code: codeAt(first.secret) } });
    await intake.must(contract.beginAuthenticator, { body: { password } });
    server.clock.advance(30_000);
    const body = { username: 'intake', password, code: codeAt(first.secret) };
    expect((await server.as().call(signIn, { body })).status).toBe(201);
    expect((await intake.call(contract.removeAuthenticator, { body: { password: 'no' } })).status).toBe(401);
    await intake.must(contract.removeAuthenticator, { body: { password } });
    expect((await intake.must(contract.getProfile)).authenticatorSince).toBeNull();
    expect((await server.as().call(signIn, { body: { username: 'intake', password } })).status).toBe(201);
    expect((await intake.call(contract.removeAuthenticator, { body: { password } })).status).toBe(409);
  });

  it('is removed by an administrator when it is lost', async () => {
    const params = { id: server.world.accounts.head! };
    expect((await server.as('secadmin').must(contract.getAccount, { params })).allowed).toContain(
      'reset-factors',
    );
    await server.as('secadmin').must(contract.resetFactors, { params, body: { reason: '手机遗失' } });
    expect((await server.as().call(signIn, { body: { username: 'head', password } })).status).toBe(201);
  });

  it('can not be confirmed when none was begun', async () => {
    const reviewer = await inSession(server, 'reviewer');
    expect((await reviewer.call(contract.confirmAuthenticator, { body: { code: '123456' } })).status).toBe(
      409,
    );
  });
});

describe('guessing the password in an open session', () => {
  it('locks the account as guessing at sign-in does', async () => {
    const reviewer = await inSession(server, 'reviewer');
    const guess = () => reviewer.call(contract.beginAuthenticator, { body: { password: 'guess' } });
    for (let i = 0; i < 6; i++) expect((await guess()).status).toBe(401);
    expect(await guess()).toMatchObject({ status: 429, body: { code: 'locked-out' } });
    const events = await behind(
      server,
      `select id from event where type = 'session.refused' and account_id = $1`,
      [server.world.accounts.reviewer!],
    );
    expect(events).toHaveLength(6);
    await givePasswords(server, 'reviewer');
  });
});

describe('the own password', () => {
  it.each([
    ['the same', PASSWORD, 'password-unchanged'],
    ['one with the own name', 'officer is my name', 'password-has-name'],
    ['a pattern', 'abcdefghijklmnop', 'password-too-simple'],
  ])('is not replaced by %s', async (_, next, code) => {
    const client = await inSession(server, 'officer');
    const reply = await client.call(changePassword, { body: { current: PASSWORD, next } });
    expect(reply).toMatchObject({ status: 400, body: { faults: [{ pointer: '/next', code }] } });
  });

  it('ends the other sessions and the API tokens when it changes', async () => {
    const [one, two] = [await inSession(server, 'reviewer'), await inSession(server, 'reviewer')];
    const made = await two.must(contract.createToken, {
      body: { password, name: 'x', until: '2026-12-31' },
    });
    const script = server.withToken(made.token);
    expect((await script.call(getSession)).status).toBe(200);
    await one.must(changePassword, { body: { current: PASSWORD, next: 'quite another phrase' } });
    expect((await one.call(getSession)).status).toBe(200);
    expect((await two.call(getSession)).status).toBe(401);
    expect((await script.call(getSession)).status).toBe(401);
    await givePasswords(server, 'reviewer');
  });
});

describe('the own sessions', () => {
  it('are listed without addresses or devices, and end one by one or all others', async () => {
    await behind(server, `update session set revoked_at = now() where account_id = $1`, [
      server.world.accounts.officer!,
    ]);
    const [one, two, three] = [
      await inSession(server, 'officer'),
      await inSession(server, 'officer', 'passkey'),
      await inSession(server, 'officer'),
    ];
    const { items } = await one.must(contract.listOwnSessions);
    expect(items.map((item) => [item.method, item.current]).sort()).toEqual([
      ['passkey', false],
      ['password', false],
      ['password', true],
    ]);
    expect(Object.keys(items[0]!).sort()).toEqual([
      'createdAt',
      'current',
      'expiresAt',
      'id',
      'lastSeenAt',
      'method',
    ]);
    const passkey = items.find((item) => item.method === 'passkey')!;
    const head = await inSession(server, 'head');
    expect((await head.call(contract.endOwnSession, { params: { id: passkey.id } })).status).toBe(404);
    await one.must(contract.endOwnSession, { params: { id: passkey.id } });
    expect((await two.call(getSession)).status).toBe(401);
    await one.must(contract.endOtherSessions);
    expect((await three.call(getSession)).status).toBe(401);
    expect((await one.call(getSession)).status).toBe(200);
  });
});

describe('the own profile', () => {
  it('lets the language be chosen and nothing else', async () => {
    const client = await inSession(server, 'officer');
    const profile = await client.must(contract.editProfile, { body: { locale: 'en', name: 'someone else' } });
    expect(profile).toMatchObject({ locale: 'en', name: 'officer', passkeysPossible: true });
    expect((await client.must(getSession)).grants[0]!.roleTitle).toBe('Dossier officer');
  });

  it('names roles in the language of the page, whatever the account prefers', async () => {
    const client = await inSession(server, 'head');
    const titleIn = async (language: string) =>
      (await client.must(getSession, { headers: { 'accept-language': language } })).grants[0]!.roleTitle;
    expect(await titleIn('zh-CN')).toMatch(/负责人/);
    expect(await titleIn('en')).toMatch(/^Head/);
  });
});
