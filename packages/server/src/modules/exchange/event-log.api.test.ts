import * as contract from '@plumbline/contract/history';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { addVerified, moveAction, step } from '../dossier/testing.ts';

interface Log {
  events: {
    id: string;
    type: string;
    time: string;
    relationships: { objectId: string; qualifier: string }[];
  }[];
  objects: { id: string; type: string; relationships: { objectId: string }[] }[];
  eventTypes: { name: string }[];
  objectTypes: { name: string }[];
}

let server: TestServer;
let moved: string;
beforeAll(async () => {
  server = await startTestServer();
  const { persons } = server.world;
  await addVerified(server, persons.head, 'supervision-notes');
  server.clock.advance(3_600_000);
  moved = await addVerified(server, persons.namesakeA, 'supervision-notes');
  await step(server, 'reviewer', moved, moveAction(server), {
    data: { subjectKind: 'person', subject: persons.namesakeB },
    reason: '同名误归',
  });
});
afterAll(() => server.stop());

async function logOf(who: string, query: Record<string, string> = {}): Promise<Log> {
  const reply = await server.as(who).call(contract.exportEventLog, { query });
  expect(reply.status).toBe(200);
  return JSON.parse(reply.raw.toString()) as Log;
}

describe('the event log', () => {
  it('is for those who may see events', async () => {
    expect((await server.as().call(contract.exportEventLog)).status).toBe(401);
    for (const who of ['court', 'unit', 'subject', 'sysadmin', 'secadmin'])
      expect((await server.as(who).call(contract.exportEventLog)).status, who).toBe(403);
  });

  it('refers to nothing that it does not declare', async () => {
    const log = await logOf('officer');
    const objects = new Set(log.objects.map((object) => object.id));
    const types = new Set(log.eventTypes.map((type) => type.name));
    expect(log.events.length).toBeGreaterThanOrEqual(4);
    for (const event of log.events) {
      expect(types).toContain(event.type);
      for (const { objectId } of event.relationships) expect(objects).toContain(objectId);
    }
    const declared = new Set(log.objectTypes.map((type) => type.name));
    for (const object of log.objects) expect(declared).toContain(object.type);
    expect(log.events.map((event) => event.time)).toEqual(log.events.map((event) => event.time).toSorted());
  });

  it('does not name the person to whom an entry was filed by mistake', async () => {
    const { namesakeA, namesakeB } = server.world.persons;
    const text = JSON.stringify(await logOf('officer'));
    expect(text).toContain(namesakeB);
    expect(text).not.toContain(namesakeA);
  });

  it('gives the auditor every step without content or subjects', async () => {
    const log = await logOf('auditor');
    expect(log.events.length).toBeGreaterThanOrEqual((await logOf('officer')).events.length);
    expect(log.objects.filter((object) => ['person', 'unit'].includes(object.type))).toEqual([]);
    expect(JSON.stringify(log)).not.toMatch(/\p{Script=Han}/u);
  });

  it('can be of one procedure and of a span of days', async () => {
    const all = await logOf('officer', { procedure: 'material' });
    expect(all.eventTypes.every((type) => type.name.startsWith('material.'))).toBe(true);
    expect((await logOf('officer', { procedure: 'reading' })).events).toEqual([]);
    expect((await logOf('officer', { to: '2026-04-05' })).events).toEqual([]);
    expect((await logOf('officer', { from: '2026-04-06', to: '2026-04-06' })).events).toHaveLength(
      all.events.length,
    );
    expect((await logOf('officer', { from: '2026-04-07' })).events).toEqual([]);
  });

  it('is itself in the ledger', async () => {
    const rows = await server.services.db.transaction({ jurisdiction: 1, ledger: true }, (trx) =>
      trx.selectFrom('event').select(['kind', 'account_id']).where('type', '=', 'events.exported').execute(),
    );
    expect(rows).toContainEqual({ kind: 'open', account_id: server.world.accounts.officer });
  });
});
