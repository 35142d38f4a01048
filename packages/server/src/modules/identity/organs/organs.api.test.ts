import * as contract from '@plumbline/contract/organs';
import { getSession } from '@plumbline/contract/session';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../platform/db/id.ts';
import { startTestServer, type TestServer } from '../../../testing/index.ts';

const TODAY = '2026-04-06';
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const sysadmin = () => server.as('sysadmin');
const secadmin = () => server.as('secadmin');
const create = (body: object) =>
  sysadmin().call(contract.createOrgan, {
    body: {
      parentId: server.world.organs.commission,
      kind: 'supervision-room',
      code: 'room9',
      name: '第九室',
      activeFrom: TODAY,
      ...body,
    },
  });
const read = (id: string) => server.as('unit').must(contract.getOrgan, { params: { id } });

describe('organs', () => {
  it('are read by everybody who is signed in, page by page', async () => {
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await server.as('unit').must(contract.listOrgans, { query: { limit: 4, cursor } });
      seen.push(...page.items.map((organ) => organ.id));
      if (!page.next) break;
      cursor = page.next;
    }
    expect(seen.sort()).toEqual(Object.values(server.world.organs).sort());
  });

  it('show their place, what is below, and the reaches on both sides', async () => {
    const organ = await read(server.world.organs.cadre);
    expect(organ.path.map((one) => one.name)).toEqual(['县委组织部']);
    expect(organ.reaches).toMatchObject([
      { over: { name: '澄溪县纪委监委' }, clueRoom: true, state: 'current' },
    ]);
    expect(organ.reachedBy).toMatchObject([{ organ: { name: '澄溪县纪委监委' } }]);
    expect(organ.allowed).toEqual([]);
    expect((await read(server.world.organs.commission)).children.length).toBe(4);
  });

  it.each<[string, object, number, string]>([
    ['an unknown kind', { kind: 'castle' }, 400, '/kind'],
    ['an unknown parent', { parentId: newId() }, 400, '/parentId'],
    ['a place where its kind can not stand', { parentId: null }, 400, '/parentId'],
    ['a code with spaces', { code: 'a b' }, 400, '/code'],
    ['a taken code', { code: 'court' }, 409, '/code'],
  ])('refuse %s', async (_, body, status, pointer) => {
    expect(await create(body)).toMatchObject({ status, body: { faults: [{ pointer }] } });
  });

  it('are entered, renamed and closed by the system administrator', async () => {
    const made = await create({});
    expect(made).toMatchObject({
      status: 201,
      body: { name: '第九室', allowed: ['edit', 'close', 'add-below'] },
    });
    const params = { id: made.body.id };
    const renamed = await sysadmin().must(contract.editOrgan, {
      params,
      body: { version: 1, name: '第九监督检查室' },
    });
    expect(renamed).toMatchObject({ name: '第九监督检查室', code: 'room9', version: 2 });
    const stale = await sysadmin().call(contract.editOrgan, { params, body: { version: 1, name: 'x' } });
    expect(stale).toMatchObject({ status: 409, body: { code: 'stale-version' } });
    const closed = await sysadmin().must(contract.closeOrgan, {
      params,
      body: { version: 2, on: TODAY, reason: '撤并' },
    });
    expect(closed.activeTo).toBe(TODAY);
    server.clock.advance(86_400_000);
    const open = await sysadmin().must(contract.listOrgans, { query: { q: 'room9' } });
    const all = await sysadmin().must(contract.listOrgans, { query: { q: 'room9', closed: 'true' } });
    server.clock.advance(-86_400_000);
    expect([open.items.length, all.items.length]).toEqual([0, 1]);
  });

  it('stay open while something hangs on them', async () => {
    const { commission, room1 } = server.world.organs;
    const close = (id: string) =>
      sysadmin().call(contract.closeOrgan, {
        params: { id },
        body: { version: 1, on: '2026-12-31', reason: 'x' },
      });
    const refused = await close(commission);
    expect(refused).toMatchObject({ status: 409, body: { code: 'in-use' } });
    expect(
      (refused.body as unknown as { faults: { code: string }[] }).faults.map((fault) => fault.code),
    ).toEqual(['organ-has-children', 'organ-has-roles']);
    expect((await close(room1)).status).toBe(200);
  });

  it('are moved by the security administrator only, and never under themselves', async () => {
    const { body: made } = await create({ code: 'moving' });
    const move = (id: string, parentId: string | null, version = 1) =>
      secadmin().call(contract.moveOrgan, { params: { id }, body: { version, parentId, basis: '机构改革' } });
    expect(
      (
        await sysadmin().call(contract.moveOrgan, {
          params: { id: made.id },
          body: { version: 1, parentId: null, basis: 'x' },
        })
      ).status,
    ).toBe(403);
    expect(await move(server.world.organs.commission, made.id)).toMatchObject({
      status: 400,
      body: { faults: [{ code: 'organ-under-itself' }] },
    });
    expect(await move(made.id, made.id)).toMatchObject({ status: 400 });
    expect(await move(made.id, server.world.organs.court)).toMatchObject({ status: 400 });
    expect((await move(made.id, server.world.organs.commission)).status).toBe(200);
  });
});

describe('reaches', () => {
  const add = (id: string, body: object, as = 'secadmin') =>
    server.as(as).call(contract.addReach, {
      params: { id },
      body: { includesBelow: true, clueRoom: false, basis: '协作区工作规则', from: TODAY, ...body },
    });

  it.each<[string, () => object, number, string]>([
    ['over itself', () => ({ overOrganId: server.world.organs.court }), 400, '/overOrganId'],
    ['over nothing', () => ({ overOrganId: newId() }), 400, '/overOrganId'],
    [
      'that end before they begin',
      () => ({ overOrganId: server.world.organs.cadre, to: '2026-04-05' }),
      400,
      '/to',
    ],
    [
      'that began before',
      () => ({ overOrganId: server.world.organs.cadre, from: '2026-04-05' }),
      400,
      '/from',
    ],
    ['without a basis', () => ({ overOrganId: server.world.organs.cadre, basis: '' }), 400, '/basis'],
  ])('are refused %s', async (_, body, status, pointer) => {
    expect(await add(server.world.organs.court, body())).toMatchObject({
      status,
      body: { faults: [{ pointer }] },
    });
  });

  it('are granted by the security administrator, not by who keeps the organs', async () => {
    const reply = await add(
      server.world.organs.court,
      { overOrganId: server.world.organs.cadre },
      'sysadmin',
    );
    expect(reply.status).toBe(403);
  });

  it('are given once, seen from both sides, and end on a day', async () => {
    const { court, cadre } = server.world.organs;
    const made = await add(court, { overOrganId: cadre });
    expect(made).toMatchObject({
      status: 201,
      body: { reaches: [{ over: { id: cadre }, basis: '协作区工作规则' }] },
    });
    expect(await add(court, { overOrganId: cadre, from: '2026-09-01' })).toMatchObject({
      status: 409,
      body: { code: 'duplicate' },
    });
    const reach = made.body.reaches[0]!;
    const end = (body: object) =>
      secadmin().call(contract.endReach, {
        params: { id: reach.id },
        body: { version: 1, reason: 'x', ...body },
      });
    expect(await end({ on: '2026-04-04' })).toMatchObject({ status: 400 });
    expect(await end({ on: TODAY, version: 4 })).toMatchObject({ status: 409 });
    expect((await end({ on: '2026-04-05' })).status).toBe(204);
    expect((await read(court)).reaches).toMatchObject([{ state: 'past' }]);
    expect((await add(court, { overOrganId: cadre })).status).toBe(201);
    expect((await server.as('court').must(getSession)).organName).toBe('澄溪县人民法院');
  });
});
