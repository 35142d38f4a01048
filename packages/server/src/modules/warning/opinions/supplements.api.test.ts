import { listDocuments, openDocument } from '@plumbline/contract/document';
import * as matters from '@plumbline/contract/matter';
import { listOpinions } from '@plumbline/contract/opinion';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../../testing/index.ts';
import { admonish, approveAll, step } from '../admonish.testing.ts';
import { verified, warned } from '../levels/levels.testing.ts';
import { voidMark } from '../levels/void-mark.ts';
import { answer, concludeAsProposed, request, sheet, signAll } from './opinion.testing.ts';
import { proposeSupplements } from './propose-supplements.ts';

const DAY = 24 * 60 * 60 * 1000;
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const names = () => [
  { person: server.world.persons.deputy, name: '周敏', unit: '县住建局', post: '副局长' },
  { person: server.world.persons.mayor, name: '李国强' },
];
const open = async () =>
  (await server.as('officer').must(listOpinions, { query: {} })).items.filter(
    ({ state }) => state === 'proposed' || state === 'drafted',
  );
const papers = async (matterId: string) =>
  (await server.as('officer').must(listDocuments, { query: { matterId } })).items.map(
    ({ template }) => template,
  );

describe('a supplement', () => {
  it('is not proposed for what does not stand against the request, nor for what was known', async () => {
    const award = await request(server, names(), { occasion: 'party-admission' });
    await answer(server, award);
    await admonish(server, server.world.persons.deputy);
    await server.work();
    expect(await open()).toEqual([]);
    // What was in force when it was answered calls for nothing.
    const promotion = await request(server, names());
    await answer(server, promotion);
    expect(await server.app.endpoints.runAsSystem(1, proposeSupplements)).toBe(0);
  });

  it('is proposed by the platform once, tells the asker of the one name, and is a matter of its own', async () => {
    const id = await request(server, names());
    await answer(server, id);
    await admonish(server, server.world.persons.mayor);
    await server.work();
    // Three requests were about the mayor; one for another occasion.
    const proposed = await open();
    expect(proposed.map((one) => one.names)).toEqual([1, 1]);
    expect(await server.app.endpoints.runAsSystem(1, proposeSupplements)).toBe(0);
    const [first, second] = proposed;
    expect((await sheet(server, 'officer', first!.id)).rows).toMatchObject([
      { name: '李国强', proposed: { conclusion: 'postpone' } },
    ]);
    const early = await server
      .as('officer')
      .call(matters.actOnMatter, { params: { id: first!.id, action: 'reply' }, body: {} });
    expect(early.status).toBe(409);
    await concludeAsProposed(server, first!.id);
    await step(server, 'officer', first!.id, 'reply');
    await approveAll(server, first!.id);
    expect(await papers(first!.id)).toEqual(['opinion-supplement']);
    const { items } = await server.as('officer').must(listDocuments, { query: { matterId: first!.id } });
    const text = JSON.stringify(
      await server.as('officer').must(openDocument, { params: { id: items[0]!.id }, body: {} }),
    );
    expect(text).toContain('李国强');
    expect(text).toContain('影响期内不得提拔使用（至2026年10月6日）');
    expect(text).not.toContain('周敏');
    // Dropped with a reason and approval: the same measure does not come up again.
    await step(server, 'officer', second!.id, 'drop', undefined, '来函事项已撤回。');
    await approveAll(server, second!.id);
    expect(await open()).toEqual([]);
    expect(await server.app.endpoints.runAsSystem(1, proposeSupplements)).toBe(0);
  });

  it('is proposed when an admonition that a reply rested on is revoked, and tells the asker that nothing stands', async () => {
    const person = server.world.persons.namesakeA;
    const talk = await admonish(server, person);
    const id = await request(server, [{ person, name: '王伟' }]);
    await answer(server, id);
    expect(await server.app.endpoints.runAsSystem(1, proposeSupplements)).toBe(0);
    await step(server, 'officer', talk, 'revoke-admonition', undefined, '经复核，认定事实有误。');
    await approveAll(server, talk);
    await server.work();
    const proposed = await open();
    expect(proposed).toHaveLength(1);
    const supplement = proposed[0]!.id;
    expect((await sheet(server, 'officer', supplement)).rows).toMatchObject([
      { name: '王伟', measures: [], proposed: { conclusion: 'nothing-found', grounds: [] } },
    ]);
    await concludeAsProposed(server, supplement);
    await step(server, 'officer', supplement, 'reply');
    await approveAll(server, supplement);
    expect(await papers(supplement)).toEqual(['opinion-supplement']);
    expect(await server.app.endpoints.runAsSystem(1, proposeSupplements)).toBe(0);
  });

  it('is proposed when a warning that a reply rested on is void or falls, and not when it reaches its last day', async () => {
    const person = server.world.persons.namesakeB;
    const warning = await warned(server, person, [await verified(server, person, 'heavier')], 'heavier');
    const id = await request(server, [{ person, name: '王伟' }]);
    await signAll(server, id);
    const [row] = (await sheet(server, 'officer', id)).rows;
    const [ground] = row!.measures;
    expect(ground!.key).toBe(`warning:${warning}`);
    await step(server, 'officer', id, 'conclude', {
      conclusions: [
        {
          no: 1,
          name: '王伟',
          unit: row!.unit,
          post: row!.post,
          conclusion: 'postpone',
          grounds: [ground!.key],
          told: ground!.told,
        },
      ],
    });
    await step(server, 'officer', id, 'reply');
    await approveAll(server, id);
    const propose = () => server.app.endpoints.runAsSystem(1, proposeSupplements);
    expect(await propose()).toBe(0);
    server.clock.advance(DAY * 178);
    expect([server.clock.now().toISOString().slice(0, 10) > ground!.until, await propose()]).toEqual([
      true,
      0,
    ]);
    server.clock.advance(-DAY * 178);
    await server.app.endpoints.runAsSystem(1, (ctx) => voidMark(ctx, 'warning', warning));
    await server.work();
    const [voided, ...others] = await open();
    expect([voided!.names, others]).toEqual([1, []]);
    await step(server, 'officer', voided!.id, 'drop', undefined, '来函事项已撤回。');
    await approveAll(server, voided!.id);
    await server.work();
    expect(await open()).toEqual([]);
  });

  it('is not proposed once the window is over', async () => {
    const id = await request(server, [{ person: server.world.persons.head, name: '陈立新' }]);
    await answer(server, id);
    server.clock.advance(200 * DAY);
    await admonish(server, server.world.persons.head);
    await server.work();
    expect(await open()).toEqual([]);
  });
});
