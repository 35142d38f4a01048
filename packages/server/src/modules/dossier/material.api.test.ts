import { getDossier } from '@plumbline/contract/dossier';
import * as contract from '@plumbline/contract/material';
import { listMatters } from '@plumbline/contract/matter';
import { getWorkbench } from '@plumbline/contract/workbench';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { add, addAccount, addVerified, FORMS, openSlip, step, verifyAction } from './testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

describe('adding an entry', () => {
  const body = { item: 'annual-assessment', form: FORMS['annual-assessment'] };

  it('refuses in order: no session, bad input, not visible, not permitted', async () => {
    const subjectId = server.world.persons.head;
    const call = { params: { subjectId }, body };
    expect((await server.as().call(contract.addMaterial, call)).status).toBe(401);
    const bad = await server.as('officer').call(contract.addMaterial, {
      params: { subjectId },
      body: { item: 'annual-assessment', form: { year: 'soon', grade: 'best', extra: 1 } },
    });
    expect(bad.status).toBe(400);
    expect(
      (bad.body as unknown as { faults: { pointer: string }[] }).faults.map((f) => f.pointer).sort(),
    ).toEqual(['/form/extra', '/form/grade', '/form/year']);
    for (const username of ['court', 'unit', 'subject', 'sysadmin', 'auditor'])
      expect((await server.as(username).call(contract.addMaterial, call)).status, username).toBe(404);
    expect((await server.as('casemgmt').call(contract.addMaterial, call)).status).toBe(404);
    expect((await server.as('secretary').call(contract.addMaterial, call)).status).toBe(403);
  });

  it('makes a draft that a second person verifies, and shows what came of it', async () => {
    const subjectId = server.world.persons.deputy;
    const filed = await add(server, 'officer', subjectId, 'annual-assessment', { occurredOn: '2026-01-15' });
    const draft = await server.as('officer').must(contract.getMaterial, { params: { id: filed.id } });
    expect(draft).toMatchObject({ status: 'draft', factual: false, form: FORMS['annual-assessment'] });
    const own = await server.as('officer').call(contract.actOnMaterial, {
      params: { id: filed.id, action: verifyAction(server) },
      body: { version: draft.version },
    });
    expect(own.status).toBe(403);
    const done = await step(server, 'reviewer', filed.id, verifyAction(server));
    expect(done.status).toBe('verified');
    const page = await server.as('officer').must(getDossier, { params: { subjectId } });
    const entry = page.catalogue
      .flatMap((group) => group.items)
      .find((item) => item.code === 'annual-assessment');
    expect(entry).toMatchObject({ gap: null, freshness: { state: 'fresh', last: '2026-01-15' } });
    expect(page.portrait.sections.map((section) => section.item)).toEqual(['annual-assessment']);
    expect(page.timeLine.map((line) => line.refId)).toContain(filed.id);
  });
});

describe('an entry whose form states its title and day', () => {
  const item = 'other-person';
  const form = { title: '县委巡察谈话记录', date: '2026-01-20', content: '谈话要点。' };
  const file = (over: Record<string, unknown>) =>
    server.as('officer').call(contract.addMaterial, {
      params: { subjectId: server.world.persons.deputy },
      body: { item, form: { ...form, ...over } },
    });
  const read = (id: string) => server.as('officer').must(contract.getMaterial, { params: { id } });

  it('is refused at the field of the form for a day to come', async () => {
    const reply = await file({ date: '2099-01-01' });
    expect(reply.status).toBe(400);
    expect(reply.body).toMatchObject({ faults: [{ pointer: '/form/date', code: 'day-to-come' }] });
  });

  it('is kept under them without being told twice, and under the new ones once the form is changed', async () => {
    const { body } = await file({});
    const filed = await read(body.id);
    expect(filed).toMatchObject({ title: form.title, occurredOn: '2026-01-20' });
    await server.as('officer').must(contract.editMaterial, {
      params: { id: body.id },
      body: { version: filed.version, form: { ...form, title: '谈话记录（定稿）', date: '2026-01-21' } },
    });
    expect(await read(body.id)).toMatchObject({ title: '谈话记录（定稿）', occurredOn: '2026-01-21' });
    const { version } = await read(body.id);
    await server.as('officer').must(contract.editMaterial, {
      params: { id: body.id },
      body: { version, form, title: '另立标题' },
    });
    expect(await read(body.id)).toMatchObject({ title: '另立标题', occurredOn: '2026-01-20' });
  });
});

describe('the desk of the second person', () => {
  it('has what waits to be verified, and not what was', async () => {
    const { id, matterId } = await add(server, 'officer', server.world.persons.mayor, 'annual-assessment');
    const onDesk = async () =>
      (await server.as('reviewer').must(getWorkbench, { query: { limit: 200 } })).todo.some(
        (one) => one.id === matterId,
      );
    expect(await onDesk()).toBe(true);
    await step(server, 'reviewer', id, verifyAction(server));
    expect(await onDesk()).toBe(false);
  });

  it('agrees with the list of matters on what is open: what could only be taken back is not', async () => {
    const { id, matterId } = await add(server, 'officer', server.world.persons.mayor, 'annual-assessment');
    const listed = async (open: 'true' | 'false') =>
      (
        await server.as('officer').must(listMatters, { query: { open, procedure: 'material', limit: 200 } })
      ).items.some((one) => one.id === matterId);
    expect([await listed('true'), await listed('false')]).toEqual([true, false]);
    await step(server, 'reviewer', id, verifyAction(server));
    expect([await listed('true'), await listed('false')]).toEqual([false, true]);
  });
});

describe('versions', () => {
  it('never overwrites a verified entry: a later version supersedes it, the history stays', async () => {
    const subjectId = server.world.persons.mayor;
    const first = await addVerified(server, subjectId, 'annual-assessment', { occurredOn: '2025-01-15' });
    const second = await add(server, 'officer', subjectId, 'annual-assessment', {
      occurredOn: '2026-01-15',
      supersedesId: first,
    });
    const edit = await server.as('officer').call(contract.editMaterial, {
      params: { id: first },
      body: { version: 2, title: '改写' },
    });
    expect(edit.status).toBe(409);
    expect((await server.as('officer').must(contract.getMaterial, { params: { id: first } })).status).toBe(
      'verified',
    );
    await step(server, 'reviewer', second.id, verifyAction(server));
    const old = await server.as('officer').must(contract.getMaterial, { params: { id: first } });
    expect(old.status).toBe('superseded');
    expect(old.versions.map((version) => version.id)).toEqual([second.id]);
  });
});

describe('a changed catalogue (S0.32)', () => {
  it('leaves old entries their labels, form and item, also of an item that is gone', async () => {
    const pack = structuredClone(server.services.packs.of(1));
    const old = pack.catalogue.items.find((item) => item.code === 'annual-assessment')!;
    old.title = { zh: '年度考核表（旧）', en: 'Yearly form (old)' };
    pack.forms[old.form]!['x-title'] = { zh: '旧式考核表', en: 'Old form' };
    const gone = { ...old, code: 'honours', title: { zh: '荣誉证书', en: 'Honours' } };
    pack.catalogue.items.push(gone);
    pack.head.version = '0.9.0';
    const owner = new pg.Client({ connectionString: server.ownerUrl });
    await owner.connect();
    const subjectId = server.world.persons.namesakeB;
    const [kept, former] = [
      await addVerified(server, subjectId, 'annual-assessment'),
      await addVerified(server, subjectId, 'annual-assessment', { occurredOn: '2024-01-01' }),
    ];
    try {
      await owner.query('insert into pack values ($1, $2, $3, $4, now())', [
        pack.head.code,
        pack.head.version,
        'old',
        JSON.stringify(pack),
      ]);
      await owner.query("update material set pack_version = '0.9.0' where id = any ($1)", [[kept, former]]);
      await owner.query("update material set item = 'honours' where id = $1", [former]);
    } finally {
      await owner.end();
    }
    const page = await server.as('officer').must(getDossier, { params: { subjectId } });
    const entries = page.catalogue.flatMap((group) => group.items);
    const item = entries.find((entry) => entry.code === 'annual-assessment')!;
    expect(item).toMatchObject({ title: '年度考核测评', current: true });
    expect(item.materials[0]).toMatchObject({ itemTitle: '年度考核表（旧）', packVersion: '0.9.0' });
    expect(entries.find((entry) => entry.code === 'honours')).toMatchObject({
      title: '荣誉证书',
      current: false,
      required: false,
      byHand: false,
    });
    const entry = await server.as('officer').must(contract.getMaterial, { params: { id: former } });
    expect(entry).toMatchObject({ itemTitle: '荣誉证书', schema: { title: '旧式考核表' } });
  });
});

describe('a sealed portrait by one author (S0.17, S0.37)', () => {
  const portrait = {
    item: 'head-portrait',
    form: {
      year: 2026,
      authorPost: '派驻纪检监察组组长',
      date: '2026-03-30',
      political: '坚定',
      duty: '尽责',
      powerUse: '规范',
      integrity: '未见异常',
      overall: 'good',
    },
  };

  it('is never seen by the appraised and the unit, by others only with permission and slip, without author', async () => {
    const { persons, units, organs } = server.world;
    const params = { subjectId: persons.head };
    const filed = await server.as('officer').must(contract.addMaterial, { params, body: portrait });
    const inUnit = await addAccount(server, { role: 'unit-liaison', unitId: units.housing });
    for (const client of [inUnit, server.as('subject'), server.as('unit')])
      expect((await client.call(contract.getMaterial, { params: { id: filed.id } })).status).toBe(403);
    // Somebody of the unit who holds a role in an organ doesn't see it either.
    const seconded = await addAccount(server, { role: 'organ-head', organId: organs.commission });
    const settings = { jurisdiction: 1, clearance: 3, reach: Object.values(organs), unit: units.housing };
    const rows = await server.services.db.transaction(settings, (trx) =>
      trx.selectFrom('material').select('id').where('id', '=', filed.id).execute(),
    );
    expect(rows).toEqual([]);
    const waiting = await server.as('reviewer').must(contract.getMaterial, { params: { id: filed.id } });
    expect(waiting).toMatchObject({ form: null, author: null, withheld: true });
    await step(server, 'head', filed.id, verifyAction(server));
    const before = await server.as('head').must(contract.getMaterial, { params: { id: filed.id } });
    expect(before.form).toBeNull();
    await openSlip(server, server.as('head'), seconded, persons.head);
    const after = await server.as('head').must(contract.getMaterial, { params: { id: filed.id } });
    expect(after).toMatchObject({ form: { duty: '尽责' }, author: null });
    const page = await server.as('head').call(getDossier, { params });
    expect(page.raw.toString()).not.toContain('尽责');
  });
});

describe('what waits to be verified', () => {
  it('comes in the order that is asked for, of one item, one body or one subject', async () => {
    const { persons, organs } = server.world;
    const filed: string[] = [];
    const file = async (subjectId: string, item: 'annual-assessment' | 'media-person', more: object = {}) => {
      server.clock.advance(60_000);
      filed.push((await add(server, 'officer', subjectId, item, { ...more })).id);
    };
    await file(persons.mayor, 'annual-assessment');
    await file(persons.head, 'media-person', { sourceOrganId: organs.court });
    await file(persons.head, 'annual-assessment');
    const queue = async (query: object = {}, as = 'reviewer') => {
      const reply = await server.as(as).must(contract.listVerificationQueue, { query: query as never });
      return { ...reply, ids: reply.items.map(({ id }) => id).filter((id) => filed.includes(id)) };
    };
    const [first, second, third] = filed;
    expect((await queue()).ids).toEqual([first, second, third]);
    expect((await queue({ order: 'newest' })).ids).toEqual([third, second, first]);
    expect(
      (await queue({ item: 'media-person' })).items.map(({ id, sourceOrgan }) => [id, sourceOrgan]),
    ).toEqual([[second, '澄溪县人民法院']]);
    expect((await queue({ sourceOrganId: organs.court })).ids).toEqual([second]);
    const { items } = (await queue({ q: '陈立' })) as { items: { id: string; subjectId: string }[] };
    expect(new Set(items.map(({ subjectId }) => subjectId))).toEqual(new Set([persons.head]));
    expect((await queue({ q: '%' })).items).toEqual([]);
    expect(await queue({ order: 'loudest' }).catch((error: Error) => error.message)).toContain(
      '"status":400',
    );
    // Whatever narrows the list, all that may be chosen is offered.
    const { choices } = await queue({ item: 'media-person' });
    expect(choices.items.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['annual-assessment', 'media-person']),
    );
    expect(choices.sourceOrgans).toEqual([{ code: organs.court, title: '澄溪县人民法院' }]);
    // Page by page from the newest, no entry is lost or comes twice.
    const pages: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await queue({ order: 'newest', limit: 1, ...(cursor ? { cursor } : {}) });
      pages.push(...page.ids);
      cursor = page.next;
    }
    expect(pages).toEqual([third, second, first]);
  });
});
