import * as clues from '@plumbline/contract/clue';
import { listNotices } from '@plumbline/contract/desk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import type { TestClient } from '../../testing/test-client.ts';
import { addAccount } from '../dossier/testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const body = (over: Record<string, unknown> = {}) => ({
  class: 'petition',
  subType: 'letter-handling',
  source: 'petition-letter',
  occurredOn: '2026-03-05',
  title: '群众来信反映招投标问题',
  content: '来信反映其在2025年城东小学改造项目招标前约见投标人，并收受购物卡，事后该投标人中标，请核查。',
  subjectKind: 'person',
  subjectId: server.world.persons.deputy,
  ...over,
});
const KIND = 'clue.alike-elsewhere';
async function toldOf(client: TestClient, id: string): Promise<number> {
  const { items } = await client.must(listNotices, { query: {} });
  return items.filter((notice) => notice.kind === KIND && notice.link === `/clues/${id}`).length;
}

describe('the like of a clue that another organ keeps', () => {
  it('is told to who supervises clues in the lowest organ above both, and to nobody else at all', async () => {
    const there = await addAccount(server, { role: 'intake-officer', organId: server.world.organs.room1 });
    const kept = await there.must(clues.registerClue, { body: body() as never });
    await server.work();
    const here = await server.as('intake').call(clues.registerClue, { body: body() as never });
    expect(here.status).toBe(201);
    // The registering officer gets the same reply as if there were nothing.
    expect(JSON.stringify(here.body)).not.toContain(kept.id);
    expect(here.body).toMatchObject({ similar: [], repeats: { times: 1 } });
    await server.work();
    expect(await toldOf(server.as('head'), here.body.id)).toBe(1);
    for (const who of Object.keys(server.world.accounts).filter((name) => name !== 'head')) {
      const reply = await server.as(who).call(listNotices, { query: {} });
      expect(JSON.stringify(reply.body), who).not.toContain(KIND);
    }
    expect(await toldOf(there, here.body.id)).toBe(0);
  });

  it('is told to nobody where no organ stands above both, and not to who sees both clues', async () => {
    const alone = await addAccount(server, { role: 'case-supervisor', organId: server.world.organs.court });
    const content =
      '来信反映其长期占用下属单位公车，并让司机接送家属，费用在单位报销，持续两年有余，请核实处理。';
    const first = await alone.must(clues.registerClue, {
      body: body({ content, title: '公车私用' }) as never,
    });
    const second = await server
      .as('intake')
      .must(clues.registerClue, { body: body({ content, title: '公车' }) as never });
    await server.work();
    for (const who of Object.keys(server.world.accounts))
      for (const { id } of [first, second]) expect(await toldOf(server.as(who), id), who).toBe(0);
    expect(await toldOf(alone, second.id)).toBe(0);
    const own = await server
      .as('intake')
      .must(clues.registerClue, { body: body({ content, title: '公车' }) as never });
    await server.work();
    expect(await toldOf(server.as('head'), own.id)).toBe(0);
  });
});
