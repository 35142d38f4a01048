import { makeIdNumber } from '@plumbline/contract/identifiers';
import * as contract from '@plumbline/contract/registry';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/db/id.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const number = (birth: string, sequence: number) => makeIdNumber({ region: '119901', birth, sequence });
const faults = (reply: { body: unknown }) =>
  ((reply.body as { faults?: { pointer: string; code: string }[] }).faults ?? []).map(
    (fault) => `${fault.pointer} ${fault.code}`,
  );
const everything = () => ({
  jurisdiction: 1,
  clearance: 3,
  reach: Object.values(server.world.organs),
  registry: true,
  ledger: true,
});

describe('entering persons', () => {
  it.each([
    [undefined, 401],
    ['court', 403],
    ['unit', 403],
    ['reviewer', 403],
    ['secadmin', 403],
  ])('is refused to %s with %i', async (account, status) => {
    const reply = await server.as(account).call(contract.createPerson, { body: { name: '某人' } });
    expect(reply.status).toBe(status);
  });

  it('refuses a wrong ID number without repeating it', async () => {
    const idNumber = `${number('1980-01-01', 1).slice(0, 17)}?`;
    const reply = await server
      .as('officer')
      .call(contract.createPerson, { body: { name: '某人', idNumber } });
    expect(faults(reply)).toEqual(['/idNumber id-number.characters']);
    expect(reply.raw.toString()).not.toContain(idNumber.slice(6, 14));
  });

  it('refuses a birth date and a sex that contradict the ID number', async () => {
    const body = {
      name: '某人',
      idNumber: number('1980-01-01', 1),
      birthDate: '1981-01-01',
      sex: 'female',
      appointment: { postId: server.world.posts.head, from: '2026-01-01' },
    };
    const reply = await server.as('officer').call(contract.createPerson, { body });
    expect(faults(reply)).toEqual(['/birthDate birth-date-contradicts-id', '/sex sex-contradicts-id']);
  });

  it('points into the appointment that comes along', async () => {
    const body = { name: '某人', appointment: { postId: server.world.organs.court, from: '2026-01-01' } };
    const reply = await server.as('officer').call(contract.createPerson, { body });
    expect(faults(reply)).toEqual(['/appointment/postId unknown-reference']);
    const { items } = await server.as('officer').must(contract.listPersons, { query: { q: '某人' } });
    expect(items).toEqual([]);
  });

  it('keeps the number sealed, shows it masked, and files dossier and search entry', async () => {
    const idNumber = number('1980-02-29', 21);
    const post = await server.as('officer').must(contract.createPost, {
      body: { unitId: server.world.units.finance, title: '预算股股长', level: 'subsection' },
    });
    const created = await server.as('orgdept').must(contract.createPerson, {
      body: { name: '单明', idNumber, appointment: { postId: post.id, from: '2026-01-01' } },
    });
    await server.work();
    const seen = await server.as('dispatched').must(contract.getPerson, { params: { id: created.id } });
    expect(seen).toMatchObject({
      birthDate: '1980-02-29',
      birthPrecision: 'day',
      sex: 'male',
      idMasked: `${idNumber.slice(0, 3)}***********${idNumber.slice(-4)}`,
      posts: [{ title: '预算股股长', unitName: '县财政局' }],
      allowed: [],
    });
    const [dossier, entry, identifier, events] = await server.services.db.transaction(everything(), (trx) =>
      Promise.all([
        trx.selectFrom('dossier').selectAll().where('subject_id', '=', created.id).executeTakeFirstOrThrow(),
        trx.selectFrom('search_entry').selectAll().where('ref_id', '=', created.id).executeTakeFirstOrThrow(),
        trx
          .selectFrom('person_identifier')
          .selectAll()
          .where('person_id', '=', created.id)
          .executeTakeFirstOrThrow(),
        trx.selectFrom('event').select('data').where('subject_id', '=', created.id).execute(),
      ]),
    );
    expect(dossier).toMatchObject({
      organ_id: server.world.organs.room1,
      classification: 1,
      concerns_person_id: created.id,
    });
    expect(entry).toMatchObject({ kind: 'person', title: '单明', organ_id: server.world.organs.room1 });
    expect(entry.body).toContain('县财政局 预算股股长');
    expect(identifier.value_sealed.toString('latin1')).not.toContain(idNumber);
    expect(JSON.stringify([events, entry.body, identifier.value_hash])).not.toContain(idNumber);
    const list = await server.as('officer').call(contract.listPersons, { query: { q: 'shanming' } });
    expect(list.body.items.map((item) => item.name)).toEqual(['单明']);
    expect(list.raw.toString()).not.toContain(idNumber.slice(-4));
  });

  it('lets one of two take an ID number; the other hears whose it is only when allowed to see that', async () => {
    const body = { name: '赵刚', idNumber: number('1985-03-03', 31) };
    const replies = await Promise.all([
      server.as('officer').call(contract.createPerson, { body }),
      server.as('orgdept').call(contract.createPerson, { body: { ...body, name: '赵钢' } }),
    ]);
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, 409]);
    const refused = replies.find((reply) => reply.status === 409)!;
    expect(refused.body).toMatchObject({
      code: 'duplicate',
      changed: { person: { name: expect.stringMatching(/赵/) } },
    });
    expect(refused.raw.toString()).not.toContain(body.idNumber);
    expect(String((refused.body as unknown as { detail: string }).detail)).toContain('另一名人员');
    const people = await server.as('officer').must(contract.listPersons, { query: { q: '赵' } });
    expect(people.items).toHaveLength(1);
  });
});

describe('changing persons', () => {
  it('takes a number in the place of another, checks the birth date against it, and forgets it', async () => {
    const officer = server.as('officer');
    const first = number('1970-07-07', 41);
    const { id } = await officer.must(contract.createPerson, { body: { name: '钱进', idNumber: first } });
    const edit = (body: object) => officer.call(contract.editPerson, { params: { id }, body });
    expect(faults(await edit({ version: 1, birthDate: '1971-07-07' }))).toEqual([
      '/birthDate birth-date-contradicts-id',
    ]);
    const second = number('1971-07-07', 41);
    expect((await edit({ version: 1, idNumber: second, birthDate: '1971-07-07' })).status).toBe(200);
    expect((await edit({ version: 1, name: '钱晋' })).body).toMatchObject({
      code: 'stale-version',
      changed: { version: 2 },
    });
    const again = await officer.must(contract.createPerson, { body: { name: '钱锦', idNumber: first } });
    expect((await edit({ version: 2, idNumber: first, birthDate: '1970-07-07' })).status).toBe(409);
    expect((await edit({ version: 2, idNumber: null })).status).toBe(200);
    const seen = await officer.must(contract.getPerson, { params: { id } });
    expect(seen).toMatchObject({ idMasked: null, birthDate: '1971-07-07', version: 3 });
    expect(seen.allowed).not.toContain('reveal-identifier');
    expect(again.id).not.toBe(id);
  });

  it('finds a person by the new name', async () => {
    const { id } = await server.as('officer').must(contract.createPerson, { body: { name: '孙立' } });
    await server
      .as('officer')
      .must(contract.editPerson, { params: { id }, body: { version: 1, name: '孙丽' } });
    await server.work();
    const entry = await server.services.db.transaction(everything(), (trx) =>
      trx.selectFrom('search_entry').select('title').where('ref_id', '=', id).executeTakeFirst(),
    );
    expect(entry).toEqual({ title: '孙丽' });
  });
});

describe('showing an ID number', () => {
  const idNumber = number('1990-10-10', 51);
  let id = '';
  beforeAll(async () => {
    id = (await server.as('officer').must(contract.createPerson, { body: { name: '李显', idNumber } })).id;
  });

  it.each([
    [undefined, 401],
    ['intake', 403],
    ['dispatched', 403],
    ['subject', 403],
    ['sysadmin', 403],
  ])('is refused to %s with %i', async (account, status) => {
    const reply = await server
      .as(account)
      .call(contract.revealIdentifier, { params: { id }, body: { reason: '核对身份' } });
    expect(reply.status).toBe(status);
  });

  it('asks for a reason', async () => {
    const reply = await server
      .as('officer')
      .call(contract.revealIdentifier, { params: { id }, body: { reason: ' ' } });
    expect(reply.status).toBe(400);
  });

  it('says nothing of a person without number', async () => {
    const params = { id: server.world.persons.mayor };
    const reply = await server
      .as('officer')
      .call(contract.revealIdentifier, { params, body: { reason: '核对身份' } });
    expect(reply.status).toBe(404);
  });

  it('gives it, and records who looked and why, never what; no reply is remembered', async () => {
    const reply = await server.as('officer').must(contract.revealIdentifier, {
      params: { id },
      body: { reason: '核对身份' },
      headers: { 'idempotency-key': 'look-once' },
    });
    expect(reply).toEqual({ idNumber });
    const [events, kept] = await server.services.db.transaction(
      { ...everything(), account: server.world.accounts.officer! },
      (trx) =>
        Promise.all([
          trx
            .selectFrom('event')
            .select(['kind', 'account_id', 'data'])
            .where('subject_id', '=', id)
            .where('type', '=', 'person.identifier-revealed')
            .execute(),
          trx.selectFrom('idempotency').select('key').where('key', '=', 'look-once').execute(),
        ]),
    );
    expect(events).toEqual([
      { kind: 'open', account_id: server.world.accounts.officer, data: { reason: '核对身份' } },
    ]);
    expect(kept).toEqual([]);
  });
});

describe('reading persons', () => {
  const names = async (account: string, query: object) =>
    (await server.as(account).must(contract.listPersons, { query })).items.map((item) => item.name);

  it.each([
    [{ heads: true }, ['陈立新', '李国强']],
    [{ tag: 'key-money' }, ['王伟']],
    [{ level: 'section-deputy' }, ['王伟', '周敏']],
    [{ q: '王伟' }, ['王伟', '王伟']],
    [{ q: '柳林镇' }, ['李国强']],
    [{ q: '副局长' }, ['王伟', '周敏']],
    [{ q: '%' }, []],
    [{ q: 'clx' }, []],
    [{ power: true }, []],
  ])('%j finds %j', async (query, expected) => {
    expect((await names('officer', query)).sort()).toEqual(expected.toSorted());
  });

  it('finds by unit, by supervising organ, and by contact', async () => {
    const { units, organs, accounts, persons } = server.world;
    expect((await names('officer', { unitId: units.town })).sort()).toEqual(['李国强']);
    expect(await names('officer', { supervisedBy: organs.court })).toEqual([]);
    expect(
      (await names('officer', { supervisedBy: organs.dispatched, level: 'section-chief' })).sort(),
    ).toEqual(['陈立新', '李国强'].sort());
    for (const whom of [{ unitId: units.town }, { personId: persons.deputy }])
      await server.as('officer').must(contract.createContact, {
        body: { accountId: accounts.officer!, organId: organs.commission, from: '2026-01-01', ...whom },
      });
    expect((await names('officer', { contact: 'mine' })).sort()).toEqual(['周敏', '李国强'].sort());
    expect(await names('orgdept', { contact: 'mine' })).toEqual([]);
  });

  it('shows the supervised person nobody but themselves, and administrators nobody', async () => {
    expect(await names('subject', {})).toEqual(['陈立新']);
    for (const account of ['unit', 'court', 'sysadmin', 'secadmin', 'auditor'])
      expect(await names(account, {})).toEqual([]);
    const params = { id: server.world.persons.deputy };
    expect((await server.as('unit').call(contract.getPerson, { params })).status).toBe(404);
    expect((await server.as('auditor').call(contract.getPerson, { params })).status).toBe(404);
  });
});

describe('relatives', () => {
  const params = () => ({ id: server.world.persons.head });

  it('are refused to those who may not keep the registry, and on dossiers out of sight', async () => {
    const body = { relation: 'spouse', name: '林某某' };
    expect((await server.as('reviewer').call(contract.createKin, { params: params(), body })).status).toBe(
      403,
    );
    const wrong = await server.as('officer').call(contract.createKin, {
      params: params(),
      body: { relation: 'x', name: 'y', from: '2020-01-02', to: '2020-01-01', personId: params().id },
    });
    expect(faults(wrong)).toEqual([
      '/relation unknown-code',
      '/to end-before-start',
      '/personId own-relative',
    ]);
  });

  it('stand with the dossier, sealed in the ledger, outside search, and can be erased', async () => {
    const { id } = await server.as('officer').must(contract.createKin, {
      params: params(),
      body: { relation: 'spouse', name: '林某某', employer: '县某公司' },
    });
    await server.work();
    const seen = await server.as('reviewer').must(contract.getPerson, { params: params() });
    expect(seen.kin).toMatchObject([{ name: '林某某', employer: '县某公司' }]);
    // As on the page of the dossier, whoever may not open what is restricted reads no name.
    const other = await server.as('secretary').must(contract.getPerson, { params: params() });
    expect(other).toMatchObject({ kin: [{ name: '林**', employer: null }], kinMasked: true });
    const own = await server.as('subject').must(contract.getPerson, { params: params() });
    expect(own).toMatchObject({ kin: [], kinMasked: true, custodian: null });
    const [entries, events] = await server.services.db.transaction(everything(), (trx) =>
      Promise.all([
        trx.selectFrom('search_entry').select(['title', 'body']).execute(),
        trx.selectFrom('event').select(['type', 'data']).where('entity', '=', 'kinship').execute(),
      ]),
    );
    expect(JSON.stringify([entries, events])).not.toContain('林某某');
    expect(events.map((event) => event.type)).toEqual(['kinship.created']);
    // What a declaration names is shown with the declaration, under its reading rules.
    await server.services.db.transaction(everything(), (trx) =>
      trx
        .insertInto('kinship')
        .values({
          jurisdiction_id: 1,
          id: newId(),
          person_id: params().id,
          relation: 'child',
          name: '陈小某',
          material_id: newId(),
          organ_id: server.world.organs.room1,
        })
        .execute(),
    );
    const after = await server.as('officer').must(contract.getPerson, { params: params() });
    expect(after.kin.map((relative) => relative.name)).toEqual(['林某某']);
    await server.as('officer').must(contract.editKin, { params: { id }, body: { version: 1, name: '林某' } });
    expect(
      (await server.as('officer').call(contract.eraseKin, { params: { id }, body: { version: 1 } })).status,
    ).toBe(409);
    await server.as('officer').must(contract.eraseKin, { params: { id }, body: { version: 2 } });
    expect((await server.as('reviewer').must(contract.getPerson, { params: params() })).kin).toEqual([]);
  });
});
