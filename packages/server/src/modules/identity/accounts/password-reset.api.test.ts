import * as contract from '@plumbline/contract/identity';
import { changePassword, signIn } from '@plumbline/contract/session';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../../testing/index.ts';
import { behind, givePasswords, inSession, PASSWORD } from '../testing.ts';
import { recoverByOperator } from './recover-by-operator.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
beforeEach(() => givePasswords(server, 'officer', 'secadmin', 'sysadmin'));

const idOf = (name: string) => server.world.accounts[name]!;
const of = (name: string) => ({ id: idOf(name) });
const read = (name: string, as = 'sysadmin') => server.as(as).must(contract.getAccount, { params: of(name) });
const ask = (name: string, as = 'sysadmin') =>
  server.as(as).call(contract.resetPassword, { params: of(name), body: { reason: '本人遗忘' } });
const confirm = async (name: string, as: string, reset?: string) =>
  server.as(as).call(contract.confirmReset, {
    params: of(name),
    body: { reset: reset ?? (await read(name)).reset!.id },
  });
const refuse = async (name: string, as: string) =>
  server.as(as).call(contract.refuseReset, {
    params: of(name),
    body: { reset: (await read(name)).reset!.id, reason: '本人未申请' },
  });
const enters = async (username: string, password: string) =>
  (await server.as().call(signIn, { body: { username, password } })).status === 201;
const events = (name: string) =>
  behind<{ type: string; account_id: string | null; data: object }>(
    server,
    `select type, account_id, data from event where entity_id = $1 and type like 'account.%reset%' order by at, id`,
    [idOf(name)],
  );

/** Opens an account with a role, so that there is a second administrator of a kind. */
async function appoint(username: string, role: string): Promise<void> {
  const { id } = await server
    .as('sysadmin')
    .must(contract.createAccount, { body: { username, name: username } });
  server.world.accounts[username] = id;
  const organId = server.world.organs.admin!;
  await server.as('secadmin').must(contract.createGrant, {
    params: { id },
    body: { role, organId, from: '2026-04-06', basis: '任命' },
  });
}

describe('a new password for an account that holds a role', () => {
  it('changes nothing when one administrator asks: neither half opens the account', async () => {
    const session = await inSession(server, 'officer');
    const asked = await ask('officer');
    expect(asked).toMatchObject({ status: 200, body: { part: 'first' } });
    const half = asked.body.initialPassword;
    expect(half).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}$/);
    for (const password of [half, `${half}-`, `${half}-${half}`])
      expect(await enters('officer', password)).toBe(false);
    expect(await enters('officer', PASSWORD)).toBe(true);
    expect((await session.send('GET', '/api/session')).status).toBe(200);
    expect((await read('officer')).initialPassword).toBe(false);
    const kept = await behind<{ text: string }>(
      server,
      `select r::text as text from password_reset r union all select i::text from idempotency i union all select e::text from event e`,
    );
    expect(kept.filter(({ text }) => text.includes(half))).toEqual([]);
  });

  it('is confirmed by nobody but a second administrator', async () => {
    await ask('officer');
    const asker = await confirm('officer', 'sysadmin');
    expect(asker).toMatchObject({ status: 403, body: { code: 'second-person' } });
    for (const username of ['auditor', 'officer', 'head', 'reviewer', 'court'])
      expect((await confirm('officer', username)).status, username).toBe(403);
    const { reset } = await read('officer');
    expect(
      (await server.as().call(contract.confirmReset, { params: of('officer'), body: { reset: reset!.id } }))
        .status,
    ).toBe(401);
    expect((await read('officer')).allowed).not.toContain('confirm-reset');
    expect((await read('officer', 'secadmin')).allowed).toEqual(
      expect.arrayContaining(['confirm-reset', 'refuse-reset']),
    );
    expect((await read('officer', 'auditor')).reset).toBeNull();
    expect(await enters('officer', PASSWORD)).toBe(true);
  });

  it('takes effect with the confirmation, by both halves together only', async () => {
    const session = await inSession(server, 'officer');
    const first = (await ask('officer')).body.initialPassword;
    const confirmed = await confirm('officer', 'secadmin');
    expect(confirmed).toMatchObject({ status: 200, body: { part: 'second' } });
    const second = confirmed.body.initialPassword;
    expect((await session.send('GET', '/api/session')).status).toBe(401);
    expect((await server.as('officer').send('GET', '/api/session')).status).toBe(401);
    for (const password of [PASSWORD, first, second, `${second}-${first}`])
      expect(await enters('officer', password), password).toBe(false);
    const body = { username: 'officer', password: `${first}-${second}` };
    expect((await server.as().call(signIn, { body })).body.mustChangePassword).toBe(true);
    expect((await confirm('officer', 'secadmin', server.world.accounts.officer!)).status).toBe(409);
    const types = (await events('officer')).slice(-2);
    expect(types.map((event) => [event.type, event.account_id])).toEqual([
      ['account.reset-requested', idOf('sysadmin')],
      ['account.reset-confirmed', idOf('secadmin')],
    ]);
    expect(JSON.stringify(types)).not.toContain(second);
    const [used] = await behind(
      server,
      `select data from event where type = 'session.opened' and account_id = $1 and data ? 'initial'`,
      [idOf('officer')],
    );
    expect(used).toEqual({ data: { method: 'password', initial: true } });
  });

  it('tells the holder when it is asked for, and those who may confirm', async () => {
    await behind(server, 'delete from notice');
    await ask('officer');
    const told = await behind<{ principal_id: string; kind: string; link: string }>(
      server,
      'select principal_id, kind, link from notice order by kind',
    );
    expect(told).toEqual([
      { principal_id: idOf('officer'), kind: 'account.reset-requested', link: '/account' },
      { principal_id: idOf('secadmin'), kind: 'account.reset-waits', link: `/accounts/${idOf('officer')}` },
    ]);
  });

  it('lapses after a week, when it is refused or taken back, when the holder changes the password, when asked anew', async () => {
    const lapses: [string, () => Promise<unknown>, string?][] = [
      [
        'refused',
        async () => expect((await refuse('officer', 'secadmin')).status).toBe(204),
        'account.reset-refused',
      ],
      [
        'taken back',
        async () => expect((await refuse('officer', 'sysadmin')).status).toBe(204),
        'account.reset-withdrawn',
      ],
      ['a week', async () => server.clock.set('2026-04-13T02:00:01.000Z')],
      [
        'own change',
        async () => {
          await givePasswords(server, 'officer');
          const own = await inSession(server, 'officer');
          await own.must(changePassword, { body: { current: PASSWORD, next: 'quite another phrase' } });
        },
      ],
      ['asked anew', () => ask('officer')],
    ];
    const start = server.clock.now();
    for (const [why, lapse, event] of lapses) {
      await ask('officer');
      const { id } = (await read('officer')).reset!;
      await lapse();
      expect((await confirm('officer', 'secadmin', id)).status, why).toBe(409);
      if (event) expect((await events('officer')).at(-1)!.type).toBe(event);
      server.clock.set(start.toISOString());
    }
  });

  it('lets the waiting accounts be found, and closing one ends the request', async () => {
    await appoint('leaver', 'security-auditor');
    await ask('leaver');
    const { items } = await server
      .as('secadmin')
      .must(contract.listAccounts, { query: { state: 'reset-waits' } });
    expect(items.map((item) => [item.username, item.resetWaits])).toContainEqual(['leaver', true]);
    const { version, reset } = await read('leaver');
    await server
      .as('sysadmin')
      .must(contract.closeAccount, { params: of('leaver'), body: { version, reason: '离职' } });
    expect((await confirm('leaver', 'secadmin', reset!.id)).status).toBe(409);
  });

  it('changes once when two confirm at once', async () => {
    await ask('officer');
    const { id } = (await read('officer')).reset!;
    const replies = await Promise.all([1, 2, 3].map(() => confirm('officer', 'secadmin', id)));
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409, 409]);
  });
});

describe('a new password for an administrator', () => {
  it('is not to be had from the system administrator alone, nor for the own account', async () => {
    expect(await ask('secadmin')).toMatchObject({ status: 409, body: { code: 'nobody-confirms' } });
    expect(await ask('sysadmin')).toMatchObject({ status: 403, body: { code: 'second-person' } });
    expect((await ask('auditor', 'secadmin')).status).toBe(403);
    expect(await enters('secadmin', PASSWORD)).toBe(true);
    expect((await ask('auditor')).body.part).toBe('first');
    expect((await confirm('auditor', 'secadmin')).status).toBe(200);
  });

  it('is confirmed by a second administrator of either kind, never by another account of the same person', async () => {
    await appoint('sysadmin2', 'system-administrator');
    const personId = server.world.persons.deputy;
    for (const username of ['sysadmin', 'sysadmin2']) {
      const { version } = await read(username);
      await server
        .as('sysadmin')
        .must(contract.editAccount, { params: of(username), body: { version, personId } });
    }
    await givePasswords(server, 'sysadmin2');
    expect(await ask('secadmin')).toMatchObject({ status: 409, body: { code: 'nobody-confirms' } });
    // An account that holds roles keeps its person; so the owner of the database takes it away.
    const becomeAnother = async () => {
      await behind(server, 'update account set person_id = null where id = $1', [idOf('sysadmin2')]);
      server.services.forgetSessions();
    };
    await becomeAnother();
    const { version } = await read('sysadmin2');
    const { initialPassword: first } = (await ask('secadmin')).body;
    const second = await inSession(server, 'sysadmin2');
    const { reset } = await read('secadmin');
    const params = of('secadmin');
    await server.as('sysadmin').must(contract.editAccount, {
      params: of('sysadmin2'),
      body: { version, personId },
    });
    const body = { reset: reset!.id };
    expect(await second.call(contract.confirmReset, { params, body })).toMatchObject({
      status: 403,
      body: { code: 'second-person' },
    });
    await becomeAnother();
    const confirmed = await second.must(contract.confirmReset, { params, body });
    expect(await enters('secadmin', `${first}-${confirmed.initialPassword}`)).toBe(true);
  });
});

describe('the operator of the machine', () => {
  const recover = (username: string, factors = false) =>
    recoverByOperator(server.app.endpoints, 1, { username, reason: '两名管理员均无法登录', factors });

  it('gives a password where no administrator can, for open accounts only, and leaves word of it', async () => {
    expect(await recover('nobody-of-this-name')).toBeUndefined();
    expect(await recover('leaver')).toBeUndefined();
    await behind(
      server,
      `update credential set totp_secret = 'x', totp_confirmed_at = now() where account_id = $1`,
      [idOf('secadmin')],
    );
    await behind(server, 'delete from notice');
    const password = (await recover('SecAdmin', true))!;
    expect(await enters('secadmin', password)).toBe(true);
    expect((await events('secadmin')).slice(-2)).toEqual([
      { type: 'account.factors-reset', account_id: null, data: { reason: '两名管理员均无法登录' } },
      {
        type: 'account.password-reset',
        account_id: null,
        data: { reason: '两名管理员均无法登录', operator: true },
      },
    ]);
    const told = await behind<{ principal_id: string }>(
      server,
      `select principal_id from notice where kind = 'account.password-reset-by-operator'`,
    );
    expect(told.map((notice) => notice.principal_id)).toContain(idOf('sysadmin'));
  });
});
