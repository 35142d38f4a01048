import { listEvents } from '@plumbline/contract/desk';
import { exportEventLog } from '@plumbline/contract/history';
import * as material from '@plumbline/contract/material';
import { getMatter, listMatters } from '@plumbline/contract/matter';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { add, moveAction, runAs, step, verifyAction } from './testing.ts';

let server: TestServer;
let entry: { id: string; matterId: string };
const innocent = () => server.world.persons.namesakeA;
beforeAll(async () => {
  server = await startTestServer();
  const { id } = await add(server, 'officer', innocent(), 'annual-assessment');
  await step(server, 'reviewer', id, verifyAction(server), { reason: '与原件核对一致' });
  const { matterId } = await server.as('officer').must(material.getMaterial, { params: { id } });
  entry = { id, matterId };
  await step(server, 'reviewer', id, moveAction(server), {
    reason: '同名，归错人',
    data: { subjectKind: 'person', subject: server.world.persons.namesakeB },
  });
});
afterAll(() => server.stop());

/** Everybody who works with dossiers; the ledger has its one reader. */
const WORKERS = ['officer', 'reviewer', 'head', 'orgdept', 'casemgmt', 'intake', 'secretary'];

describe('the history of an entry that was moved (P1)', () => {
  it('is the ledger’s alone: nobody else may ask it, by whatever key', async () => {
    for (const query of [
      { subjectId: innocent() },
      { entityId: entry.id },
      { matterId: entry.matterId },
      { type: 'material.' },
    ])
      for (const username of [...WORKERS, 'unit', 'subject', 'court', 'sysadmin', 'secadmin'])
        expect((await server.as(username).call(listEvents, { query })).status, username).toBe(403);
    expect((await server.as().call(listEvents, {})).status).toBe(401);
  });

  it('names the wrong person in no page of the entry or of its matter', async () => {
    for (const username of WORKERS) {
      const client = server.as(username);
      for (const reply of [
        await client.call(material.getMaterial, { params: { id: entry.id } }),
        await client.call(getMatter, { params: { id: entry.matterId } }),
        await client.call(listMatters, { query: { subjectId: innocent() } }),
      ]) {
        expect([200, 404], username).toContain(reply.status);
        const text = reply.raw.toString();
        expect(text, username).not.toContain(innocent());
        expect(text, username).not.toContain('归错人');
      }
    }
    const { steps } = await server.as('officer').must(getMatter, { params: { id: entry.matterId } });
    // Begun and verified; that it moved is not told.
    expect(steps.map(({ action }) => action)).toEqual(['begin', verifyAction(server)]);
  });

  it('gives nobody a row of the wrong person by SQL either, but for what they did themselves', async () => {
    const seen: Record<string, string[]> = {};
    for (const username of [...WORKERS, 'dispatched', 'unit', 'subject', 'court']) {
      const rows = await runAs(server, username, (ctx) =>
        ctx.trx
          .selectFrom('event')
          .selectAll()
          .where('matter_id', '=', entry.matterId)
          .where((eb) => eb.or([eb('account_id', 'is', null), eb('account_id', '<>', ctx.actor.accountId)]))
          .execute(),
      );
      seen[username] = rows.map((row) => row.type);
      for (const row of rows) {
        expect(JSON.stringify(row), username).not.toContain(innocent());
        expect(row.subject_id, username).toBe(server.world.persons.namesakeB);
      }
      const { rows: steps } = await runAs(server, username, (ctx) =>
        sql`select data::text as text from app.matter_steps(${entry.matterId})`.execute(ctx.trx),
      );
      expect(JSON.stringify(steps), username).not.toContain(innocent());
    }
    // The head sees the matter, in which nothing was done since it is where it belongs.
    expect(await server.as('head').call(getMatter, { params: { id: entry.matterId } })).toMatchObject({
      status: 200,
    });
    expect(seen.head).toEqual([]);
  });

  it('keeps of earlier steps no reason, and in the event log no step but those in sight', async () => {
    const { steps } = await server.as('head').must(getMatter, { params: { id: entry.matterId } });
    expect(steps.map(({ action, reason }) => [action, reason])).toEqual([
      ['begin', null],
      [verifyAction(server), null],
    ]);
    const logOf = async (username: string) => {
      const reply = await server.as(username).call(exportEventLog, {});
      return reply.status === 200 ? reply.raw.toString() : '';
    };
    for (const username of ['head', 'auditor'])
      expect(await logOf(username), username).toContain(entry.matterId);
    for (const username of [...WORKERS, 'auditor'])
      expect(await logOf(username), username).not.toMatch(new RegExp(`${innocent()}|归错人`));
    expect(await logOf('court')).not.toContain(entry.matterId);
  });

  it('tells the reader of the ledger from where to where, by whom and why', async () => {
    const ofEntry = await server
      .as('auditor')
      .must(listEvents, { query: { entityId: entry.id, limit: 200 } });
    const moved = ofEntry.items.find((event) => event.type === 'material.moved')!;
    expect(moved).toMatchObject({
      accountId: server.world.accounts.reviewer,
      subjectId: null,
      data: {
        from: { id: innocent() },
        to: { id: server.world.persons.namesakeB },
        reason: '同名，归错人',
      },
    });
    const ofInnocent = await server
      .as('auditor')
      .must(listEvents, { query: { subjectId: innocent(), limit: 200 } });
    expect(ofInnocent.items.map((event) => event.matterId)).toContain(entry.matterId);
  });
});
