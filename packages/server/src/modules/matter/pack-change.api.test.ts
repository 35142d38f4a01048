import * as contract from '@plumbline/contract/matter';
import * as procedure from '@plumbline/contract/procedure';
import { type MatterEvent, machineOf, type Pack, replay } from '@plumbline/policy';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { errandPack } from './errand.testing.ts';
import { simulatePack, toEngine } from './index.ts';

let before: Pack;
let after: Pack;
let server: TestServer;
beforeAll(async () => {
  before = await errandPack();
  after = structuredClone(before);
  after.head.version = '99.1.0';
  const errand = after.procedures.errand!;
  delete errand.actions.note;
  errand.actions.finish!.requiresReason = true;
  errand.states.closing = { ...errand.states.asked!, title: { zh: '收尾', en: 'Closing' } };
  errand.actions.finish!.from = ['closing'];
  after.authorities.find((one) => one.code === 'errand.ask')!.rows = [
    {
      chain: [
        {
          title: { zh: '书记', en: 'Secretary' },
          all: [{ permission: 'reading.approve', organ: { kind: 'party-committee' } }],
        },
      ],
      repeats: false,
      source: { zh: '试', en: 'Test' },
      standing: 'default',
    },
  ];
  server = await startTestServer({ packs: [before] });
});
afterAll(() => server.stop());

const begin = async () => {
  const subjects = [{ kind: 'person', id: server.world.persons.deputy }];
  const body = { procedure: 'errand', subjects, data: {} };
  return (await server.as('officer').must(contract.beginMatter, { body })).id;
};
const take = (by: string, id: string, action: string, body: Record<string, unknown> = {}) =>
  server.as(by).call(contract.actOnMatter, { params: { id, action }, body });
const see = (by: string, id: string) => server.as(by).must(contract.getMatter, { params: { id } });

describe('another version of the pack', () => {
  it('is looked at before it is installed, changes nothing of what runs, and rules what begins', async () => {
    const old = await begin();
    expect((await take('officer', old, 'note', { reason: '记' })).status).toBe(200);
    const seen = [];
    for await (const one of simulatePack(server.app.endpoints, 1, after, '2026-01-01')) seen.push(one);
    const own = seen.find((one) => one.matter.id === old)!;
    expect(own.differences.map((one) => [one.seq, one.code])).toEqual([[2, 'action.gone']]);
    expect((await see('officer', old)).allowed).toContain('note');

    await server.services.packs.install(after, server.clock.now());
    const running = await see('officer', old);
    expect(running).toMatchObject({
      packVersion: '99.0.0',
      allowed: expect.arrayContaining(['note', 'finish']),
    });
    expect(running.actions.find((one) => one.code === 'finish')!.requiresReason).toBe(false);
    const fresh = await see('officer', await begin());
    expect(fresh.packVersion).toBe('99.1.0');
    expect(fresh.allowed).not.toContain('note');
    const picture = (version: string) =>
      server.as('officer').must(procedure.getProcedure, { params: { procedure: 'errand', version } });
    expect((await picture('99.0.0')).states.map((one) => one.code)).not.toContain('closing');
    expect((await picture('99.1.0')).states.map((one) => one.code)).toContain('closing');
  });

  it('decides at once who approves, for what runs too', async () => {
    const old = (
      await server.as('officer').must(contract.listMatters, { query: { procedure: 'errand' } })
    ).items.at(-1)!;
    expect((await take('officer', old.id, 'ask')).status).toBe(200);
    expect((await take('head', old.id, 'approval.approve')).status).toBe(403);
    expect((await take('secretary', old.id, 'approval.approve')).status).toBe(200);
  });

  it('takes over a running matter only by an explicit step with a reason, from a state that it has', async () => {
    const id = (
      await server.as('officer').must(contract.listMatters, { query: { procedure: 'errand' } })
    ).items.at(-1)!.id;
    const move = (by: string, body: Record<string, unknown>) =>
      server.as(by).call(contract.moveMatterVersion, { params: { id }, body });
    const { version } = await see('officer', id);
    const good = { version, state: 'closing', reason: '按新规则收尾' };
    expect((await move('officer', good)).status).toBe(403);
    expect((await move('court', good)).status).toBe(404);
    expect((await move('head', { ...good, version: 1 })).status).toBe(409);
    expect((await move('head', { ...good, reason: ' ' })).status).toBe(400);
    expect((await move('head', { ...good, state: 'nowhere' })).body).toMatchObject({
      faults: [{ pointer: '/state' }],
    });
    // It takes no step: neither back nor on, and nothing at all on the version that it runs on.
    for (const state of ['open', 'done'])
      expect((await move('head', { ...good, state })).status, state).toBe(400);
    expect((await move('head', good)).body).toMatchObject({ state: 'closing' });
    const again = { version: version + 1, state: 'closing', reason: '再来一次' };
    expect((await move('head', again)).status).toBe(400);
    const moved = await see('officer', id);
    expect(moved).toMatchObject({ packVersion: '99.1.0', allowed: expect.arrayContaining(['finish']) });
    expect(moved.steps.at(-1)).toMatchObject({ action: 'matter.move-version', reason: '按新规则收尾' });
    const client = new pg.Client({ connectionString: server.ownerUrl });
    await client.connect();
    const { rows } = await client.query(
      `select data from event where entity_id = $1 and type in ('matter.begun', 'matter.acted')`,
      [id],
    );
    const row = await client.query('select * from matter where id = $1', [id]);
    await client.end();
    const events = rows.map((one: { data: MatterEvent }) => one.data).sort((a, b) => a.seq - b.seq);
    const machines = { '99.0.0': machineOf(before, 'errand'), '99.1.0': machineOf(after, 'errand') };
    expect(replay((v) => machines[v as keyof typeof machines], events)).toEqual(toEngine(row.rows[0]));
  });

  it('is refused when its number is taken by another content', async () => {
    const other = structuredClone(after);
    other.texts = { ...other.texts, 'notice.extra': { zh: '另', en: 'Other' } };
    await expect(server.services.packs.install(other, server.clock.now())).rejects.toThrow(
      /raise the version/,
    );
    expect(server.services.packs.of(1).texts['notice.extra']).toBeUndefined();
  });

  it('gives way to the one that ships when that is installed again', async () => {
    await server.services.packs.install(before, server.clock.now());
    expect(server.services.packs.of(1).head.version).toBe('99.0.0');
  });
});
