import * as contract from '@plumbline/contract/pack';
import type { Pack } from '@plumbline/policy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../../testing/index.ts';
import { errandPack } from '../errand.testing.ts';
import { sinceOf } from './view-packs.ts';

let before: Pack;
let server: TestServer;
beforeAll(async () => {
  before = await errandPack();
  server = await startTestServer({ packs: [before] });
});
afterAll(() => server.stop());

const params = (version = before.head.version) => ({ code: before.head.code, version });

describe('installed packs', () => {
  it('are for whoever may read packs, and nobody else', async () => {
    const routes = [contract.listPacks, contract.getPackVersion, contract.checkPackVersion] as const;
    for (const route of routes) {
      const asked = { params: params() } as never;
      expect((await server.as().call(route as never, asked)).status).toBe(401);
      for (const who of ['unit', 'subject'])
        expect((await server.as(who).call(route as never, asked)).status, who).toBe(403);
      for (const who of ['sysadmin', 'officer'])
        expect((await server.as(who).call(route as never, asked)).status, who).toBe(200);
    }
  });

  it('are not found when they were never installed', async () => {
    const sysadmin = server.as('sysadmin');
    expect((await sysadmin.call(contract.getPackVersion, { params: params('0.0.1') })).status).toBe(404);
    expect((await sysadmin.call(contract.checkPackVersion, { params: params('0.0.1') })).status).toBe(404);
    for (const procedure of ['nothing', 'constructor'])
      expect(
        (await sysadmin.call(contract.getPackProcedure, { params: { ...params(), procedure } })).status,
      ).toBe(404);
  });

  it('tell which version is in force since when, and go on telling it after another was chosen', async () => {
    const list = async () => (await server.as('sysadmin').must(contract.listPacks)).items;
    const first = (await list())[0]!;
    expect(first).toMatchObject({ code: before.head.code, own: true });
    expect(first.versions).toHaveLength(1);
    expect(first.versions[0]).toMatchObject({ version: '99.0.0', shipped: true, inForce: true });
    expect(first.versions[0]!.since).toBe(first.versions[0]!.installedAt);

    server.clock.advance(3_600_000);
    const after = structuredClone(before);
    after.head.version = '99.0.1';
    await server.services.packs.install(after, server.clock.now());
    const chosenAt = server.clock.now().toISOString();
    server.clock.advance(3_600_000);
    await server.services.packs.install(after, server.clock.now());
    expect((await list())[0]!.versions).toMatchObject([
      { version: '99.0.1', shipped: false, inForce: true, since: chosenAt },
      { version: '99.0.0', shipped: true, inForce: false, since: null },
    ]);
  });

  it('show their content in the language of the caller, limits with source and standing', async () => {
    const pack = await server.as('sysadmin').must(contract.getPackVersion, { params: params() });
    expect(pack.limits).toHaveLength(before.terms.length);
    expect(pack.limits.every((limit) => limit.source !== '' && limit.standing)).toBe(true);
    expect(pack.catalogue.flatMap((group) => group.items)).toHaveLength(before.catalogue.items.length);
    expect(pack.procedures.find((one) => one.code === 'errand')).toMatchObject({ title: '差事', states: 3 });
    expect(pack.authorities.map((one) => one.code)).toContain('errand.ask');
    const english = await server
      .as('sysadmin')
      .must(contract.getPackVersion, { params: params(), headers: { 'accept-language': 'en' } });
    expect(english.procedures.find((one) => one.code === 'errand')!.title).toBe('Errand');
  });

  it('draw a procedure with the limits of that very version', async () => {
    const picture = await server
      .as('sysadmin')
      .must(contract.getPackProcedure, { params: { ...params(), procedure: 'errand' } });
    expect(picture.states.map((state) => state.code)).toEqual(['open', 'asked', 'done']);
    const limit = before.terms.find((term) => term.code === 'inquiry.reply')!;
    expect(picture.terms[0]).toMatchObject({
      code: 'work',
      length: limit.length,
      source: limit.source.zh,
      standing: limit.standing,
    });
  });

  it('are proven by the rules of this build, every problem with file, place and reason', async () => {
    const broken = structuredClone(before);
    broken.head.version = '99.9.0';
    broken.procedures.errand!.actions.finish!.to = 'nowhere';
    broken.terms[0]!.standing = 'rumour' as never;
    await server.services.packs.install(broken, server.clock.now());
    const check = (version: string) =>
      server.as('sysadmin').must(contract.checkPackVersion, { params: params(version) });
    expect(await check('99.9.0')).toMatchObject({
      sound: false,
      problems: [{ severity: 'error', code: 'schema', file: 'terms.yaml', pointer: '/0/standing' }],
    });
    broken.head.version = '99.9.1';
    broken.terms[0]!.standing = 'default';
    await server.services.packs.install(structuredClone(broken), server.clock.now());
    const { problems } = await check('99.9.1');
    expect(problems).toContainEqual(
      expect.objectContaining({
        code: 'state.unknown',
        file: 'procedures/errand.yaml',
        pointer: '/actions/finish/to',
      }),
    );
    await server.services.packs.install(before, server.clock.now());
  });

  it('that ship are sound', async () => {
    const shipped = await startTestServer();
    const { items } = await shipped.as('sysadmin').must(contract.listPacks);
    for (const { code, versions } of items) {
      const { version } = versions.find((one) => one.inForce)!;
      const asked = { params: { code, version } };
      expect(await shipped.as('sysadmin').must(contract.checkPackVersion, asked)).toEqual({
        sound: true,
        problems: [],
      });
    }
    await shipped.stop();
  });
});

it('counts from the first of the choices in a row that are the same', () => {
  const at = (day: number) => new Date(Date.UTC(2026, 0, day));
  const choices = [
    { version: '2', chosen_at: at(9) },
    { version: '2', chosen_at: at(7) },
    { version: '1', chosen_at: at(5) },
    { version: '2', chosen_at: at(3) },
  ];
  expect(sinceOf(choices, '2')).toEqual(at(7));
  expect(sinceOf([], '1')).toBeUndefined();
});
