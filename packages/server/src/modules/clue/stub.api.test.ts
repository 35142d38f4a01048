import { createHash, randomBytes } from 'node:crypto';
import { listNotices } from '@plumbline/contract/desk';
import * as matters from '@plumbline/contract/matter';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemSettings } from '../../platform/access/system-actor.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import type { TestClient } from '../../testing/test-client.ts';
import { superior } from './testing.ts';

let server: TestServer;
/** An organ above, and two of its people. */
let above: string;
let one: TestClient;
let other: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  const { id, staff } = await superior(server);
  above = id;
  [one, other] = staff;
});
afterAll(() => server.stop());

/** As the browser and the slip have it: a line of its own, the salt, what was sealed. */
const commitmentOf = (salt: Buffer, sealed: string) =>
  createHash('sha256').update('plumbline/package/v1\n').update(salt).update(sealed).digest('hex');
const PAPER = 'paper\n2\nseal-0042';

const begin = (data: Record<string, unknown>, over: Record<string, unknown> = {}, as = 'intake') =>
  server.as(as).call(matters.beginMatter, {
    body: {
      procedure: 'clue-stub',
      subjects: [],
      data: { receivedOn: '2026-04-01', pieces: 2, receiver: above, ...data },
      ...over,
    } as never,
  });
const take = (by: string | TestClient, id: string, action: string, data?: object, reason?: string) =>
  (typeof by === 'string' ? server.as(by) : by).call(matters.actOnMatter, {
    params: { id, action },
    body: { ...(data ? { data } : {}), ...(reason ? { reason } : {}) } as never,
  });
const seen = async (id: string, as = 'intake') => server.as(as).must(matters.getMatter, { params: { id } });

async function sent(commitment: string): Promise<string> {
  const reply = await begin({ commitment });
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  const { id } = reply.body;
  expect((await take('intake', id, 'send', { sentOn: '2026-04-02', carrier: 'hand' })).status).toBe(200);
  return id;
}
const check = (id: string, found: string, counted = 2) =>
  take(one, id, 'check', { cameOn: '2026-04-03', counted, found });

describe('a stub', () => {
  it('is refused to whoever takes no clues in, and holds nothing but what the form has', async () => {
    const commitment = commitmentOf(randomBytes(32), PAPER);
    for (const who of ['court', 'officer', 'unit', 'sysadmin'])
      expect((await begin({ commitment }, {}, who)).status, who).toBe(403);
    for (const data of [
      { commitment, title: '反映某领导' },
      { commitment, content: '反映某领导' },
      { commitment, subject: '某领导' },
      { commitment: '反映某领导' },
      { commitment: commitment.toUpperCase() },
      {},
    ])
      expect((await begin(data)).status, JSON.stringify(data)).toBe(400);
    const about = { subjects: [{ kind: 'person', id: server.world.persons.head }] };
    expect((await begin({ commitment }, about)).status).toBe(400);
  });

  it('goes to an organ above alone: not to the own one, a part of it, one beside it or below', async () => {
    const commitment = commitmentOf(randomBytes(32), PAPER);
    const { organs } = server.world;
    for (const [who, receivers] of [
      [
        'intake',
        ['commission', 'petitions', 'casemgmt', 'dispatched', 'cadre', 'committee', 'court', 'admin'],
      ],
      ['orgdept', ['cadre', 'orgdept', 'commission', 'petitions', 'court']],
    ] as const)
      for (const name of receivers)
        expect(await begin({ commitment, receiver: organs[name] }, {}, who), `${who} ${name}`).toMatchObject({
          status: 400,
          body: { faults: [{ pointer: '/data/receiver', code: 'party.not-above' }] },
        });
    expect((await begin({ commitment }, {}, 'orgdept')).status).toBe(201);
  });

  it('offers those organs alone to which it may go, to whoever may leave one', async () => {
    const ask = (who: string, procedure = 'clue-stub', query: object = { field: 'receiver' }) =>
      server.as(who).call(matters.listBeginChoices, { params: { procedure }, query: query as never });
    expect((await ask('officer')).status).toBe(403);
    expect(
      (await ask('intake', 'clue-stub', { field: 'receiver', organId: server.world.organs.court })).status,
    ).toBe(403);
    for (const procedure of ['clue', 'constructor'])
      expect((await ask('intake', procedure)).status).toBe(404);
    expect((await ask('intake', 'clue-stub', { field: 'pieces' })).status).toBe(400);
    for (const who of ['intake', 'orgdept'])
      expect(
        (await ask(who)).body.items.map(({ id }) => id),
        who,
      ).toEqual([above]);
  });

  it('takes no day that is still to come', async () => {
    const commitment = commitmentOf(randomBytes(32), PAPER);
    const future = (field: string) => ({
      status: 400,
      body: { faults: [{ pointer: `/data/${field}`, code: 'future', detail: '不得晚于今天' }] },
    });
    expect(await begin({ commitment, receivedOn: '2026-04-07' })).toMatchObject(future('receivedOn'));
    const { id } = (await begin({ commitment, receivedOn: '2026-04-06' })).body;
    const send = (sentOn: string) => take('intake', id, 'send', { sentOn, carrier: 'hand' });
    expect(await send('2099-01-01')).toMatchObject(future('sentOn'));
    expect((await send('2026-04-06')).status).toBe(200);
    const arrived = { cameOn: '2026-04-07', counted: 2, found: commitment };
    expect(await take(one, id, 'check', arrived)).toMatchObject(future('cameOn'));
  });

  it('takes no reason: there is no place in it for a word of what it says', async () => {
    const begun = await begin({ commitment: commitmentOf(randomBytes(32), PAPER) });
    const { id } = begun.body;
    const sent = { sentOn: '2026-04-02', carrier: 'hand' };
    const none = { status: 400, body: { faults: [{ pointer: '/reason', code: 'reason.none' }] } };
    expect(await take('intake', id, 'send', sent, '某领导收受字画')).toMatchObject(none);
    const { version } = await seen(id);
    const move = { version, state: 'sealed', reason: '某领导收受字画' };
    expect(
      await server.as('head').call(matters.moveMatterVersion, { params: { id }, body: move }),
    ).toMatchObject(none);
    expect(await take('head', id, 'recusal.declare', undefined, '某领导收受字画')).toMatchObject(none);
    // What asks for a reason elsewhere asks for none here.
    expect((await take('head', id, 'recusal.declare')).status).toBe(200);
    expect((await take('intake', id, 'send', sent)).status).toBe(200);
    const { actions } = await one.must(matters.getMatter, { params: { id } });
    expect(actions.map(({ takesReason, requiresReason }) => takesReason || requiresReason)).not.toContain(
      true,
    );
  });

  it('keeps no title that somebody gave it', async () => {
    const phrase = '某领导收受字画';
    const reply = await begin({ commitment: commitmentOf(randomBytes(32), PAPER) }, { title: phrase });
    expect(reply.status).toBe(201);
    expect((await seen(reply.body.id)).title).toBe('移送存根');
    await server.services.db.transaction(
      systemSettings(1, Object.values(server.world.organs)),
      async (trx) => {
        const { rows } = await sql`
        select 1 from matter where matter::text like ${`%${phrase}%`}
        union all select 1 from event where event::text like ${`%${phrase}%`}`.execute(trx);
        expect(rows).toEqual([]);
      },
    );
  });

  it('is seen by the clue room that sends it and by the receiver, and by nobody else', async () => {
    const id = await sent(commitmentOf(randomBytes(32), PAPER));
    for (const who of ['officer', 'dispatched', 'secretary', 'court'])
      expect((await server.as(who).call(matters.getMatter, { params: { id } })).status, who).not.toBe(200);
    const received = await one.must(matters.getMatter, { params: { id } });
    expect(received.number).toMatch(/存根〔2026〕0\d{3}号/);
    expect((await take('intake', id, 'check', {})).status).toBe(403);
    expect((await take('intake', id, 'confirm')).status).toBe(403);
  });
});

describe('the package', () => {
  it('that came as it went gets its receipt', async () => {
    const salt = randomBytes(32);
    const id = await sent(commitmentOf(salt, PAPER));
    expect((await take(other, id, 'confirm')).status).toBe(409);
    expect((await check(id, commitmentOf(salt, PAPER))).status).toBe(200);
    expect((await take(other, id, 'report-difference')).status).toBe(409);
    // Whoever counted gives no receipt.
    expect(await take(one, id, 'confirm')).toMatchObject({ status: 403, body: { code: 'second-person' } });
    expect((await take(other, id, 'confirm')).status).toBe(200);
    expect(await seen(id)).toMatchObject({ state: 'received', final: true, overdue: false });
  });

  it('that was exchanged, or came with a piece less, gets none', async () => {
    const salt = randomBytes(32);
    for (const [found, counted] of [
      [commitmentOf(salt, 'paper\n2\nseal-0043'), 2],
      [commitmentOf(randomBytes(32), PAPER), 2],
      [commitmentOf(salt, PAPER), 1],
    ] as const) {
      const id = await sent(commitmentOf(salt, PAPER));
      expect((await check(id, found, counted)).status).toBe(200);
      expect((await take(other, id, 'confirm')).status).toBe(409);
      expect((await take(one, id, 'report-difference')).status).toBe(200);
      expect((await seen(id)).state).toBe('differing');
    }
  });

  it('that is lost leaves a term that runs out and is told upwards', async () => {
    const id = await sent(commitmentOf(randomBytes(32), PAPER));
    expect((await take(one, id, 'report-missing')).status).toBe(200);
    const [term] = (await seen(id)).terms;
    expect(term).toMatchObject({ code: 'deliver' });
    server.clock.set('2026-05-20T02:00:00.000Z');
    await server.jobs['matter.refresh']!({ jurisdiction: 1, payload: {} });
    expect((await seen(id)).overdue).toBe(true);
    const kinds = async (client: TestClient) =>
      (await client.must(listNotices, { query: {} as never })).items.map(({ kind }) => kind);
    for (const client of [server.as('intake'), server.as('head'), one])
      expect(await kinds(client)).toContain('matter.overdue');
  });
});
