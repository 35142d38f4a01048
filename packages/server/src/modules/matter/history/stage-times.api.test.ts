import * as contract from '@plumbline/contract/history';
import * as matters from '@plumbline/contract/matter';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../../testing/index.ts';
import { errandPack } from '../errand.testing.ts';

const HOUR = 3_600_000;

let server: TestServer;
let first: string;
beforeAll(async () => {
  server = await startTestServer({ packs: [await errandPack()] });
  first = await begin('officer');
  server.clock.advance(2 * HOUR);
  await act('officer', first, 'finish');
  await begin('officer');
  server.clock.advance(HOUR);
  // Kept by another organ, out of the officer's sight below.
  await begin('dispatched');
});
afterAll(() => server.stop());

async function begin(who: string): Promise<string> {
  const body = {
    procedure: 'errand',
    subjects: [{ kind: 'person', id: server.world.persons.deputy }],
    data: {},
  };
  return (await server.as(who).must(matters.beginMatter, { body })).id;
}
const act = (who: string, id: string, action: string) =>
  server.as(who).must(matters.actOnMatter, { params: { id, action }, body: {} });
const report = (who: string, query: Record<string, string> = {}) =>
  server.as(who).must(contract.listStageTimes, { query: { procedure: 'errand', ...query } });

describe('stage times', () => {
  it('are for those who may see events, as a table and as a file', async () => {
    for (const route of [contract.listStageTimes, contract.exportStageTimes]) {
      expect((await server.as().call(route as never)).status).toBe(401);
      for (const who of ['court', 'unit', 'subject', 'sysadmin', 'auditor'])
        expect((await server.as(who).call(route as never)).status, who).toBe(403);
    }
    const bad = await server.as('officer').call(contract.listStageTimes, { query: { organId: 'x' } });
    expect(bad.status).toBe(400);
  });

  it('count only matters in sight: an organ outside the reach changes no figure and is not named', async () => {
    const all = await report('officer');
    const own = await report('dispatched');
    expect(own.matters).toBe(1);
    expect(own.organs.map((organ) => organ.id)).toEqual([server.world.organs.dispatched]);
    expect(own.items).toMatchObject([{ state: 'open', stateTitle: '办理中', ended: 0, open: 1 }]);
    const listed = await server
      .as('officer')
      .must(matters.listMatters, { query: { procedure: 'errand', limit: 200 } });
    expect(all.matters).toBe(listed.items.length);
  });

  it('follow from the events: what has ended, what lasts, and since when', async () => {
    const { items } = await report('officer', { organId: server.world.organs.commission });
    expect(items).toMatchObject([
      { procedure: 'errand', state: 'open', ended: 1, median: 2, ninth: 2, longest: 2, open: 1, oldest: 1 },
    ]);
    expect(await report('officer', { organId: server.world.organs.commission })).toMatchObject({ items });
  });

  it('can be of a span of days and of one version, like the list that they lead to', async () => {
    const day = '2026-04-06';
    const list = async (query: Record<string, string>) =>
      (await server.as('officer').must(matters.listMatters, { query: { procedure: 'errand', ...query } }))
        .items.length;
    for (const [query, found] of [
      [{ from: day, to: day }, true],
      [{ from: '2026-04-07' }, false],
      [{ to: '2026-04-05' }, false],
      [{ packVersion: '99.0.0' }, true],
      [{ packVersion: '1.0.0' }, false],
      [{ organId: server.world.organs.court }, false],
    ] as [Record<string, string>, boolean][]) {
      const { matters: counted } = await report('officer', query);
      expect(counted > 0, JSON.stringify(query)).toBe(found);
      expect(await list(query), JSON.stringify(query)).toBe(counted);
    }
  });

  it('mark what is beyond its term once the term has run out, and lead to just these matters', async () => {
    expect((await report('dispatched')).items[0]).toMatchObject({ beyond: 0, beyondOpen: 0 });
    server.clock.advance(60 * 24 * HOUR);
    expect((await report('dispatched')).items[0]).toMatchObject({ beyond: 1, beyondOpen: 1 });
    const query = { procedure: 'errand', state: 'open', overdue: 'true' } as const;
    const { items } = await server.as('dispatched').must(matters.listMatters, { query });
    expect(items).toHaveLength(1);
    expect(items[0]!.overdue).toBe(true);
  });

  it('leave as a file that a spreadsheet reads, and the ledger keeps who took it', async () => {
    const english = { 'accept-language': 'en' };
    const reply = await server
      .as('officer')
      .call(contract.exportStageTimes, { query: { procedure: 'errand' }, headers: english });
    const [head, line] = reply.raw.toString().split('\r\n');
    expect(head).toMatch(/^\uFEFFProcedure,State,Ended stays,Median \(hours\)/);
    expect(line).toMatch(/^Errand,Open,1,2,2,2,/);
    const rows = await server.services.db.transaction({ jurisdiction: 1, ledger: true }, (trx) =>
      trx
        .selectFrom('event')
        .select(['kind', 'account_id'])
        .where('type', '=', 'stage-times.exported')
        .execute(),
    );
    expect(rows).toContainEqual({ kind: 'open', account_id: server.world.accounts.officer });
  });
});
