import * as contract from '@plumbline/contract/desk';
import { createGrant } from '@plumbline/contract/identity';
import { actOnMaterial, addMaterial } from '@plumbline/contract/material';
import { createPerson } from '@plumbline/contract/registry-persons';
import { search } from '@plumbline/contract/search';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/db/id.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

describe('the ledger', () => {
  it('opens to its readers only', async () => {
    expect((await server.as().call(contract.listEvents)).status).toBe(401);
    for (const who of ['officer', 'head', 'sysadmin', 'secadmin', 'court', 'subject']) {
      expect((await server.as(who).call(contract.listEvents)).status, who).toBe(403);
    }
  });

  it('shows who did what, newest first, page by page', async () => {
    for (const q of ['甲乙', '丙丁', '戊己']) await server.as('officer').must(search, { query: { q } });
    const first = await server
      .as('auditor')
      .must(contract.listEvents, { query: { type: 'search.run', limit: 2 } });
    expect(first.items.map((event) => event.type)).toEqual(['search.run', 'search.run']);
    // Who looked for something is told, and what came up; what they looked for names people.
    expect(JSON.stringify(first.items)).not.toMatch(/戊己|丙丁/);
    expect(first.items[0]).toMatchObject({ kind: 'open', accountName: 'officer' });
    const rest = await server
      .as('auditor')
      .must(contract.listEvents, { query: { type: 'search.run', limit: 2, cursor: first.next } });
    expect(rest.items).toHaveLength(1);
    expect(rest.next).toBeNull();
  });

  it('shows the auditor no content, but who changed what and why', async () => {
    const created = await server.as('officer').must(createPerson, { body: { name: '卞听松', sex: 'male' } });
    const auditor = server.as('auditor');
    const { items } = await auditor.must(contract.listEvents, { query: { entityId: created.id } });
    expect(items[0]).toMatchObject({ type: 'person.created', accountName: 'officer', fields: ['after'] });
    const all = await auditor.must(contract.listEvents, { query: { limit: 200 } });
    expect(JSON.stringify(all)).not.toMatch(/卞听松|biantingsong/);
  });

  it('names the account that a role was granted to, and no person', async () => {
    const { auditor: itself, court } = server.world.accounts;
    const grant = { role: 'reviewer', organId: server.world.organs.commission, from: '2026-04-06' };
    await server.as('secadmin').must(createGrant, {
      params: { id: court! },
      body: { ...grant, basis: '澄委发〔2026〕6号' },
    });
    const auditor = server.as('auditor');
    const [granted] = (
      await auditor.must(contract.listEvents, { query: { type: 'grant.created', limit: 1 } })
    ).items;
    expect(granted).toMatchObject({ accountName: 'secadmin', about: 'court' });
    expect(granted!.data).toMatchObject({ after: { basis: '澄委发〔2026〕6号' } });
    const { items } = await auditor.must(contract.listEvents, { query: { entity: 'person' } });
    expect(items.length).toBeGreaterThan(0);
    expect(items.map((event) => event.about).filter(Boolean)).toEqual([]);
    expect((await auditor.must(contract.listEvents, { query: { accountId: itself } })).items).toEqual([]);
  });

  it('names the step and the kind of record in the language of its reader, and no title that somebody wrote', async () => {
    const { id } = await server.as('officer').must(addMaterial, {
      params: { subjectId: server.world.persons.head },
      body: { item: 'annual-assessment', form: { year: 2025, grade: 'competent' }, title: '卞听松考核' },
    });
    await server
      .as('reviewer')
      .must(actOnMaterial, { params: { id, action: 'verify' }, body: { version: 1 } });
    const ledger = async (query: object, language: string) =>
      server.as('auditor').must(contract.listEvents, { query, headers: { 'accept-language': language } });
    const query = { type: 'matter.acted', limit: 1 };
    expect((await ledger(query, 'zh-CN')).items[0]).toMatchObject({ record: '材料核实', step: '核实' });
    expect((await ledger(query, 'en')).items[0]).toMatchObject({ record: 'Material', step: 'Verify' });
    const all = await ledger({ entityId: id }, 'en');
    expect(all.items.map((event) => event.record)).toContain('Material · Annual assessment');
    expect(JSON.stringify([all, await ledger({ limit: 200 }, 'zh-CN')])).not.toContain('卞听松');
  });

  it('filters by the beginning of a type, entity and time', async () => {
    const auditor = server.as('auditor');
    const count = async (query: object) => (await auditor.must(contract.listEvents, { query })).items.length;
    expect(await count({ type: 'person.' })).toBeGreaterThan(0);
    expect(await count({ type: 'person' })).toBe(0);
    expect(await count({ type: 'pers%.' })).toBe(0);
    expect(await count({ entity: 'person' })).toBe(await count({ type: 'person.' }));
    expect(await count({ to: '2026-04-06T02:00:00.000Z' })).toBe(0);
  });

  it('refuses a cursor that is none of ours', async () => {
    const reply = await server.as('auditor').call(contract.listEvents, { query: { cursor: 'xx' } });
    expect(reply.status).toBe(400);
  });
});

describe('notices', () => {
  it('reach the account, the unit or the organ they are addressed to and nobody else', async () => {
    const { world, services } = server;
    const put = (principal: string) =>
      services.db.transaction({ jurisdiction: 1 }, async (trx, send) => {
        send(
          trx.insertInto('notice').values({
            jurisdiction_id: 1,
            id: newId(),
            principal_id: principal,
            kind: 'reading.approve',
            link: '/matters/x',
            created_at: server.clock.now(),
          }),
        );
      });
    await put(world.accounts.officer!);
    await put(world.organs.cadre);
    await put(world.units.housing);
    const titles = async (who: string) =>
      (await server.as(who).must(contract.listNotices)).items.map((notice) => notice.title);
    expect(await titles('officer')).toEqual(['阅档 · 批准']);
    expect(await titles('orgdept')).toHaveLength(1);
    expect(await titles('unit')).toHaveLength(1);
    expect(await titles('head')).toEqual([]);
    const { items } = await server.as('officer').must(contract.listNotices);
    await server.as('head').must(contract.readNotices, { body: { ids: [items[0]!.id] } });
    expect((await server.as('officer').must(contract.listNotices)).unread).toBe(1);
    await server.as('officer').must(contract.readNotices, { body: { ids: [items[0]!.id] } });
    expect((await server.as('officer').must(contract.listNotices)).unread).toBe(0);
  });
});

describe('jobs and the pack', () => {
  it('shows long work to who asked for it', async () => {
    const id = newId();
    await server.services.db.transaction(
      { jurisdiction: 1, account: server.world.accounts.officer! },
      async (trx, send) => {
        send(
          trx.insertInto('job').values({
            jurisdiction_id: 1,
            id,
            kind: 'test',
            state: 'running',
            done: 3,
            total: 10,
            account_id: server.world.accounts.officer!,
            created_at: server.clock.now(),
            updated_at: server.clock.now(),
          }),
        );
      },
    );
    expect(await server.as('officer').must(contract.getJob, { params: { id } })).toMatchObject({
      state: 'running',
      done: 3,
      total: 10,
    });
    expect((await server.as('head').call(contract.getJob, { params: { id } })).status).toBe(404);
  });

  it('gives every signed-in account the words of the pack', async () => {
    const pack = await server.as('unit').must(contract.getPack);
    expect(pack.code).toBe('cn-discipline');
    expect(pack.roles.map((role) => role.code)).toContain('unit-liaison');
  });

  it('answers 304 to who has the pack already', async () => {
    const first = await server.as('unit').call(contract.getPack);
    const etag = String(first.headers.etag);
    const again = await server.as('unit').call(contract.getPack, { headers: { 'if-none-match': etag } });
    expect([again.status, again.raw.length, again.headers.etag]).toEqual([304, 0, etag]);
    const other = await server.as('unit').call(contract.getPack, { headers: { 'if-none-match': '"x"' } });
    expect(other.status).toBe(200);
  });
});
