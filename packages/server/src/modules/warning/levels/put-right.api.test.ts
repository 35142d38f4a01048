import * as matters from '@plumbline/contract/matter';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startTestServer, TEST_NOW, type TestServer } from '../../../testing/index.ts';
import { delivery, step } from '../admonish.testing.ts';
import { verified, warned } from './levels.testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
beforeEach(() => server.clock.set(TEST_NOW));

const opinions = (rectifyBy: string) => ({ opinions: [{ no: 1, opinion: '补办。' }], rectifyBy });
const give = (id: string, rectifyBy: string) =>
  server
    .as('officer')
    .call(matters.actOnMatter, { params: { id, action: 'opinions' }, body: { data: opinions(rectifyBy) } });

async function lastDay(id: string): Promise<string | null | undefined> {
  const { terms } = await server.as('officer').must(matters.getMatter, { params: { id } });
  return terms.findLast(({ code, state }) => code === 'rectify' && state !== 'met')?.dueOn;
}

it('[P7] five working days from the delivery are left to put right, however the day was set', async () => {
  const who = server.world.persons.head;
  const id = await warned(server, who, [await verified(server, who, 'minor')], 'minor', {
    because: '轻微。',
  });
  for (const day of ['2026-04-06', '2026-04-10'])
    expect(await give(id, day)).toMatchObject({
      status: 400,
      body: { faults: [{ pointer: '/data/rectifyBy' }] },
    });
  expect((await give(id, '2026-04-13')).status).toBe(200);
  // Delivered a week later, after the day that was set.
  server.clock.set('2026-04-14T02:00:00.000Z');
  await step(server, 'officer', id, 'deliver-opinions', await delivery(server, '2026-04-14'));
  expect(await lastDay(id)).toBe('2026-04-21');
});

it('[P7] opinions given anew take no time from whoever was given it, also once measures were handed in', async () => {
  const who = server.world.persons.deputy;
  const id = await warned(server, who, [await verified(server, who, 'minor')], 'minor', {
    because: '轻微。',
  });
  expect((await give(id, '2026-04-30')).status).toBe(200);
  await step(server, 'officer', id, 'deliver-opinions', await delivery(server, '2026-04-06'));
  expect((await give(id, '2026-04-29')).status).toBe(400);
  await step(
    server,
    'officer',
    id,
    'record-measures',
    { measures: [{ no: 1, done: '已办。', proof: '附件。' }] },
    '纸质。',
  );
  expect((await give(id, '2026-04-13')).status).toBe(400);
  expect((await give(id, '2026-04-30')).status).toBe(200);
});
