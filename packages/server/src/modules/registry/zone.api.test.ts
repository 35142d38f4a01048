import * as contract from '@plumbline/contract/registry';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import type { TestClient } from '../../testing/test-client.ts';
import { addTown } from './testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const faults = (reply: { body: unknown }) =>
  ((reply.body as { faults?: { pointer: string; code: string }[] }).faults ?? []).map(
    (fault) => `${fault.pointer} ${fault.code}`,
  );
const officer = () => server.as('officer');

describe('zones', () => {
  let zone = '';
  it.each([
    [undefined, 401],
    ['unit', 403],
    ['dispatched', 403],
    ['secadmin', 403],
  ])('are not set up by %s: %i', async (account, status) => {
    const body = { kind: 'zone', code: 'Z1', name: '第一协作区', activeFrom: '2026-01-01' };
    expect((await server.as(account).call(contract.createZone, { body })).status).toBe(status);
  });

  it('are set up once a code', async () => {
    const body = { kind: 'zone', code: 'Z1', name: '第一协作区', activeFrom: '2026-01-01' };
    zone = (await officer().must(contract.createZone, { body })).id;
    const again = await officer().call(contract.createZone, { body });
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({ code: 'duplicate', detail: expect.stringContaining('编码') });
  });

  it('take members by the roles of the pack, each with its kind of holder and one leader at a time', async () => {
    const { organs, units, accounts } = server.world;
    const add = (body: object, account = 'officer') =>
      server.as(account).call(contract.addZoneMember, { params: { id: zone }, body });
    const from = '2026-01-01';
    expect((await add({ role: 'leader', holderId: accounts.head, from }, 'reviewer')).status).toBe(403);
    expect(faults(await add({ role: 'member-body', holderId: organs.court, from }))).toEqual([
      '/role unknown-code',
    ]);
    expect(faults(await add({ role: 'leader', holderId: organs.court, from }))).toEqual([
      '/holderId unknown-reference',
    ]);
    expect(faults(await add({ role: 'leader', holderId: accounts.head, from: '2025-12-31' }))).toEqual([
      '/from before-group',
    ]);
    for (const body of [
      { role: 'leader', holderId: accounts.head, from },
      { role: 'coordinator', holderId: organs.room1, from },
      { role: 'dispatched', holderId: organs.dispatched, from },
      { role: 'served-unit', holderId: units.housing, from },
      { role: 'served-unit', holderId: units.town, from },
    ])
      expect((await add(body)).status).toBe(201);
    expect(faults(await add({ role: 'leader', holderId: accounts.officer, from: '2026-03-01' }))).toEqual([
      '/from relation-overlaps',
    ]);
    expect(
      (await add({ role: 'leader', holderId: accounts.officer, from: '2026-03-01', endPrevious: true }))
        .status,
    ).toBe(201);
    const now = await server.as('dispatched').must(contract.getZone, { params: { id: zone } });
    expect(now.current.map((member) => [member.role, member.name])).toEqual([
      ['leader', 'officer'],
      ['coordinator', '第一监督检查室'],
      ['dispatched', '派驻第一纪检监察组'],
      ['served-unit', '县住房和城乡建设局'],
      ['served-unit', '柳林镇'],
    ]);
    expect(now.past.map((member) => member.name)).toEqual(['head']);
    const then = await officer().must(contract.getZone, {
      params: { id: zone },
      query: { on: '2026-02-01' },
    });
    expect(then.current[0]).toMatchObject({ role: 'leader', name: 'head' });
    const units_ = await officer().must(contract.listUnits, { query: { zoneId: zone } });
    expect(units_.items.map((item) => item.name).sort()).toEqual(['县住房和城乡建设局', '柳林镇'].sort());
    const unit = await officer().must(contract.getUnit, { params: { id: units.town } });
    expect(unit.zones).toEqual([{ zoneId: zone, name: '第一协作区', role: 'served-unit' }]);
  });

  it('keep their meetings', async () => {
    const body = {
      title: '第一次联席会议',
      heldOn: '2026-03-10',
      attendees: ['张某'],
      minutes: '研究联合监督事项。',
    };
    const params = { id: zone };
    expect((await server.as('intake').call(contract.createMeeting, { params, body })).status).toBe(403);
    expect(
      faults(
        await officer().call(contract.createMeeting, { params, body: { ...body, heldOn: '2026-05-01' } }),
      ),
    ).toEqual(['/heldOn in-future']);
    const { id } = await officer().must(contract.createMeeting, { params, body });
    await officer().must(contract.editMeeting, { params: { id }, body: { version: 1, title: '联席会议' } });
    const stale = await officer().call(contract.editMeeting, {
      params: { id },
      body: { version: 1, title: 'x' },
    });
    expect(stale.status).toBe(409);
    const page = await server.as('dispatched').must(contract.listMeetings, { params });
    expect(page).toMatchObject({
      items: [{ title: '联席会议', author: 'officer', version: 2 }],
      allowed: [],
    });
    expect((await server.as('unit').must(contract.listMeetings, { params })).items).toEqual([]);
  });

  it('end with their memberships', async () => {
    const body = { version: 1, on: '2026-04-05' };
    await officer().must(contract.closeZone, { params: { id: zone }, body });
    const closed = await officer().must(contract.getZone, { params: { id: zone } });
    expect(closed.current).toEqual([]);
    expect(closed.past.every((member) => member.to !== null && member.to <= '2026-04-05')).toBe(true);
    const late = await officer().call(contract.editZone, {
      params: { id: zone },
      body: { version: 2, name: 'x' },
    });
    expect(late.body).toMatchObject({ code: 'wrong-state', allowed: ['record-meeting'] });
    expect((await officer().must(contract.listZones, {})).items).toEqual([]);
    expect((await officer().must(contract.listZones, { query: { closed: true } })).items).toHaveLength(1);
  });
});

describe('who keeps a zone', () => {
  let town: { organ: string; client: TestClient };
  let zone = '';
  let member = '';
  const params = () => ({ id: zone });
  const from = '2026-02-01';
  beforeAll(async () => {
    town = await addTown(server, '青石');
    const body = { kind: 'zone', code: 'Z2', name: '第二协作区', activeFrom: '2026-01-01' };
    zone = (await officer().must(contract.createZone, { body })).id;
    const { organs } = server.world;
    const join = (role: string, holderId: string) =>
      officer().must(contract.addZoneMember, { params: params(), body: { role, holderId, from } });
    await join('coordinator', organs.room1);
    member = (await join('dispatched', organs.dispatched)).id;
  });

  it.each([
    ['joined by', contract.addZoneMember, () => ({ role: 'town-member', holderId: town.organ, from })],
    ['renamed by', contract.editZone, () => ({ version: 1, name: '我的协作区' })],
    ['closed by', contract.closeZone, () => ({ version: 1, on: '2026-04-05' })],
    ['met by', contract.createMeeting, () => ({ title: '会', heldOn: '2026-04-01' })],
  ] as const)('is not %s an organ that keeps another registry', async (_, route, body) => {
    const reply = await town.client.call(route as never, { params: params(), body: body() } as never);
    expect(reply.status).toBe(403);
    expect(reply.body).toMatchObject({ code: 'forbidden', detail: expect.stringContaining('牵头室') });
  });

  it('loses no member to it, and offers it nothing', async () => {
    const end = { params: { id: member }, body: { version: 1, on: '2026-04-05' } };
    expect((await town.client.call(contract.endZoneMember, end)).status).toBe(403);
    const correct = { params: { id: member }, body: { version: 1, from, to: '2026-04-05' } };
    expect((await town.client.call(contract.correctZoneMember, correct)).status).toBe(403);
    const seen = await town.client.must(contract.getZone, { params: params() });
    expect(seen.allowed).toEqual([]);
    expect(seen.current).toHaveLength(2);
  });

  it('keeps its own, which another officer above it may keep as well', async () => {
    const body = { kind: 'zone', code: 'Z3', name: '青石协作区', activeFrom: '2026-01-01' };
    const own = (await town.client.must(contract.createZone, { body })).id;
    const add = { role: 'town-member', holderId: town.organ, from };
    await town.client.must(contract.addZoneMember, { params: { id: own }, body: add });
    expect(
      (
        await server
          .as('orgdept')
          .call(contract.closeZone, { params: { id: own }, body: { version: 1, on: '2026-04-05' } })
      ).status,
    ).toBe(403);
    await officer().must(contract.closeZone, { params: { id: own }, body: { version: 1, on: '2026-04-05' } });
  });

  it('tells its coordinating office of every change of members', async () => {
    const told = async () =>
      (
        await server.services.db.transaction(
          { jurisdiction: 1, principals: [server.world.organs.room1] },
          (trx) =>
            trx
              .selectFrom('notice')
              .select('link')
              .where('kind', '=', 'zone.members-changed')
              .where('principal_id', '=', server.world.organs.room1)
              .execute(),
        )
      ).filter((notice) => notice.link === `/zones/${zone}`).length;
    const before = await told();
    await officer().must(contract.addZoneMember, {
      params: params(),
      body: { role: 'town-member', holderId: town.organ, from },
    });
    expect(await told()).toBe(before + 1);
    await officer().must(contract.endZoneMember, {
      params: { id: member },
      body: { version: 1, on: '2026-04-05' },
    });
    expect(await told()).toBe(before + 2);
  });
});

describe('the leading group', () => {
  const body = { kind: 'leading-group', code: 'LG', name: '专项监督工作领导小组', activeFrom: '2026-01-01' };

  it('is missing until those who serve it set it up', async () => {
    const none = await server.as('court').must(contract.getLeadingGroup, {});
    expect(none).toMatchObject({ group: null, bodies: [], allowed: [] });
    expect(none.missingKinds).toHaveLength(6);
    expect((await officer().call(contract.createZone, { body })).status).toBe(403);
    expect((await server.as('unit').call(contract.getLeadingGroup, {})).status).toBe(403);
    expect((await server.as('sysadmin').call(contract.getLeadingGroup, {})).status).toBe(403);
  });

  it('comes with the member bodies that exist, led by the organisation department, and names those that do not', async () => {
    const created = await server.as('orgdept').must(contract.createZone, { body });
    expect(created.warnings).toMatchObject([
      { code: 'bodies-missing', detail: expect.stringContaining('党委宣传部') },
    ]);
    const group = await server.as('court').must(contract.getLeadingGroup, {});
    const { organs } = server.world;
    expect(group.bodies.map((member) => [member.role, member.holderId])).toEqual([
      ['lead-body', organs.orgdept],
      ['member-body', organs.commission],
      ['member-body', organs.court],
      ['member-body', organs.procuratorate],
    ]);
    expect(group.missingKinds).toEqual(['publicity', 'petitions-bureau']);
    const court = group.bodies.find((member) => member.holderId === organs.court)!;
    expect(court.people).toMatchObject([{ name: 'court', roles: ['成员单位联络员'] }]);
    // Whoever serves in a room of a body belongs to the body.
    const lead = group.bodies[0]!;
    expect(lead.people.map((person) => person.name)).toEqual(['orgdept', 'orgdept2']);
    expect(group.bodies.flatMap((member) => member.people.map((person) => person.name))).not.toContain(
      'sysadmin',
    );
  });

  it('can be joined by another body, and its minutes are read by its members alone', async () => {
    const client = server.as('orgdept');
    const { group } = await client.must(contract.getLeadingGroup, {});
    const params = { id: group!.id };
    const joined = { role: 'member-body', holderId: server.world.organs.committee, from: '2026-02-01' };
    expect((await officer().call(contract.addZoneMember, { params, body: joined })).status).toBe(403);
    await client.must(contract.addZoneMember, { params, body: joined });
    await client.must(contract.createMeeting, {
      params,
      body: { title: '季度调度会', heldOn: '2026-04-01' },
    });
    const seen = async (account: string) =>
      (await server.as(account).must(contract.listMeetings, { params })).items.map(
        (meeting) => meeting.title,
      );
    expect(await seen('court')).toEqual(['季度调度会']);
    expect(await seen('unit')).toEqual([]);
    expect(await seen('auditor')).toEqual([]);
    expect((await server.as('court').must(contract.getLeadingGroup, {})).meetings).toHaveLength(1);
  });
});
