import * as delegation from '@plumbline/contract/delegation';
import * as contract from '@plumbline/contract/matter';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/db/id.ts';
import { Packs } from '../../platform/packs/registry.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';

// Whoever a form puts into a place sees the matter: so not everybody can be put there.

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

const id = (name: string) => server.world.accounts[name]!;
const talk = (over: object = {}) =>
  server.as('officer').call(contract.beginMatter, {
    body: {
      procedure: 'talk',
      subjects: [{ kind: 'person', id: server.world.persons.deputy }],
      data: {
        kind: 'reminder',
        problem: '请销假手续办理不及时。',
        day: '2026-04-10',
        from: '09:00',
        until: '10:00',
        place: '谈话室',
        health: 'good',
        safety: '安排专人陪同，备好常用药品。',
        talkers: [id('officer'), id('intake')],
        recorder: id('intake'),
        outline: '一、说明来意。',
        ...over,
      },
    } as never,
  });
const link = (account: string, person: string | null) =>
  owner.query('update account set person_id = $2 where id = $1', [id(account), person]);

describe('who may be put into a place', () => {
  it('is one of staff who is cleared for it', async () => {
    for (const [field, value, code] of [
      ['talkers', [id('sysadmin'), id('officer')], 'party.no-staff'],
      ['talkers', [id('unit'), id('officer')], 'party.no-staff'],
      ['talkers', [newId(), id('officer')], 'party.no-staff'],
      ['talkers', [server.world.organs.court, id('officer')], 'party.no-staff'],
      ['recorder', id('auditor'), 'party.no-staff'],
      // A talk is restricted; a liaison is cleared for internal matters.
      ['recorder', id('court'), 'party.clearance'],
      ['partner', server.world.units.housing, 'party.unknown'],
      ['partner', newId(), 'party.unknown'],
    ] as const) {
      const reply = await talk({ [field]: value });
      expect(reply, `${field} ${String(value)}`).toMatchObject({
        status: 400,
        body: { faults: [{ pointer: `/data/${field}`, code }] },
      });
    }
    expect((await talk({ partner: server.world.organs.cadre })).status).toBe(201);
  });

  it('is not the subject, nor near kin of the subject', async () => {
    const { persons } = server.world;
    await link('intake', persons.deputy);
    expect((await talk()).body).toMatchObject({ faults: [{ code: 'party.near' }, { code: 'party.near' }] });
    await link('intake', persons.mayor);
    await owner.query(
      `insert into kinship (jurisdiction_id, id, person_id, relation, kin_person_id, name, organ_id)
       select 1, $1, $2, 'spouse', $3, '李', organ_id from dossier where subject_id = $2`,
      [newId(), persons.deputy, persons.mayor],
    );
    expect((await talk()).body).toMatchObject({ faults: [{ code: 'party.near' }, { code: 'party.near' }] });
    await owner.query('delete from kinship');
    await link('intake', null);
    expect((await talk()).status).toBe(201);
  });

  it('sits once in a panel, whatever accounts a person has', async () => {
    const meeting = (members: string[]) =>
      server.as('casemgmt').call(contract.beginMatter, {
        body: {
          procedure: 'meeting',
          subjects: [],
          data: {
            topic: '集体研判',
            whenWhere: '4月20日15时',
            chair: id('head'),
            members: members.map(id),
            recorder: id('casemgmt'),
          },
        } as never,
      });
    await link('officer', server.world.persons.mayor);
    await link('intake', server.world.persons.mayor);
    expect(await meeting(['officer', 'intake', 'reviewer'])).toMatchObject({
      status: 400,
      body: { faults: [{ pointer: '/data/members', code: 'party.twice' }] },
    });
    expect((await meeting(['officer', 'reviewer', 'sysadmin'])).status).toBe(400);
    await link('intake', null);
    expect((await meeting(['officer', 'intake', 'reviewer'])).status).toBe(201);
    await link('officer', null);
  });

  it('takes a matter over only as staff', async () => {
    const begun = (await talk()).body as { id: string };
    const handOver = (to: string) =>
      server.as('head').call(contract.actOnMatter, {
        params: { id: begun.id, action: 'matter.hand-over' },
        body: { reason: '调离', data: { from: { account: id('officer') }, to: { account: to } } } as never,
      });
    expect((await handOver(id('sysadmin'))).body).toMatchObject({ faults: [{ code: 'party.no-staff' }] });
    expect((await handOver(server.world.organs.court)).status).toBe(400);
    expect((await handOver(id('reviewer'))).body).toMatchObject({ faults: [{ code: 'party.permission' }] });
    // One talks already: with that one alone there would be one talker left.
    expect((await handOver(id('intake'))).body).toMatchObject({ faults: [{ code: 'parties' }] });
    expect((await handOver(id('dispatched'))).status).toBe(200);
  });
});

describe('a meeting that was adjourned', () => {
  it('goes on with its members, who all speak again: whoever spoke against it is not replaced', async () => {
    const plan = {
      topic: '研究立案',
      whenWhere: '四月八日',
      chair: id('head'),
      members: [id('officer'), id('reviewer')],
      recorder: id('orgdept'),
    };
    const head = server.as('head');
    const { id: matter } = await head.must(contract.beginMatter, {
      body: { procedure: 'meeting', subjects: [], data: plan } as never,
    });
    const take = (who: string, action: string, body: object = {}) =>
      server.as(who).call(contract.actOnMatter, { params: { id: matter, action }, body: body as never });
    const done = async (...step: Parameters<typeof take>) => {
      const reply = await take(...step);
      expect(reply.status, JSON.stringify(reply.body)).toBe(200);
      return reply.body;
    };
    const present = ['head', 'officer', 'reviewer'].map(id);
    await done('head', 'open', { data: { attendance: present } });
    for (const who of ['officer', 'reviewer'])
      await done(who, 'speak', { data: { vote: 'disagree', view: '证据不足' } });
    await done('head', 'adjourn', { reason: '休会' });
    const others = ['casemgmt', 'intake'];
    const replan = await take('head', 'replan', { data: { ...plan, members: others.map(id) } });
    expect(replan).toMatchObject({
      status: 409,
      body: { code: 'wrong-state', detail: expect.stringContaining('已有成员发表意见') },
    });
    const open = await take('head', 'open', { data: { attendance: [id('head'), ...others.map(id)] } });
    expect(open).toMatchObject({
      status: 400,
      body: { faults: [{ pointer: '/data/attendance', detail: '不是会议成员' }] },
    });
    await done('head', 'open', { data: { attendance: present } });
    for (const who of others)
      expect((await take(who, 'speak', { data: { vote: 'agree', view: '同意' } })).status, who).toBe(404);
    expect(await take('head', 'decide')).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('未达到规定人数') },
    });
    for (const who of ['officer', 'reviewer'])
      await done(who, 'speak', { data: { vote: 'disagree', view: '证据不足' } });
    await done('head', 'speak', { data: { vote: 'agree', view: '同意' } });
    expect((await done('head', 'decide')).state).toBe('rejected');
  });
});

describe('a delegate', () => {
  it('who lost every role of staff, or became an administrator, stands in for nobody', async () => {
    await server.as('head').must(delegation.createDelegation, {
      body: { takerId: id('reviewer'), from: '2026-04-06', to: '2026-04-10', reason: '外出' },
    });
    const waiting = async () => {
      const begun = (await talk()).body as { id: string };
      await server.as('officer').must(contract.actOnMatter, {
        params: { id: begun.id, action: 'submit' },
        body: {},
      });
      return begun.id;
    };
    const approve = (matter: string) =>
      server
        .as('reviewer')
        .call(contract.actOnMatter, { params: { id: matter, action: 'approval.approve' }, body: {} });
    expect((await approve(await waiting())).status).toBe(200);
    await owner.query('update role_grant set role = $2 where account_id = $1', [
      id('reviewer'),
      'system-administrator',
    ]);
    server.services.forgetSessions();
    expect((await approve(await waiting())).status).not.toBe(200);
    await owner.query('update role_grant set role = $2, to_day = $3 where account_id = $1', [
      id('reviewer'),
      'reviewer',
      '2026-04-05',
    ]);
    server.services.forgetSessions();
    expect((await approve(await waiting())).status).not.toBe(200);
  });
});

describe('a pack that is read back', () => {
  it('keeps the order of its fields and steps', async () => {
    const { code, version } = server.services.packs.of(1).head;
    const other = await Packs.open(server.services.db, [], server.clock.now());
    const stored = await other.version(code, version);
    const shipped = server.services.packs.of(1);
    const order = (pack: typeof stored) => [
      Object.keys((pack.forms['talk-plan'] as unknown as { properties: object }).properties),
      Object.keys(pack.procedures.talk!.actions),
    ];
    expect(order(stored)).toEqual(order(shipped));
  });
});
