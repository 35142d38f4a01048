import * as contract from '@plumbline/contract/matter';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, TEST_NOW, type TestServer } from '../../testing/index.ts';
import { errandPack } from './errand.testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ packs: [await errandPack()] });
});
afterAll(() => server.stop());
beforeEach(() => server.clock.set(TEST_NOW));

async function begin(): Promise<string> {
  const subjects = [{ kind: 'person' as const, id: server.world.persons.deputy }];
  const body = { procedure: 'watch', subjects };
  return (await server.as('officer').must(contract.beginMatter, { body })).id;
}
const see = async (id: string) =>
  (await server.as('officer').call(contract.getMatter, { params: { id } })).body;
const take = (id: string, action: string) =>
  server.as('officer').call(contract.actOnMatter, { params: { id, action }, body: {} });
const lookAgain = async () => {
  await server.jobs['matter.refresh']!({ jurisdiction: 1, payload: {} });
  await server.work();
};
const actionsOf = async (id: string) => (await see(id)).steps.map(({ action }) => action);

describe('what the platform does by itself', () => {
  it('nobody else does', async () => {
    const id = await begin();
    expect((await see(id)).allowed).not.toContain('lapse');
    expect((await take(id, 'lapse')).status).toBe(403);
    expect((await take(id, 'clear')).status).toBe(403);
  });

  it('is done the day after the last day, once, and caught up with by a server that was down', async () => {
    const id = await begin();
    const { dueOn } = await see(id);
    server.clock.set(`${dueOn}T02:00:00.000Z`);
    await lookAgain();
    expect((await see(id)).state).toBe('kept');
    // Nobody looked for two months.
    server.clock.set('2026-07-06T02:00:00.000Z');
    await lookAgain();
    await lookAgain();
    expect(await see(id)).toMatchObject({ state: 'over', final: true, dueOn: null });
    expect(await actionsOf(id)).toEqual(['begin', 'lapse']);
  });

  it('is done when a child ends, however often that is told', async () => {
    const id = await begin();
    expect((await take(id, 'fetch')).status).toBe(200);
    const child = (await see(id)).children[0]!.id;
    expect((await take(child, 'take')).status).toBe(200);
    await server.work();
    expect(await see(id)).toMatchObject({ state: 'cleared', final: true });
    await server.jobs['matter.child-closed']!({
      jurisdiction: 1,
      payload: { parent: id, child, state: 'come' },
    });
    await lookAgain();
    expect(await actionsOf(id)).toEqual(['begin', 'fetch', 'matter.child-closed', 'clear']);
  });
});
