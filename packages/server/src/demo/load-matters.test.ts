import { readFigures } from '@plumbline/contract/figures';
import { getMatter, listMatters } from '@plumbline/contract/matter';
import { getWorkbench } from '@plumbline/contract/workbench';
import { replay } from '@plumbline/policy';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStep, toEngine } from '../modules/matter/index.ts';
import { leaveDailyWork } from '../platform/jobs/daily.ts';
import { type CountyServer, startCountyServer } from '../testing/county-server.ts';
import { BEGUN } from './begun-matters.ts';
import { loadMatters } from './load-matters.ts';

let server: CountyServer;
let owner: pg.Client;
const PROCEDURES = ['opinion-reply', 'inquiry', 'assignment', 'warning', 'talk'];
beforeAll(async () => {
  server = await startCountyServer();
  owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await server.stop();
});

const desk = async (who: string) => {
  const { todo, waiting, late } = await (await server.as(who)).must(getWorkbench, { query: { limit: 200 } });
  const of = (items: typeof todo) =>
    items
      .filter((item) => PROCEDURES.includes(item.procedure))
      .map((item) => `${item.procedure} ${item.state} ${item.why}`);
  return { todo: of(todo), waiting: of(waiting), late: of(late) };
};

describe('matters of the sample county that began before today', () => {
  it('leave nothing out, and were dealt with on days that have passed', async () => {
    await loadMatters(server.services);
    const { rows } = await owner.query('select * from matter where procedure = any ($1) order by id', [
      PROCEDURES,
    ]);
    expect(rows).toHaveLength(BEGUN.length);
    for (const row of rows) {
      expect(row.opened_at.getTime()).toBeLessThan(server.clock.now().getTime());
      const { rows: events } = await owner.query(
        `select data, at from event where entity_id = $1 and type in ('matter.begun', 'matter.acted')
          order by (data->>'seq')::int`,
        [row.id],
      );
      const pack = server.services.packs.of(1);
      // What a narrow matter says stands sealed in the ledger.
      const keys = server.services.keys.jurisdiction(1);
      const history = events.map((event) => openStep(keys, row.id, event.data));
      expect(replay(pack.procedures[row.procedure]!, history)).toEqual(toEngine(row));
      expect(events.every((event) => event.at.getTime() < server.clock.now().getTime())).toBe(true);
    }
    const documents = await owner.query('select count(*)::int as n from document where number is not null');
    // The receipt of what is asked of an organ, each letter, and the papers of warnings and talks.
    expect(documents.rows[0].n).toBe(25);
  });

  it('give every kind of figure of early warning something to count', async () => {
    const head = await server.as('head');
    const { total } = await head.must(readFigures, { query: {} as never });
    expect(total).toMatchObject({ warned: 4, rectified: 1, 'warnings-closed': 1, 'talks-held': 3 });
  });

  it('show what is due soon, overdue, waiting and ended on the first look', async () => {
    expect(await desk('officer')).toEqual({
      todo: [
        'inquiry issued handle',
        'opinion-reply requested handle',
        ...Array.from({ length: 3 }, () => 'warning in-force handle'),
      ],
      waiting: ['opinion-reply drafted asked', 'inquiry drafted asked'],
      late: ['inquiry issued late'],
    });
    expect(await desk('head')).toMatchObject({
      todo: expect.arrayContaining(['inquiry drafted approve']),
      late: ['inquiry issued late'],
    });
    expect(await desk('dispatched')).toMatchObject({
      todo: expect.arrayContaining(['assignment accepted answer', 'opinion-reply requested handle']),
    });
    const { items } = await (await server.as('officer')).must(listMatters, {
      query: { procedure: 'opinion-reply', limit: 50 },
    });
    expect(items.map((item) => item.state).toSorted()).toEqual(['delivered', 'drafted', 'requested']);
    const soon = items.find((item) => item.state === 'requested')!;
    const { terms } = await (await server.as('officer')).must(getMatter, { params: { id: soon.id } });
    expect(terms).toMatchObject([{ state: 'warned' }]);
  });

  it('warn and escalate with the first daily work', async () => {
    await leaveDailyWork(
      server.services.db,
      server.clock,
      server.app.modules.flatMap((one) => one.daily ?? []),
    );
    await server.work();
    const { rows } = await owner.query(
      `select distinct n.kind, a.username from notice n join account a on a.id = n.principal_id
        where n.kind in ('matter.overdue', 'matter.due-soon') order by 1, 2`,
    );
    const told = rows.map((row) => `${row.kind} ${row.username}`);
    expect(told).toEqual(
      expect.arrayContaining(['matter.due-soon officer', 'matter.overdue city', 'matter.overdue officer']),
    );
  });
});
