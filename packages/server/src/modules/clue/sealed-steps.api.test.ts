import * as clues from '@plumbline/contract/clue';
import * as matters from '@plumbline/contract/matter';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const take = (who: string, id: string, action: string, data: Record<string, unknown>) =>
  server.as(who).must(matters.actOnMatter, { params: { id, action }, body: { data } });

it('keeps in the ledger what was done on a clue, and of what was written nothing that can be read there', async () => {
  const { matterId } = await server.as('casemgmt').must(clues.registerClue, {
    body: {
      class: 'petition',
      subType: 'letter-handling',
      source: 'report-accusation',
      occurredOn: '2026-03-02',
      title: '反映其收受玉器',
      content: '来信反映其收受玉器。',
      subjectKind: 'person',
      subjectId: server.world.persons.deputy!,
      organId: server.world.organs.casemgmt!,
    },
  });
  await take('casemgmt', matterId, 'assign', { handlers: [server.world.accounts.officer!] });
  const allegations = [{ no: 1, what: '收受玉器一件', against: 'found', exculpating: '玉器已退回' }];
  await take('officer', matterId, 'break-down', { allegations });
  await take('officer', matterId, 'enter-steps', { unclear: 'truth', whyUnclear: '玉器来源不明。' });
  await take('officer', matterId, 'compare-elsewhere', {
    compareBody: server.world.organs.dispatched!,
    why: '玉器涉及班子成员。',
  });
  const { children } = await server.as('officer').must(matters.getMatter, { params: { id: matterId } });
  await take('officer', children[0]!.id, 'write', { points: '请说明玉器情况。', asks: '请附材料。' });
  const owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
  const { rows } = await owner.query(
    "select type, data::text as data from event where data::text like '%玉%'",
  );
  const { rows: kept } = await owner.query(
    `select data->>'type' as type, data->>'action' as action, data ? 'sealed' as sealed from event
      where entity_id = $1 and kind = 'write' order by (data->>'seq')::int`,
    [matterId],
  );
  await owner.end();
  expect(rows).toEqual([]);
  expect(kept.map(({ action, sealed }) => [action, sealed])).toEqual([
    [null, true],
    ['assign', true],
    ['break-down', true],
    ['enter-steps', true],
    ['compare-elsewhere', true],
  ]);
  // Whoever works on it reads what was written, step by step.
  const file = await server.as('officer').must(clues.getClue, {
    params: { id: (await server.as('officer').must(clues.listClues, { query: {} })).items[0]!.id },
  });
  expect(file.steps.find((step) => step.title === '分解问题')?.data).toEqual({ allegations });
});
