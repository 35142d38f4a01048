import * as contract from '@plumbline/contract/saved-view';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../../testing/index.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const draft = (name: string, more: Record<string, unknown> = {}) => ({
  list: 'matters',
  name,
  filters: { procedure: 'inquiry', q: '王伟' },
  columns: ['title', 'due'],
  ...more,
});
const save = (who: string, name: string, more: Record<string, unknown> = {}) =>
  server.as(who).call(contract.saveView, { body: draft(name, more) });
const list = async (who: string) => (await server.as(who).must(contract.listSavedViews)).items;

describe('saved views', () => {
  it('are for accounts that are signed in, and bounded', async () => {
    expect((await server.as().call(contract.listSavedViews)).status).toBe(401);
    expect((await server.as().call(contract.saveView, { body: draft('x') })).status).toBe(401);
    expect((await save('officer', ' ')).status).toBe(400);
    expect((await save('officer', 'x', { list: 'accounts' })).status).toBe(400);
    expect((await save('officer', 'x', { filters: { q: 'x'.repeat(301) } })).status).toBe(400);
    const many = Object.fromEntries(Array.from({ length: 31 }, (_, i) => [`f${i}`, '1']));
    expect((await save('officer', 'x', { filters: many })).status).toBe(400);
    for (let i = 0; i < contract.MOST_VIEWS; i++)
      await server.as('court').must(contract.saveView, { body: draft(`v${i}`) });
    const over = await save('court', 'one more');
    expect(over).toMatchObject({ status: 400, body: { faults: [{ pointer: '/name', code: 'view-most' }] } });
    expect(await list('court')).toHaveLength(contract.MOST_VIEWS);
  });

  it('are of their owner alone, in the database too', async () => {
    const { id } = (await save('officer', '函询')).body;
    for (const who of ['head', 'sysadmin', 'auditor']) {
      expect((await list(who)).map((one) => one.id)).not.toContain(id);
      const params = { id };
      expect((await server.as(who).call(contract.changeView, { params, body: { name: 'y' } })).status).toBe(
        404,
      );
      expect((await server.as(who).call(contract.removeView, { params })).status).toBe(404);
    }
    const { accounts } = server.world;
    const seenBy = (account: string) =>
      server.services.db.transaction({ jurisdiction: 1, account, ledger: true } as never, (trx) =>
        trx.selectFrom('saved_view').select('id').where('id', '=', id).execute(),
      );
    expect(await seenBy(accounts.head!)).toEqual([]);
    expect(await seenBy(accounts.officer!)).toEqual([{ id }]);
  });

  it('are kept with filters and columns, renamed and deleted; a name stands once in a list', async () => {
    const first = (await save('head', '甲')).body;
    expect(first).toMatchObject(draft('甲'));
    expect(await save('head', '甲')).toMatchObject({ status: 409, body: { faults: [{ pointer: '/name' }] } });
    expect((await save('head', '甲', { list: 'clues' })).status).toBe(201);
    const second = (await save('head', '乙')).body;
    const change = (id: string, body: Record<string, unknown>) =>
      server.as('head').call(contract.changeView, { params: { id }, body });
    expect((await change(second.id, { name: '甲' })).status).toBe(409);
    expect((await change(second.id, { name: '丙', columns: null })).body).toMatchObject({
      name: '丙',
      columns: null,
      filters: first.filters,
    });
    expect((await server.as('head').call(contract.removeView, { params: { id: first.id } })).status).toBe(
      204,
    );
    expect((await list('head')).map((one) => one.name)).not.toContain(first.id);
  });

  it('open by themselves one a list, the last that was chosen', async () => {
    const a = (await save('reviewer', 'a', { isDefault: true })).body;
    const b = (await save('reviewer', 'b', { isDefault: true })).body;
    const c = (await save('reviewer', 'c', { list: 'clues', isDefault: true })).body;
    const defaults = async () =>
      (await list('reviewer'))
        .filter((one) => one.isDefault)
        .map((one) => one.id)
        .sort();
    expect(await defaults()).toEqual([b.id, c.id].sort());
    await server
      .as('reviewer')
      .must(contract.changeView, { params: { id: a.id }, body: { isDefault: true } });
    expect(await defaults()).toEqual([a.id, c.id].sort());
  });

  it('are in the ledger without their names and without what they look for', async () => {
    const events = await server.services.db.transaction({ jurisdiction: 1, ledger: true }, (trx) =>
      trx.selectFrom('event').select(['type', 'data']).where('entity', '=', 'view').execute(),
    );
    expect(new Set(events.map((event) => event.type))).toEqual(
      new Set(['view.saved', 'view.changed', 'view.removed']),
    );
    expect(JSON.stringify(events)).not.toMatch(/王伟|函询|甲/);
    expect(events[0]!.data).toMatchObject({ list: 'matters', filters: ['procedure', 'q'] });
  });
});
