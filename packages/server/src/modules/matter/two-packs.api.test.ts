import { listDocuments } from '@plumbline/contract/document';
import * as contract from '@plumbline/contract/matter';
import { listProcedures } from '@plumbline/contract/procedure';
import { getWorkbench } from '@plumbline/contract/workbench';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/db/id.ts';
import { seedCalendar } from '../../platform/terms/calendar.store.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { buildNeighbour } from '../../testing/neighbour.ts';

// One server, two jurisdictions of different legal worlds: what one knows, the other does not.

let server: TestServer;
let owner: pg.Client;
let tokens: ReadonlyMap<string, string>;
const unit = newId();
const accounts = new Map<string, string>();
beforeAll(async () => {
  server = await startTestServer();
  owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
  tokens = await buildNeighbour(server.services, { pack: 'inspectorate', organKind: 'inspectorate' });
  const pack = server.services.packs.of(2);
  await server.services.db.transaction({ jurisdiction: 2 }, (trx) =>
    seedCalendar(trx, 2, pack, server.clock.now()),
  );
  await owner.query(
    `insert into unit (jurisdiction_id, id, name, kind, active_from) values (2, $1, 'Roads Agency', 'agency', '2020-01-01')`,
    [unit],
  );
  const { rows } = await owner.query('select id, username from account where jurisdiction_id = 2');
  for (const row of rows) accounts.set(row.username, row.id);
});
afterAll(async () => {
  await owner.end();
  await server.stop();
});

const there = (role: string) => server.withToken(tokens.get(role));
const begin = (role: string, body: object = {}) =>
  there(role).call(contract.beginMatter, {
    body: {
      procedure: 'report',
      subjects: [{ kind: 'unit', id: unit }],
      data: { received: '2026-04-06', channel: 'internal', summary: 'Gifts from a supplier.' },
      ...body,
    } as never,
  });
const act = async (role: string, id: string, action: string, data?: object, version?: number) =>
  there(role).call(contract.actOnMatter, {
    params: { id, action },
    body: { ...(data ? { data } : {}), ...(version ? { version } : {}) } as never,
  });
const read = (role: string, id: string) => there(role).must(contract.getMatter, { params: { id } });

describe('two jurisdictions with different packs on one server', () => {
  it('know their own procedures only', async () => {
    const [ours, theirs] = await Promise.all([
      server.as('officer').must(listProcedures),
      there('reporting-officer').must(listProcedures),
    ]);
    expect(theirs.items.map((one) => one.code)).toEqual(['report']);
    expect(ours.items.map((one) => one.code)).toContain('talk');
    expect(ours.items.map((one) => one.code)).not.toContain('report');
    expect((await begin('reporting-officer', { procedure: 'talk' })).status).toBe(400);
    const wrong = await server.as('officer').call(contract.beginMatter, {
      body: { procedure: 'report', subjects: [], data: {} } as never,
    });
    expect(wrong.status).toBe(400);
  });

  it('refuse what their own pack refuses', async () => {
    expect((await begin('reviewing-inspector')).status).toBe(403);
    expect((await begin('reporting-officer', { subjects: [] })).status).toBe(400);
    expect((await begin('reporting-officer', { data: { summary: '' } })).status).toBe(400);
  });

  it('carry a matter from its receipt to its conclusion by the rules of its own pack', async () => {
    const begun = await begin('reporting-officer');
    expect(begun).toMatchObject({ status: 201, body: { number: expect.stringMatching(/\/R\/2026\/0001$/) } });
    const { id } = begun.body as { id: string };
    expect((await server.as('head').call(contract.getMatter, { params: { id } })).status).toBe(404);
    const term = async (code: string) =>
      (await read('inspector', id)).terms.find((one) => one.code === code)!;
    // Seven days and three months, in calendar days: the one after a Monday is a Monday.
    expect(await term('acknowledge')).toMatchObject({ openedOn: '2026-04-06', dueOn: '2026-04-13' });
    expect(
      (await act('reporting-officer', id, 'acknowledge', { next: 'A board will assess it.' })).status,
    ).toBe(200);
    expect(await term('feedback')).toMatchObject({ dueOn: '2026-07-06', state: 'running' });
    const papers = await there('inspector').must(listDocuments, { query: { matterId: id } });
    expect(papers.items).toHaveLength(1);
    const board = {
      chair: accounts.get('reviewing-inspector'),
      assessors: [accounts.get('reporting-officer'), accounts.get('inspector')],
    };
    expect((await act('reporting-officer', id, 'convene', board)).status).toBe(200);
    expect((await act('reviewing-inspector', id, 'open')).status).toBe(200);
    const desk = await there('inspector').must(getWorkbench, { query: {} });
    expect(desk.todo.find((one) => one.id === id)).toMatchObject({ why: 'speak' });
    const vote = { vote: 'follow-up', grounds: 'There are invoices.' };
    // All of them have the page open and speak at once.
    const { version } = await read('inspector', id);
    const voices = ['reporting-officer', 'inspector', 'reviewing-inspector'];
    const spoken = voices.map((role) => act(role, id, 'opine', vote, version));
    expect((await Promise.all(spoken)).map(({ status }) => status)).toEqual([200, 200, 200]);
    const settle = await act('reviewing-inspector', id, 'settle', undefined, version);
    expect(settle).toMatchObject({ status: 409, body: { code: 'stale-version' } });
    expect((await act('reviewing-inspector', id, 'settle')).status).toBe(200);
    expect((await read('inspector', id)).state).toBe('accepted');
    const plan = { inspector: accounts.get('inspector'), scope: 'Invoices.', protection: 'Kept apart.' };
    expect((await act('inspector', id, 'plan', plan)).status).toBe(200);
    const finding = { finding: 'A pen.', against: 'Its value.', result: 'unsubstantiated' };
    expect((await act('reporting-officer', id, 'find', finding)).status).toBe(403);
    expect((await act('inspector', id, 'find', finding)).status).toBe(200);
    expect((await act('inspector', id, 'conclude', { feedback: 'Not substantiated.' })).status).toBe(200);
    const waiting = await there('inspector-general').must(getWorkbench, { query: {} });
    expect(JSON.stringify(waiting)).toContain(id);
    expect((await act('inspector-general', id, 'approval.approve')).status).toBe(200);
    const concluded = await read('inspector', id);
    expect(concluded).toMatchObject({ state: 'concluded', final: true });
    expect(concluded.terms.map((one) => one.state)).not.toContain('running');
  });
});
