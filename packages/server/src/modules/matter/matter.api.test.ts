import * as contract from '@plumbline/contract/matter';
import { type MatterEvent, replay } from '@plumbline/policy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actorOf } from '../../platform/access/actor.ts';
import { dayOf } from '../../platform/clock/clock.ts';
import { newId } from '../../platform/db/id.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { findActorFacts } from '../identity/identity.store.ts';
import { machineForService, startMatter, toEngine } from './index.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** Begins a reading slip as an account, through the module's own function. */
async function requestReading(username: string): Promise<string> {
  const { services, world } = server;
  const session = { id: newId(), jurisdictionId: 1, accountId: world.accounts[username]! };
  const facts = await services.db.transaction({ jurisdiction: 1, account: session.accountId }, (trx) =>
    findActorFacts(trx, session, dayOf(server.clock.now())),
  );
  const actor = actorOf(facts!, services.packs.of(1));
  const started = await server.app.endpoints.run(actor, (ctx) =>
    startMatter(ctx, {
      service: 'reading',
      title: '查阅申请',
      subject: { kind: 'person', id: world.persons.head },
      visibility: {
        organId: world.organs.commission,
        readers: [session.accountId],
        concernsPersonId: world.persons.head,
      },
      data: READING,
    }),
  );
  return started.id;
}

const READING = { purpose: 'ecology', explanation: '日常监督调研前查阅', until: '2026-04-10' };

const machine = () => machineForService(server.services.packs.of(1), 'reading');
const withEffect = (effect: string) =>
  Object.entries(machine().actions).find(([, action]) => action.effects.includes(effect as never))![0];

describe('matters', () => {
  it('refuses in order: no session, unknown, not visible, not permitted, second person, wrong state', async () => {
    const id = await requestReading('officer');
    const grant = withEffect('reading.grant');
    const params = { id, action: grant };
    expect((await server.as().call(contract.actOnMatter, { params, body: {} })).status).toBe(401);
    expect(
      (
        await server
          .as('officer')
          .call(contract.actOnMatter, { params: { id: 'x', action: grant }, body: {} })
      ).status,
    ).toBe(400);
    expect((await server.as('court').call(contract.actOnMatter, { params, body: {} })).status).toBe(404);
    expect((await server.as('subject').call(contract.getMatter, { params: { id } })).status).toBe(404);
    expect((await server.as('officer').call(contract.actOnMatter, { params, body: {} })).status).toBe(403);
    const granted = await server.as('head').call(contract.actOnMatter, { params, body: {} });
    expect(granted.status, JSON.stringify(granted.body)).toBe(200);
    const again = await server.as('head').call(contract.actOnMatter, { params, body: {} });
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({ code: 'wrong-state' });
  });

  it('gives 409 with the present state to a stale version', async () => {
    const id = await requestReading('officer');
    const params = { id, action: withEffect('reading.grant') };
    const reply = await server.as('head').call(contract.actOnMatter, { params, body: { version: 7 } });
    expect(reply.status).toBe(409);
    expect(reply.body).toMatchObject({ code: 'stale-version', changed: { version: 1 } });
  });

  it('lets one of two people at once through', async () => {
    const id = await requestReading('officer');
    const call = { params: { id, action: withEffect('reading.grant') }, body: {} };
    const replies = await Promise.all([
      server.as('head').call(contract.actOnMatter, call),
      server.as('head').call(contract.actOnMatter, call),
    ]);
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409]);
  });

  it('answers a repeated key with the first reply and acts once', async () => {
    const id = await requestReading('officer');
    const call = {
      params: { id, action: withEffect('reading.grant') },
      body: {},
      headers: { 'idempotency-key': 'same-key-1234' },
    };
    const replies = [
      await server.as('head').call(contract.actOnMatter, call),
      await server.as('head').call(contract.actOnMatter, call),
    ];
    expect(replies.map((reply) => reply.status)).toEqual([200, 200]);
    expect(replies[1]!.body).toEqual(replies[0]!.body);
    const other = await server.as('head').call(contract.actOnMatter, { ...call, body: { reason: 'x' } });
    expect(other.status).toBe(422);
  });

  it('keeps a projection that replaying the ledger gives again', async () => {
    const id = await requestReading('officer');
    await server
      .as('head')
      .must(contract.actOnMatter, { params: { id, action: withEffect('reading.grant') }, body: {} });
    const { rows, row } = await server.services.db.transaction(
      { jurisdiction: 1, ledger: true, clearance: 3, reach: [server.world.organs.commission] },
      async (trx) => ({
        rows: await trx
          .selectFrom('event')
          .select('data')
          .where('entity_id', '=', id)
          .orderBy('at')
          .orderBy('id')
          .execute(),
        row: await trx.selectFrom('matter').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
      }),
    );
    expect(
      replay(
        machine(),
        rows.map((event) => event.data as unknown as MatterEvent),
      ),
    ).toEqual(toEngine(row));
  });

  it('tells what was done and what may be done next, in the language of the caller', async () => {
    const id = await requestReading('officer');
    const matter = await server
      .as('head')
      .must(contract.getMatter, { params: { id }, headers: { 'accept-language': 'en' } });
    expect(matter.steps).toHaveLength(1);
    expect(matter.steps[0]).toMatchObject({ action: 'begin', title: 'Begun', account: 'officer' });
    expect(matter.allowed).toContain(withEffect('reading.grant'));
    const list = await server
      .as('head')
      .must(contract.listMatters, { query: { procedure: machine().procedure, mine: 'true' } });
    expect(list.items.map((item) => item.id)).toContain(id);
  });
});
