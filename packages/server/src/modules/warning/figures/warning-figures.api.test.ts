import { readFigures } from '@plumbline/contract/figures';
import { getOwnPage } from '@plumbline/contract/own';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaveDailyWork } from '../../../platform/jobs/daily.ts';
import { startTestServer, type TestServer } from '../../../testing/index.ts';
import { approveAll, step } from '../admonish.testing.ts';
import { heard, verified, warned } from '../levels/levels.testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const read = () => server.as('officer').must(readFigures, { query: { every: 'year' } });
const total = async (code: string) => (await read()).total[code] ?? 0;
const person = () => server.world.persons.head;
const fact = async () => [await verified(server, person(), 'minor')];

describe('figures of warnings', () => {
  it('count a warning once it is decided, by its level, and one that was revoked as if it had never been', async () => {
    const before = await read();
    const facts = await fact();
    await heard(server, person(), facts);
    expect(await read()).toEqual(before);
    const id = await warned(server, person(), await fact(), 'minor');
    const { total: now, figures } = await read();
    expect([now.warned, now.relapsed]).toEqual([1, undefined]);
    expect(figures.find(({ code }) => code === 'warned')!.parts).toEqual([
      { code: 'minor', title: '三级（较轻）', count: 1 },
    ]);
    const line = (await server.as('subject').must(getOwnPage)).items.find((item) => item.id === id)!;
    const object = line.steps.find(({ title }) => title === '提出异议')!;
    expect(object.lastDay! > '2026-04-06').toBe(true);
    await step(server, 'subject', id, 'object', { objections: [{ no: 1, said: '处理过重。' }] });
    const review = { replies: [{ no: 1, reply: '采纳。' }], finding: '原决定依据不足。' };
    await step(server, 'officer', id, 'revoke', review);
    await approveAll(server, id);
    expect(await read()).toEqual(before);
    const end = (await server.as('subject').must(getOwnPage)).items.find((item) => item.id === id)!;
    expect(end).toMatchObject({ kind: 'decided', steps: [] });
  });

  it('count what comes after an earlier warning had ended as a relapse', async () => {
    await warned(server, person(), await fact(), 'minor');
    expect([await total('warned'), await total('relapsed')]).toEqual([1, 0]);
    server.clock.advance(200 * 24 * 60 * 60 * 1000);
    await leaveDailyWork(
      server.services.db,
      server.clock,
      server.app.modules.flatMap((module) => module.daily ?? []),
    );
    await server.work();
    expect(await total('warnings-lapsed')).toBe(1);
    const lastDay = '2027-02-28';
    await warned(server, person(), await fact(), 'heavier', { lastDay, because: '再次发生。' });
    expect([await total('warned'), await total('relapsed')]).toEqual([2, 1]);
  });
});
