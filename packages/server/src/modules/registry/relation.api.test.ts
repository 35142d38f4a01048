import * as contract from '@plumbline/contract/registry';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jobsOf } from '../../start.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { DAILY_TOPIC } from './follow-subjects.ts';
import { authorityOf } from './post.store.ts';

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
const dossierOf = (subject: string) =>
  server.services.db.transaction(
    { jurisdiction: 1, clearance: 3, reach: Object.values(server.world.organs) },
    async (trx) => {
      const row = await trx
        .selectFrom('dossier')
        .select('organ_id')
        .where('subject_id', '=', subject)
        .executeTakeFirstOrThrow();
      const { organs } = server.world;
      return Object.keys(organs).find((key) => organs[key as keyof typeof organs] === row.organ_id);
    },
  );

/** A new day, with what happens on it. */
async function nextDays(days: number): Promise<void> {
  server.clock.advance(days * 24 * 3600_000);
  await jobsOf(server.app)[DAILY_TOPIC]!({ jurisdiction: 1, payload: {} });
}

describe('appointments', () => {
  const appoint = (body: object, account = 'officer') =>
    server.as(account).call(contract.createAppointment, { body });

  it.each([
    [undefined, 401],
    ['unit', 403],
    ['intake', 403],
    ['sysadmin', 403],
  ])('are refused to %s with %i', async (account, status) => {
    const body = {
      personId: server.world.persons.deputy,
      postId: server.world.posts.head,
      from: '2026-01-01',
    };
    expect((await server.as(account).call(contract.createAppointment, { body })).status).toBe(status);
  });

  it('name what is wrong', async () => {
    const { persons, posts } = server.world;
    const wrong = { personId: persons.head, postId: posts.head, from: '2026-01-01', to: '2025-01-01' };
    expect(faults(await appoint(wrong))).toContain('/to end-before-start');
    expect(faults(await appoint({ ...wrong, to: null }))).toEqual(['/from appointment-overlaps']);
    expect(faults(await appoint({ ...wrong, personId: posts.head, to: null }))).toEqual([
      '/personId unknown-reference',
    ]);
  });

  it('tell who headed the unit on a day, before and after a change, and warn of two heads', async () => {
    const { persons, posts, units } = server.world;
    const heads = async (on: string) =>
      (
        await officer().must(contract.getUnitHeads, { params: { id: units.housing }, query: { on } })
      ).items.map((item) => item.name);
    expect(await heads('2026-04-06')).toEqual(['陈立新']);
    const next = await appoint({
      personId: persons.deputy,
      postId: posts.head,
      kind: 'acting',
      from: '2026-02-01',
    });
    expect(next.status).toBe(201);
    expect(next.body.warnings).toMatchObject([
      { code: 'another-head', detail: expect.stringContaining('陈立新') },
    ]);
    const career = (await officer().must(contract.getPerson, { params: { id: persons.head } })).appointments;
    const end = { params: { id: career[0]!.id }, body: { version: 1, on: '2026-01-31' } };
    await officer().must(contract.endAppointment, end);
    expect((await officer().call(contract.endAppointment, end)).status).toBe(409);
    expect(await heads('2026-01-31')).toEqual(['陈立新']);
    expect(await heads('2026-02-01')).toEqual(['周敏']);
    expect(await heads('2020-12-31')).toEqual([]);
    const then = await officer().must(contract.getUnit, {
      params: { id: units.housing },
      query: { on: '2025-01-01' },
    });
    expect(then.posts.find((post) => post.heads)?.holders.map((holder) => holder.name)).toEqual(['陈立新']);
    const corrected = await officer().must(contract.correctAppointment, {
      params: { id: next.body.id },
      body: { version: 1, from: '2026-03-01', fromPrecision: 'month', basis: '县委〔2026〕3号' },
    });
    expect(corrected).toMatchObject({ version: 2, warnings: [] });
    expect(await heads('2026-02-15')).toEqual([]);
    const events = await server.services.db.transaction({ jurisdiction: 1, ledger: true }, (trx) =>
      trx.selectFrom('event').select('type').where('entity_id', '=', next.body.id).orderBy('id').execute(),
    );
    expect(events.map((event) => event.type)).toEqual(['appointment.created', 'appointment.corrected']);
  });

  it('lets two at once enter the same appointment once', async () => {
    const { persons, units } = server.world;
    const post = await officer().must(contract.createPost, { body: { unitId: units.town, title: '副镇长' } });
    const body = { personId: persons.namesakeA, postId: post.id, kind: 'concurrent', from: '2026-01-01' };
    const replies = await Promise.all([appoint(body), appoint(body, 'orgdept'), appoint(body)]);
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, 400, 400]);
  });

  it('carry the dossier along to who supervises the new unit', async () => {
    const { persons, organs } = server.world;
    const unit = await officer().must(contract.createUnit, { body: { name: '城东街道', kind: 'street' } });
    await officer().must(contract.createSupervision, {
      body: { unitId: unit.id, organId: organs.petitions, kind: 'discipline', from: '2026-01-01' },
    });
    const post = await officer().must(contract.createPost, {
      body: { unitId: unit.id, title: '主任', level: 'section-chief', tags: ['top-leader'] },
    });
    expect(await dossierOf(persons.mayor)).toBe('room1');
    await appoint({ personId: persons.mayor, postId: post.id, kind: 'concurrent', from: '2026-04-01' });
    await server.work();
    expect(await dossierOf(persons.mayor)).toBe('room1');
    const career = (await officer().must(contract.getPerson, { params: { id: persons.mayor } })).appointments;
    const old = career.find((step) => step.kind === 'appointed')!;
    await officer().must(contract.endAppointment, {
      params: { id: old.id },
      body: { version: 1, on: '2026-04-06' },
    });
    await server.work();
    // The last day is still served.
    expect(await dossierOf(persons.mayor)).toBe('room1');
    await nextDays(1);
    expect(await dossierOf(persons.mayor)).toBe('petitions');
  });
});

describe('posts', () => {
  it('refuse a closed unit, a wrong level, and closing while held', async () => {
    const { posts, units } = server.world;
    const wrong = await officer().call(contract.createPost, {
      body: { unitId: units.town, title: 'x', level: 'emperor', tags: ['leading', 'y'] },
    });
    expect(faults(wrong)).toEqual(['/level unknown-code', '/tags/1 unknown-code']);
    const held = await officer().call(contract.closePost, {
      params: { id: posts.namesakeB! },
      body: { version: 1, on: '2026-04-01' },
    });
    expect(faults(held)).toEqual(['/on post-has-holders']);
    const { id } = await officer().must(contract.createPost, {
      body: { unitId: units.finance, title: '办公室主任' },
    });
    await officer().must(contract.closePost, { params: { id }, body: { version: 1, on: '2026-04-01' } });
    const late = await officer().call(contract.createAppointment, {
      body: { personId: server.world.persons.deputy, postId: id, from: '2026-04-02' },
    });
    expect(faults(late)).toContain('/to post-closed');
  });

  it('are managed by one authority at a time, with its history', async () => {
    const { posts, organs } = server.world;
    const params = { id: posts.deputy! };
    const assign = (body: object, account = 'officer') =>
      server.as(account).call(contract.assignAuthority, { params, body });
    expect((await assign({ organId: organs.orgdept, from: '2021-01-01' }, 'dispatched')).status).toBe(403);
    expect(faults(await assign({ organId: posts.head, from: '2021-01-01' }))).toEqual([
      '/organId unknown-reference',
    ]);
    expect(
      (await assign({ organId: organs.orgdept, from: '2021-01-01', basis: '干部管理权限目录' })).status,
    ).toBe(201);
    expect(faults(await assign({ organId: organs.committee, from: '2026-03-01' }))).toEqual([
      '/from relation-overlaps',
    ]);
    const raced = await Promise.all(
      ['officer', 'orgdept'].map((account) =>
        assign({ organId: organs.committee, from: '2026-03-01', endPrevious: true }, account),
      ),
    );
    expect(raced.map((reply) => reply.status).sort()).toEqual([201, 400]);
    const on = (day: string) =>
      server.services.db.transaction({ jurisdiction: 1, registry: true }, (trx) =>
        authorityOf(trx, 1, params.id, day),
      );
    expect((await on('2026-02-28'))?.organId).toBe(organs.orgdept);
    expect((await on('2026-03-01'))?.organId).toBe(organs.committee);
    expect(await on('2020-12-31')).toBeUndefined();
    const post = await officer().must(contract.getPost, { params });
    expect(post.authority?.organId).toBe(organs.committee);
    expect(post.authorities.map((authority) => authority.to)).toEqual([null, '2026-02-28']);
    const back = await officer().call(contract.correctAuthority, {
      params: { id: post.authorities[0]!.id },
      body: { version: 1, from: '2026-02-01', to: null },
    });
    expect(faults(back)).toEqual(['/from relation-overlaps']);
    const person = await officer().must(contract.getPerson, { params: { id: server.world.persons.deputy } });
    expect(person.appointments.find((step) => step.postId === params.id)?.authority?.organName).toMatch(
      /县委$/,
    );
  });
});

describe('supervision', () => {
  it('is refused to others, to organs that do not supervise, and twice in the kind that keeps dossiers', async () => {
    const { units, organs } = server.world;
    const create = (body: object, account = 'officer') =>
      server.as(account).call(contract.createSupervision, { body });
    const body = { unitId: units.finance, organId: organs.petitions, kind: 'discipline', from: '2026-04-01' };
    expect((await create(body, 'dispatched')).status).toBe(403);
    expect(faults(await create({ ...body, organId: organs.court }))).toEqual([
      '/organId organ-does-not-supervise',
    ]);
    expect(faults(await create({ ...body, kind: 'x' }))).toEqual(['/kind unknown-code']);
    expect(faults(await create({ ...body, unitId: organs.court }))).toEqual(['/unitId unknown-reference']);
    expect(faults(await create(body))).toEqual(['/from relation-overlaps']);
    expect((await create({ ...body, kind: 'inspection' })).status).toBe(201);
    expect((await create({ ...body, kind: 'inspection', organId: organs.room1 })).status).toBe(201);
  });

  it('moves the dossiers of the unit, of what is below it and of who serves there, in the kind that keeps them', async () => {
    const { units, organs, persons } = server.world;
    const child = await officer().must(contract.createUnit, {
      body: { name: '财政局会计中心', kind: 'public-institution', parentId: units.finance },
    });
    expect(await dossierOf(child.id)).toBe('room1');
    await officer().must(contract.createSupervision, {
      body: {
        unitId: units.finance,
        organId: organs.casemgmt,
        kind: 'discipline',
        from: '2026-04-10',
        endPrevious: true,
      },
    });
    await server.work();
    expect(await dossierOf(units.finance)).toBe('room1');
    await nextDays(7);
    expect([
      await dossierOf(units.finance),
      await dossierOf(child.id),
      await dossierOf(persons.namesakeB),
    ]).toEqual(['casemgmt', 'casemgmt', 'casemgmt']);
    expect(await dossierOf(persons.deputy)).toBe('room1');
    const history = await officer().must(contract.listSupervisions, {
      query: { unitId: units.finance, kind: 'discipline' },
    });
    expect(history.items.map((item) => [item.from, item.to])).toEqual([
      ['2026-04-10', null],
      ['2020-01-01', '2026-04-09'],
    ]);
    const ended = await officer().call(contract.endSupervision, {
      params: { id: history.items[1]!.id },
      body: { version: 2, on: '2026-05-01' },
    });
    expect(faults(ended)).toEqual(['/on ended-earlier']);
    const moved = await server.services.db.transaction({ jurisdiction: 1, ledger: true }, (trx) =>
      trx.selectFrom('event').select('entity_id').where('type', '=', 'dossier.custody-moved').execute(),
    );
    expect(moved.map((event) => event.entity_id)).toEqual(expect.arrayContaining([units.finance, child.id]));
  });
});

describe('contacts', () => {
  it('make one officer of an organ responsible at a time and draw the map', async () => {
    const { units, organs, accounts } = server.world;
    const create = (body: object) => officer().call(contract.createContact, { body });
    const body = {
      unitId: units.housing,
      organId: organs.commission,
      accountId: accounts.officer,
      from: '2026-01-01',
    };
    expect(faults(await create({ ...body, accountId: accounts.unit }))).toEqual([
      '/accountId not-an-officer',
    ]);
    expect(faults(await create({ ...body, personId: server.world.persons.head }))).toEqual([
      '/unitId unit-or-person',
    ]);
    const first = await create(body);
    expect(first.status).toBe(201);
    expect(faults(await create({ ...body, accountId: accounts.head, from: '2026-03-01' }))).toEqual([
      '/from relation-overlaps',
    ]);
    expect(
      (await create({ ...body, organId: organs.dispatched, accountId: accounts.dispatched })).status,
    ).toBe(201);
    const map = await officer().must(contract.getContactMap, {});
    expect(map.organs.map((organ) => organ.officers.map((of) => of.units.map((unit) => unit.name)))).toEqual([
      [['县住房和城乡建设局']],
      [['县住房和城乡建设局']],
    ]);
    const none = await officer().must(contract.listUnits, { query: { contact: 'none', limit: 200 } });
    expect(none.items).toHaveLength(map.withoutContact);
    // The person's page says who contacts the unit in which the person serves, as the dossier does.
    const page = await officer().must(contract.getPerson, { params: { id: server.world.persons.deputy! } });
    expect(page.contacts.map(({ accountId, unit }) => [accountId, unit?.id])).toContainEqual([
      accounts.officer,
      units.housing,
    ]);
    expect((await server.as('auditor').call(contract.getContactMap, {})).status).toBe(403);
    await officer().must(contract.endContact, {
      params: { id: first.body.id },
      body: { version: 1, on: '2026-03-31' },
    });
    const then = await officer().must(contract.getContactMap, { query: { on: '2026-04-01' } });
    expect(then.organs).toHaveLength(1);
  });
});

describe('workspace', () => {
  it("holds the units of the caller's own organs, contact units first", async () => {
    const page = await server.as('dispatched').must(contract.listWorkspaceUnits, {});
    expect(page.organs.map((organ) => organ.name)).toEqual(['派驻第一纪检监察组']);
    expect(page.items[0]).toMatchObject({ name: '县住房和城乡建设局', mine: true });
    expect(page.items.slice(1).map((item) => item.mine)).toEqual([false, false]);
    expect(page.total).toBe(3);
    const finance = page.items.find((item) => item.name === '县财政局')!;
    expect(finance).toMatchObject({
      persons: 1,
      keyPersons: 0,
      heads: [],
      supervisions: [{ kind: 'dispatched', organName: '派驻第一纪检监察组' }],
    });
    const first = await server.as('dispatched').must(contract.listWorkspaceUnits, { query: { limit: 2 } });
    const second = await server
      .as('dispatched')
      .must(contract.listWorkspaceUnits, { query: { limit: 2, cursor: first.next } });
    expect([...first.items, ...second.items]).toEqual(page.items);
    expect(second.next).toBeNull();
    expect(
      (
        await server
          .as('reviewer')
          .must(contract.listWorkspaceUnits, { query: { supervision: 'dispatched' } })
      ).total,
    ).toBe(3);
    expect((await server.as('orgdept').must(contract.listWorkspaceUnits, {})).items).toEqual([]);
    expect((await server.as('court').call(contract.listWorkspaceUnits, {})).status).toBe(403);
  });
});

describe('options', () => {
  it('come in the language of the caller; officers only to who reads the registry', async () => {
    const lists = await officer().must(contract.getRegistryLists, { headers: { 'accept-language': 'en' } });
    expect(lists.zoneRoles.map((role) => role.title)).toContain('Zone leader');
    expect(lists.organs).toHaveLength(11);
    expect((await server.as('unit').call(contract.listOfficers, {})).status).toBe(403);
    const { items } = await officer().must(contract.listOfficers, {
      query: { organId: server.world.organs.cadre },
    });
    expect(items.map((item) => item.name)).toEqual(['orgdept', 'orgdept2']);
  });
});
