import * as contract from '@plumbline/contract/identity';
import { getSession } from '@plumbline/contract/session';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../platform/db/id.ts';
import { startTestServer, type TestServer } from '../../../testing/index.ts';
import { inSession } from '../testing.ts';

const TODAY = '2026-04-06';
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const idOf = (name: string) => server.world.accounts[name]!;
const secadmin = () => server.as('secadmin');
const grant = (accountId: string, body: object, as = 'secadmin') =>
  server.as(as).call(contract.createGrant, {
    params: { id: accountId },
    body: { from: TODAY, basis: '任职决定', ...body },
  });
const newAccount = async (username: string, more: object = {}) =>
  (await server.as('sysadmin').must(contract.createAccount, { body: { username, name: username, ...more } }))
    .id;
const admin = () => ({ organId: server.world.organs.admin });

describe('granting', () => {
  it.each<[string, () => object, string]>([
    ['an unknown role', () => ({ role: 'king', organId: server.world.organs.commission }), '/role'],
    ['an unknown organ', () => ({ role: 'reviewer', organId: newId() }), '/organId'],
    [
      'an organ of a wrong kind',
      () => ({ role: 'reviewer', organId: server.world.organs.court }),
      '/organId',
    ],
    ['no place', () => ({ role: 'reviewer' }), '/organId'],
    [
      'a unit for a role of organs',
      () => ({
        role: 'reviewer',
        organId: server.world.organs.commission,
        unitId: server.world.units.housing,
      }),
      '/unitId',
    ],
    [
      'a unit that is not the account’s',
      () => ({ role: 'unit-liaison', unitId: server.world.units.housing }),
      '/unitId',
    ],
    [
      'a beginning in the past',
      () => ({ role: 'reviewer', organId: server.world.organs.commission, from: '2026-04-05' }),
      '/from',
    ],
    [
      'an end before the beginning',
      () => ({ role: 'reviewer', organId: server.world.organs.commission, to: '2026-04-05' }),
      '/to',
    ],
    ['no basis', () => ({ role: 'reviewer', organId: server.world.organs.commission, basis: ' ' }), '/basis'],
  ])('refuses %s', async (_, body, pointer) => {
    const reply = await grant(idOf('officer'), body());
    expect(reply).toMatchObject({ status: 400, body: { faults: [{ pointer }] } });
  });

  it('refuses an account that is closed or not there', async () => {
    expect((await grant(newId(), { role: 'reviewer', organId: server.world.organs.commission })).status).toBe(
      404,
    );
  });

  it('refuses to grant to oneself, by a second account of the person too', async () => {
    const self = await grant(idOf('secadmin'), { role: 'security-administrator', ...admin() });
    expect(self).toMatchObject({ status: 403, body: { code: 'second-person' } });
    const personId = server.world.persons.mayor;
    await server.as('sysadmin').must(contract.editAccount, {
      params: { id: idOf('secadmin') },
      body: { version: 1, personId },
    });
    server.services.forgetSessions();
    const second = await newAccount('mayor-too', { personId });
    expect(await grant(second, { role: 'reviewer', organId: server.world.organs.commission })).toMatchObject({
      status: 403,
      body: { code: 'second-person' },
    });
  });

  it('gives the permissions on the next request, and takes them when it ends', async () => {
    const id = await newAccount('fresh');
    server.world.accounts.fresh = id;
    await server.services.db.transaction({ jurisdiction: 1, accounts: true }, (trx) =>
      trx.updateTable('credential').set({ must_change: false }).where('account_id', '=', id).execute(),
    );
    const client = await inSession(server, 'fresh');
    expect((await client.must(getSession)).permissions).toEqual([]);
    const made = await grant(id, {
      role: 'reviewer',
      organId: server.world.organs.commission,
      to: '2026-12-31',
    });
    expect(made).toMatchObject({
      status: 201,
      body: { state: 'current', allowed: ['end'], grantedBy: 'secadmin' },
    });
    expect((await client.must(getSession)).permissions).toContain('material.verify');
    const ended = await secadmin().must(contract.endGrant, {
      params: { id: made.body.id },
      body: { version: 1, reason: '轮岗' },
    });
    expect(ended).toMatchObject({ state: 'past', endedBy: 'secadmin', allowed: [] });
    expect((await client.must(getSession)).permissions).toEqual([]);
    const again = await secadmin().call(contract.endGrant, {
      params: { id: made.body.id },
      body: { version: 2, reason: 'x' },
    });
    expect(again).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
  });

  it('keeps the history of roles, those withdrawn before they began included', async () => {
    const id = await newAccount('history');
    const made = await grant(id, {
      role: 'reviewer',
      organId: server.world.organs.commission,
      from: '2026-06-01',
      to: '2026-12-31',
    });
    expect(made.body.state).toBe('future');
    await secadmin().must(contract.endGrant, {
      params: { id: made.body.id },
      body: { version: 1, reason: 'x' },
    });
    const { items } = await secadmin().must(contract.listGrants, { query: { accountId: id } });
    expect(items).toMatchObject([{ from: '2026-06-01', to: '2026-05-31', state: 'past' }]);
    const past = await secadmin().must(contract.listGrants, { query: { accountId: id, state: 'past' } });
    expect(past.items).toHaveLength(1);
  });

  it('ends on a later day, never after the end that was set', async () => {
    const id = await newAccount('ending');
    const { body } = await grant(id, {
      role: 'reviewer',
      organId: server.world.organs.commission,
      to: '2026-06-30',
    });
    const end = (on: string, version: number) =>
      secadmin().call(contract.endGrant, { params: { id: body.id }, body: { version, on, reason: 'x' } });
    expect(await end('2026-07-01', 1)).toMatchObject({ status: 400, body: { faults: [{ pointer: '/on' }] } });
    expect(await end('2026-04-05', 1)).toMatchObject({ status: 400, body: { faults: [{ pointer: '/on' }] } });
    expect(await end('2026-05-31', 7)).toMatchObject({ status: 409, body: { code: 'stale-version' } });
    expect(await end('2026-05-31', 1)).toMatchObject({
      status: 200,
      body: { to: '2026-05-31', state: 'current' },
    });
  });
});

describe('the three administrators', () => {
  it.each([
    ['sysadmin', 'security-auditor', 'exclusive-role'],
    ['auditor', 'system-administrator', 'exclusive-role'],
    ['auditor', 'security-administrator', 'exclusive-role'],
  ])('%s can not become %s', async (name, role, code) => {
    expect(await grant(idOf(name), { role, ...admin() })).toMatchObject({
      status: 409,
      body: { code, faults: [{ pointer: '/role', code: 'role-conflict' }] },
    });
  });

  it('stay apart from content, both ways and on future days', async () => {
    const { commission } = server.world.organs;
    expect(await grant(idOf('auditor'), { role: 'reviewer', organId: commission })).toMatchObject({
      status: 409,
      body: { code: 'administrator-with-content' },
    });
    expect(
      await grant(idOf('head'), { role: 'system-administrator', ...admin(), from: '2027-01-01' }),
    ).toMatchObject({
      status: 409,
      body: { code: 'administrator-with-content' },
    });
  });

  it('are three persons, not three accounts', async () => {
    const personId = server.world.persons.deputy;
    const [one, two] = [await newAccount('one', { personId }), await newAccount('two', { personId })];
    expect((await grant(one, { role: 'security-auditor', ...admin(), to: '2026-06-30' })).status).toBe(201);
    const clash = await grant(two, { role: 'system-administrator', ...admin(), from: '2026-06-30' });
    expect(clash).toMatchObject({ status: 409, body: { code: 'exclusive-role' } });
    expect((await grant(two, { role: 'system-administrator', ...admin(), from: '2026-07-01' })).status).toBe(
      201,
    );
  });

  it('hold when two exclusive roles are granted at once', async () => {
    const personId = server.world.persons.namesakeA;
    for (let round = 0; round < 5; round++) {
      const accounts = [
        await newAccount(`a${round}`, { personId }),
        await newAccount(`b${round}`, { personId }),
      ];
      const replies = await Promise.all(
        accounts.map((id, i) =>
          grant(id, {
            role: i === 0 ? 'system-administrator' : 'security-auditor',
            ...admin(),
            from: `2026-05-0${round + 1}`,
            to: `2026-05-0${round + 1}`,
          }),
        ),
      );
      expect(replies.map((reply) => reply.status).sort()).toEqual([201, 409]);
    }
  });

  it('never leave nobody who can grant', async () => {
    const held = await secadmin().must(contract.listGrants, { query: { accountId: idOf('secadmin') } });
    const end = (on?: string) =>
      secadmin().call(contract.endGrant, {
        params: { id: held.items[0]!.id },
        body: { version: held.items[0]!.version, reason: 'x', ...(on ? { on } : {}) },
      });
    for (const on of [undefined, TODAY, '2026-12-31'])
      expect(await end(on)).toMatchObject({ status: 409, body: { code: 'last-security-administrator' } });
    const successor = await newAccount('successor');
    expect(
      (await grant(successor, { role: 'security-administrator', ...admin(), from: '2027-01-01' })).status,
    ).toBe(201);
    expect((await end('2026-12-30')).status).toBe(409);
    expect((await end('2026-12-31')).status).toBe(200);
  });
});
