import { makeCreditCode } from '@plumbline/contract/identifiers';
import * as contract from '@plumbline/contract/registry';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { addNeighbour } from './testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const unit = (over: object = {}) => ({ name: '县教育局', kind: 'government-department', ...over });
const code = (body: string) => makeCreditCode(body);
const faults = (reply: { body: unknown }) =>
  ((reply.body as { faults?: { pointer: string; code: string; detail: string }[] }).faults ?? []).map(
    (fault) => `${fault.pointer} ${fault.code}`,
  );

describe('writing units', () => {
  it.each([
    [undefined, 401],
    ['court', 403],
    ['unit', 403],
    ['dispatched', 403],
    ['sysadmin', 403],
    ['auditor', 403],
  ])('is refused to %s with %i', async (account, status) => {
    const reply = await server.as(account).call(contract.createUnit, { body: unit() });
    expect(reply.status).toBe(status);
  });

  it('names every fault, and what is wrong with a credit code', async () => {
    const reply = await server.as('officer').call(contract.createUnit, {
      body: unit({
        kind: 'nonsense',
        tags: ['power-money', 'x'],
        creditCode: `${code('11119901MB0000001').slice(0, 17)}#`,
      }),
    });
    expect(reply.status).toBe(400);
    expect(faults(reply)).toEqual([
      '/kind unknown-code',
      '/tags/1 unknown-code',
      '/creditCode credit-code.characters',
    ]);
    expect((reply.body as unknown as { faults: { detail: string }[] }).faults[2]!.detail).toContain(
      'I、O、S、V、Z',
    );
  });

  it('enters a unit with dossier and search entry, kept by who supervises the unit above', async () => {
    const created = await server.as('officer').must(contract.createUnit, {
      body: unit({
        creditCode: ` ${code('11119901MB0000002').toLowerCase()} `,
        aliases: ['教育局'],
        tags: ['power-money'],
        parentId: server.world.units.housing,
      }),
    });
    expect(created).toMatchObject({ version: 1, warnings: [] });
    const seen = await server.as('dispatched').must(contract.getUnit, { params: { id: created.id } });
    expect(seen).toMatchObject({
      name: '县教育局',
      creditCode: code('11119901MB0000002'),
      power: true,
      parent: { name: '县住房和城乡建设局' },
      posts: [],
      allowed: [],
    });
    const rows = await server.services.db.transaction(
      { jurisdiction: 1, clearance: 3, reach: Object.values(server.world.organs) },
      (trx) =>
        Promise.all([
          trx.selectFrom('dossier').select('organ_id').where('subject_id', '=', created.id).execute(),
          trx.selectFrom('search_entry').select(['kind', 'body']).where('ref_id', '=', created.id).execute(),
        ]),
    );
    expect(rows[0]).toEqual([{ organ_id: server.world.organs.room1 }]);
    expect(rows[1]).toEqual([{ kind: 'unit', body: `教育局 ${code('11119901MB0000002')}` }]);
  });

  it('warns of an unusual code and goes on', async () => {
    const created = await server.as('officer').must(contract.createUnit, {
      body: unit({ name: '县第一小学', kind: 'school', creditCode: code('91119901MB0000003') }),
    });
    expect(created.warnings.map((warning) => warning.code)).toEqual(['credit-code.unusual-prefix']);
  });

  it('lets one of two take a credit code and tells the other what to do', async () => {
    const body = unit({ name: '县水利局', creditCode: code('11119901MB0000004') });
    const replies = await Promise.all([
      server.as('officer').call(contract.createUnit, { body }),
      server.as('orgdept').call(contract.createUnit, { body }),
    ]);
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, 409]);
    const refused = replies.find((reply) => reply.status === 409)!.body as unknown as Record<string, unknown>;
    expect(refused).toMatchObject({ code: 'duplicate', changed: { unit: { name: '县水利局' } } });
    expect(String(refused.detail)).toContain('另一单位名下');
  });

  it('changes with the version seen, refuses a stale one with the present state, and no loop', async () => {
    const { id } = await server.as('officer').must(contract.createUnit, { body: unit({ name: '县林业局' }) });
    const child = await server.as('officer').must(contract.createUnit, {
      body: unit({ name: '县林业站', kind: 'public-institution', parentId: id }),
    });
    const change = { name: '县林业和草原局', version: 1 };
    const [first, second] = await Promise.all([
      server.as('officer').call(contract.editUnit, { params: { id }, body: change }),
      server.as('orgdept').call(contract.editUnit, { params: { id }, body: change }),
    ]);
    expect([first.status, second.status].sort()).toEqual([200, 409]);
    const refused = first.status === 409 ? first : second;
    expect(refused.body).toMatchObject({ code: 'stale-version', changed: { version: 2 } });
    const loop = await server
      .as('officer')
      .call(contract.editUnit, { params: { id }, body: { parentId: child.id, version: 2 } });
    expect(faults(loop)).toEqual(['/parentId unit-below-itself']);
    await server.work();
    const found = await server.as('officer').must(contract.listUnits, { query: { q: 'linyehe' } });
    expect(found.items.map((item) => item.name)).toEqual(['县林业和草原局']);
  });

  it('closes an empty unit only, and takes it back', async () => {
    const housing = { params: { id: server.world.units.housing } };
    const busy = await server
      .as('officer')
      .call(contract.closeUnit, { ...housing, body: { version: 1, on: '2026-04-01' } });
    expect(busy.status).toBe(400);
    expect(faults(busy)).toEqual(['/on unit-has-holders', '/on unit-has-units']);
    const { id } = await server.as('officer').must(contract.createUnit, { body: unit({ name: '县物资局' }) });
    const body = { version: 1, on: '2026-03-31' };
    await server.as('officer').must(contract.closeUnit, { params: { id }, body });
    const again = await server
      .as('officer')
      .call(contract.closeUnit, { params: { id }, body: { ...body, version: 2 } });
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({ code: 'wrong-state', allowed: ['edit', 'reopen'] });
    const names = async (closed: boolean) =>
      (await server.as('officer').must(contract.listUnits, { query: { q: '物资', closed } })).items.map(
        (item) => item.name,
      );
    expect([await names(false), await names(true)]).toEqual([[], ['县物资局']]);
    await server.as('officer').must(contract.reopenUnit, { params: { id }, body: { version: 2 } });
    expect(await names(false)).toEqual(['县物资局']);
  });
});

describe('reading units', () => {
  it('pages through all in the order of pinyin, none twice', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await server.as('officer').must(contract.listUnits, { query: { limit: 2, cursor } });
      seen.push(...page.items.map((item) => item.id));
      cursor = page.next ?? undefined;
    } while (cursor);
    const all = await server.as('officer').must(contract.listUnits, { query: { limit: 200 } });
    expect(seen).toEqual(all.items.map((item) => item.id));
    expect(new Set(seen).size).toBe(seen.length);
  });

  it.each([
    [{ kind: 'town' }, ['柳林镇']],
    [{ q: '财政' }, ['县财政局']],
    [{ q: '住建' }, ['县住房和城乡建设局']],
    [{ q: '100%' }, []],
    [{ contact: 'mine' }, []],
  ])('finds by %j', async (query, names) => {
    const found = await server.as('officer').must(contract.listUnits, { query });
    expect(found.items.map((item) => item.name)).toEqual(names);
  });

  it('finds by the organ that supervises, in a kind', async () => {
    const by = (supervision: string) =>
      server
        .as('officer')
        .must(contract.listUnits, { query: { supervisedBy: server.world.organs.dispatched, supervision } });
    expect((await by('dispatched')).items.map((item) => item.name).sort()).toEqual(
      ['县住房和城乡建设局', '县财政局', '柳林镇'].sort(),
    );
    expect((await by('discipline')).items).toEqual([]);
  });

  it('refuses a cursor that is not ours', async () => {
    const reply = await server.as('officer').call(contract.listUnits, { query: { cursor: 'nonsense' } });
    expect(reply.status).toBe(400);
  });

  it('shows a unit liaison its own unit and nothing else', async () => {
    const page = await server.as('unit').must(contract.listUnits, {});
    expect(page.items.map((item) => item.id)).toEqual([server.world.units.housing]);
    const other = await server
      .as('unit')
      .call(contract.getUnit, { params: { id: server.world.units.finance } });
    expect(other.status).toBe(404);
    const own = await server
      .as('unit')
      .must(contract.getUnit, { params: { id: server.world.units.housing } });
    expect(own.posts.map((post) => post.title)).toContain('局长');
    expect(own.posts.flatMap((post) => post.holders.map((holder) => holder.name))).toEqual([
      null,
      null,
      null,
    ]);
    expect(own).toMatchObject({ allowed: [] });
  });

  it.each(['sysadmin', 'secadmin', 'auditor', 'court'])('shows %s nothing', async (account) => {
    const client = server.as(account);
    expect((await client.must(contract.listUnits, {})).items).toEqual([]);
    expect((await client.call(contract.getUnit, { params: { id: server.world.units.housing } })).status).toBe(
      404,
    );
    expect(
      (await client.call(contract.getUnitHeads, { params: { id: server.world.units.housing } })).status,
    ).toBe(404);
    expect((await client.must(contract.listSupervisions, {})).items).toEqual([]);
  });

  it('shows another jurisdiction nothing', async () => {
    const neighbour = await addNeighbour(server);
    expect((await neighbour.must(contract.listUnits, {})).items).toEqual([]);
    expect((await neighbour.must(contract.listPersons, {})).items).toEqual([]);
    expect(
      (await neighbour.call(contract.getUnit, { params: { id: server.world.units.housing } })).status,
    ).toBe(404);
    const edit = { params: { id: server.world.units.housing }, body: { name: 'X', version: 1 } };
    expect((await neighbour.call(contract.editUnit, edit)).status).toBe(404);
    const post = { body: { unitId: server.world.units.housing, title: 'X' } };
    expect(faults(await neighbour.call(contract.createPost, post))).toEqual(['/unitId unknown-reference']);
  });
});
