import * as clues from '@plumbline/contract/clue';
import { actOnMatter } from '@plumbline/contract/matter';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const slip = (title: string, who = 'intake') =>
  server.as(who).must(clues.registerClue, {
    body: {
      class: 'petition',
      subType: 'letter-handling',
      source: 'report-accusation',
      occurredOn: '2026-03-05',
      title,
      pieces: 3,
      subjectKind: 'person',
      subjectId: server.world.persons.deputy!,
    },
  });
const undo = (who: string, ids: string[]) => server.as(who).call(clues.undoClues, { body: { ids } });
const statusOf = async (id: string) =>
  (await server.as('intake').must(clues.getClue, { params: { id } })).status;

it('undoes chosen slips together, by a counter-event each, and none of them where one can not be undone', async () => {
  const [first, second, third] = [await slip('一'), await slip('二'), await slip('三')];
  await server.as('casemgmt').call(actOnMatter, { params: { id: third.matterId, action: 'assign' } });
  await server.as('head').must(actOnMatter, {
    params: { id: third.matterId, action: 'assign' },
    body: { data: { handlers: [server.world.accounts.officer!] } },
  });
  expect((await undo('officer', [first.id])).status).toBe(403);
  expect((await undo('court', [first.id])).status).toBe(403);
  const refused = await undo('intake', [first.id, third.id]);
  expect(refused).toMatchObject({
    status: 400,
    body: { faults: [{ pointer: '/ids/1', code: 'undo.handled' }] },
  });
  expect(await statusOf(first.id)).toBe('unverified');
  expect((await undo('intake', [first.id, second.id])).body).toEqual({ undone: 2 });
  expect([await statusOf(first.id), await statusOf(second.id)]).toEqual(['withdrawn', 'withdrawn']);
  const { steps } = await server.as('intake').must(clues.getClue, { params: { id: first.id } });
  expect(steps.map((step) => step.title)).toEqual(['登记', '撤销登记']);
});

it('lists what somebody registered to that person alone', async () => {
  const own = await slip('四', 'casemgmt').catch(() => undefined);
  const mine = await server.as('intake').must(clues.listClues, { query: { mine: 'true' } });
  expect(mine.items.length).toBe(3);
  expect(mine.items.map((one) => one.id)).not.toContain(own?.id);
});

it('undoes nothing once the time of the pack has passed', async () => {
  const late = await slip('五');
  // A day and an hour after it was registered.
  server.clock.set('2026-04-07T03:00:00Z');
  const refused = await undo('intake', [late.id]);
  expect(refused).toMatchObject({
    status: 400,
    body: { faults: [{ pointer: '/ids/0', code: 'undo.late' }] },
  });
  expect(refused.body).toMatchObject({ faults: [{ detail: expect.stringContaining('撤回线索') }] });
  expect(await statusOf(late.id)).toBe('unverified');
});
