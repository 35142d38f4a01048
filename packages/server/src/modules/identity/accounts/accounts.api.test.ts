import * as contract from '@plumbline/contract/identity';
import { signIn } from '@plumbline/contract/session';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../platform/db/id.ts';
import { startTestServer, type TestServer } from '../../../testing/index.ts';
import { behind, givePasswords, inSession } from '../testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const idOf = (name: string) => server.world.accounts[name]!;
const sysadmin = () => server.as('sysadmin');
const open = (username: string, more: object = {}) =>
  sysadmin().must(contract.createAccount, { body: { username, name: username, ...more } });
const cookieOf = (reply: { headers: Record<string, unknown> }) =>
  /plumbline_session=([^;]+)/.exec(String(reply.headers['set-cookie']))![1]!;
const read = (id: string, as = 'sysadmin') => server.as(as).must(contract.getAccount, { params: { id } });

describe('opening an account', () => {
  it.each([
    ['a space', { username: 'wang wei', name: 'x' }, '/username'],
    ['a leading dot', { username: '.wang', name: 'x' }, '/username'],
    ['markup', { username: '<b>wang', name: 'x' }, '/username'],
    ['a Cyrillic letter among Latin ones', { username: 'sec\u0430dmin', name: 'x' }, '/username'],
    ['one letter', { username: 'w', name: 'x' }, '/username'],
    ['no name', { username: 'wangwei', name: ' ' }, '/name'],
    ['an unknown unit', { username: 'wangwei', name: 'x', unitId: newId() }, '/unitId'],
    ['an unknown person', { username: 'wangwei', name: 'x', personId: newId() }, '/personId'],
  ])('refuses %s', async (_, body, pointer) => {
    const reply = await sysadmin().call(contract.createAccount, { body });
    expect(reply).toMatchObject({ status: 400, body: { faults: [{ pointer }] } });
  });

  it.each(['officer', 'OFFICER', 'ｏｆｆｉｃｅｒ'])(
    'refuses the taken name %s at its field',
    async (username) => {
      const reply = await sysadmin().call(contract.createAccount, { body: { username, name: 'x' } });
      expect(reply).toMatchObject({
        status: 409,
        body: { code: 'duplicate', faults: [{ pointer: '/username', code: 'username-taken' }] },
      });
    },
  );

  it('gives an initial password that opens the account until it is changed, and no role', async () => {
    const { id, initialPassword } = await open('王小明');
    const reply = await server.as().call(signIn, { body: { username: '王小明', password: initialPassword } });
    expect(reply).toMatchObject({
      status: 201,
      body: { mustChangePassword: true, grants: [], permissions: [] },
    });
    expect(await read(id)).toMatchObject({ initialPassword: true, roles: [], secondFactor: false });
  });

  it('does not open the account by an initial password that lay about for a fortnight', async () => {
    const { initialPassword, validUntil } = await open('late');
    const now = server.clock.now();
    server.clock.set(validUntil);
    const reply = await server.as().call(signIn, { body: { username: 'late', password: initialPassword } });
    server.clock.set(now);
    expect(reply).toMatchObject({ status: 401, body: { code: 'initial-password-expired' } });
  });

  it('answers a repeated key with the same password, which is kept nowhere in clear', async () => {
    const call = () =>
      sysadmin().must(contract.createAccount, {
        headers: { 'idempotency-key': 'one-and-the-same' },
        body: { username: 'repeated', name: 'x' },
      });
    const first = await call();
    expect(await call()).toEqual(first);
    const kept = await behind<{ text: string }>(
      server,
      `select i::text as text from idempotency i union all select e::text from event e union all select c::text from credential c`,
    );
    expect(kept.filter(({ text }) => text.includes(first.initialPassword))).toEqual([]);
    expect(kept.length).toBeGreaterThan(3);
  });

  it('opens one account when two of one name are asked for at once', async () => {
    const replies = await Promise.all(
      ['twin', 'Twin', 'TWIN'].map((username) =>
        sysadmin().call(contract.createAccount, { body: { username, name: 'x' } }),
      ),
    );
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, 409, 409]);
  });
});

describe('finding accounts', () => {
  it('pages through all of them by name, each once', async () => {
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await server.as('auditor').must(contract.listAccounts, { query: { limit: 5, cursor } });
      seen.push(...page.items.map((item) => item.username));
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(Object.keys(server.world.accounts)));
    const keys = seen.map((name) => name.toLowerCase());
    expect(keys).toEqual([...keys].sort());
  });

  it.each([
    ['part of a name', { q: 'ADMIN' }, ['secadmin', 'sysadmin']],
    ['a role', { role: 'security-auditor' }, ['auditor']],
    ['no wildcard', { q: '%' }, []],
  ])('filters by %s', async (_, query, expected) => {
    const { items } = await sysadmin().must(contract.listAccounts, { query });
    expect(items.map((item) => item.username)).toEqual(expected);
  });

  it('filters by organ, state and missing role', async () => {
    const names = async (query: object) =>
      (await sysadmin().must(contract.listAccounts, { query: { limit: 200, ...query } })).items.map(
        (i) => i.username,
      );
    expect(await names({ organId: server.world.organs.admin })).toEqual(['auditor', 'secadmin', 'sysadmin']);
    const { id } = await open('idle');
    expect(await names({ state: 'without-role' })).toContain('idle');
    expect(await names({ state: 'without-role' })).not.toContain('officer');
    expect(await names({ state: 'closed' })).not.toContain('idle');
    await sysadmin().must(contract.closeAccount, { params: { id }, body: { version: 1, reason: 'left' } });
    expect(await names({ state: 'closed' })).toContain('idle');
  });

  it('hides the state of credentials from who does not manage accounts', async () => {
    const account = await read(idOf('officer'), 'auditor');
    expect(account).toMatchObject({
      initialPassword: null,
      secondFactor: null,
      authenticator: null,
      allowed: [],
    });
  });

  it('names units and persons to administrators without letting them read the registry', async () => {
    expect(await read(idOf('subject'))).toMatchObject({
      unit: { name: '县住房和城乡建设局' },
      person: { name: '陈立新' },
    });
    const units = await sysadmin().must(contract.findAccountSubjects, { query: { kind: 'unit', q: '住建' } });
    expect(units.items).toMatchObject([{ id: server.world.units.housing }]);
    const persons = await sysadmin().must(contract.findAccountSubjects, {
      query: { kind: 'person', q: '王伟' },
    });
    expect(persons.items.map((item) => item.note).sort()).toEqual(['县住房和城乡建设局', '县财政局']);
    const part = await sysadmin().must(contract.findAccountSubjects, { query: { kind: 'person', q: '王' } });
    expect(part.items).toEqual([]);
  });
});

describe('changing an account', () => {
  it('refuses a stale version with the present state', async () => {
    const { id } = await open('stale');
    await sysadmin().must(contract.editAccount, { params: { id }, body: { version: 1, name: '新名' } });
    const reply = await sysadmin().call(contract.editAccount, {
      params: { id },
      body: { version: 1, name: 'x' },
    });
    expect(reply).toMatchObject({
      status: 409,
      body: { code: 'stale-version', changed: { name: '新名', version: 2 } },
    });
  });

  it('refuses another unit while roles are held in the present one', async () => {
    const reply = await sysadmin().call(contract.editAccount, {
      params: { id: idOf('unit') },
      body: { version: 1, unitId: server.world.units.finance },
    });
    expect(reply).toMatchObject({ status: 409, body: { code: 'in-use', faults: [{ pointer: '/unitId' }] } });
  });

  it('refuses to join an administrator and an officer to one person', async () => {
    const personId = server.world.persons.deputy;
    await sysadmin().must(contract.editAccount, {
      params: { id: idOf('reviewer') },
      body: { version: 1, personId },
    });
    const reply = await sysadmin().call(contract.editAccount, {
      params: { id: idOf('auditor') },
      body: { version: 1, personId },
    });
    expect(reply).toMatchObject({ status: 409, body: { code: 'administrator-with-content' } });
  });

  it.each(['another', 'nobody'])(
    'refuses to let an account that holds roles become %s: one person could act as two',
    async (who) => {
      const reply = await sysadmin().call(contract.editAccount, {
        params: { id: idOf('subject') },
        body: { version: 1, personId: who === 'nobody' ? null : server.world.persons.mayor },
      });
      expect(reply).toMatchObject({
        status: 409,
        body: { code: 'in-use', faults: [{ pointer: '/personId', code: 'person-has-roles' }] },
      });
    },
  );
});

describe('closing and recovering', () => {
  it('ends sessions and roles of a closed account at once', async () => {
    const client = await inSession(server, 'court');
    expect((await client.send('GET', '/api/session')).status).toBe(200);
    const { version } = await read(idOf('court'));
    await sysadmin().must(contract.closeAccount, {
      params: { id: idOf('court') },
      body: { version, reason: '调离' },
    });
    expect((await client.send('GET', '/api/session')).status).toBe(401);
    expect((await server.as('court').send('GET', '/api/session')).status).toBe(401);
    expect((await read(idOf('court'))).grants).toMatchObject([{ state: 'past', endedBy: 'sysadmin' }]);
    const again = await sysadmin().call(contract.resetPassword, {
      params: { id: idOf('court') },
      body: { reason: 'x' },
    });
    expect(again.status).toBe(409);
  });

  it('refuses to close the own account, and the last who can grant', async () => {
    const own = await sysadmin().call(contract.closeAccount, {
      params: { id: idOf('sysadmin') },
      body: { version: 1, reason: 'x' },
    });
    expect(own).toMatchObject({ status: 403, body: { code: 'second-person' } });
    const last = await sysadmin().call(contract.closeAccount, {
      params: { id: idOf('secadmin') },
      body: { version: 1, reason: 'x' },
    });
    expect(last).toMatchObject({ status: 409, body: { code: 'last-security-administrator' } });
    expect((await read(idOf('secadmin'))).closedAt).toBeNull();
  });

  it('resets the password of an account without a role at once: sessions and tokens end, the holder is told', async () => {
    const { id } = await open('roleless');
    const made = await sysadmin().must(contract.resetPassword, { params: { id }, body: { reason: '遗忘' } });
    expect(made.part).toBe('whole');
    const body = { username: 'roleless', password: made.initialPassword };
    const signedIn = await server.as().call(signIn, { body });
    expect(signedIn.body.mustChangePassword).toBe(true);
    const session = server.withToken(cookieOf(signedIn));
    const { initialPassword } = await sysadmin().must(contract.resetPassword, {
      params: { id },
      body: { reason: '又遗忘' },
    });
    expect(initialPassword).not.toBe(made.initialPassword);
    expect((await session.send('GET', '/api/session')).status).toBe(401);
    const notices = await behind<{ kind: string }>(
      server,
      'select kind from notice where principal_id = $1',
      [id],
    );
    expect(notices).toEqual(Array(2).fill({ kind: 'account.password-reset' }));
  });

  it('unlocks an account that failed sign-ins have locked', async () => {
    await givePasswords(server, 'dispatched');
    const attempt = (password: string) =>
      server.as().call(signIn, { body: { username: 'dispatched', password } });
    for (let i = 0; i < 6; i++) await attempt('wrong');
    expect((await attempt('a long enough phrase')).status).toBe(429);
    const account = await read(idOf('dispatched'));
    expect(account.allowed).toContain('unlock');
    expect(account.lockedUntil).not.toBeNull();
    await sysadmin().must(contract.unlockAccount, { params: { id: idOf('dispatched') } });
    expect((await attempt('a long enough phrase')).status).toBe(201);
  });

  it('needs a second administrator to remove factors, so that none takes an account over alone', async () => {
    const params = { id: idOf('officer') };
    const body = { reason: '手机遗失' };
    expect((await sysadmin().call(contract.resetFactors, { params, body })).status).toBe(403);
    expect((await server.as('secadmin').call(contract.resetFactors, { params, body })).status).toBe(204);
    expect((await server.as('secadmin').call(contract.resetPassword, { params, body })).status).toBe(403);
  });
});

describe('sessions of others', () => {
  it('are seen and ended by the security administrator', async () => {
    const client = await inSession(server, 'reviewer');
    const secadmin = server.as('secadmin');
    const params = { id: idOf('reviewer') };
    const { items, tokens } = await secadmin.must(contract.listAccountSessions, { params });
    expect(items).toMatchObject([{ method: 'password', current: false }]);
    expect(tokens).toBe(1);
    await secadmin.must(contract.endSessionOf, { params: { id: items[0]!.id } });
    expect((await client.send('GET', '/api/session')).status).toBe(401);
    expect((await secadmin.call(contract.endSessionOf, { params: { id: items[0]!.id } })).status).toBe(404);
    await secadmin.must(contract.endAccountSessions, { params, query: { tokens: 'false' } });
    expect((await server.as('reviewer').send('GET', '/api/session')).status).toBe(200);
    await secadmin.must(contract.endAccountSessions, { params });
    expect((await server.as('reviewer').send('GET', '/api/session')).status).toBe(401);
  });
});
