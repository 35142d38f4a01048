import * as contract from '@plumbline/contract/matter';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestClient, type TestServer } from '../../../testing/index.ts';
import { addAccount } from '../../dossier/testing.ts';
import { approveAll, step } from '../admonish.testing.ts';

let server: TestServer;
let committer: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  const { organs } = server.world;
  committer = await addAccount(server, { role: 'dossier-officer', organId: organs.commission });
  for (const day of ['2026-04-06', '2026-04-08']) {
    server.clock.set(`${day}T02:00:00Z`);
    await answered();
  }
  server.clock.set('2026-04-14T02:00:00Z');
});
afterAll(() => server.stop());

/** A letter to the head of the bureau, answered on the day. */
async function answered(): Promise<void> {
  const { id } = await server.as('officer').must(contract.beginMatter, {
    body: {
      procedure: 'inquiry',
      subjects: [{ kind: 'person', id: server.world.persons.head }],
      data: { problems: '一、项目发包情况。', handlers: [server.world.accounts.officer] },
    },
  });
  await step(server, 'officer', id, 'issue');
  await approveAll(server, id);
  await step(server, 'subject', id, 'receive');
  await step(server, 'subject', id, 'answer-alone', {
    answers: [{ problem: '项目发包', explanation: '经集体研究。' }],
    selfExamination: '对照检查。',
    promise: true,
    rectification: '完善程序。',
    signature: '陈立新',
  });
}

const COMMITMENT = {
  from: '2026-04-01',
  to: '2026-04-08',
  draws: 2,
  source: '中国福利彩票双色球第2026045期开奖号码',
  sourceOn: '2026-04-21',
  digits: 14,
};
async function commit(over: object = {}) {
  const { id } = await committer.must(contract.beginMatter, {
    body: { procedure: 'spot-check', subjects: [] },
  });
  const reply = await committer.call(contract.actOnMatter, {
    params: { id, action: 'commit' },
    body: { data: { ...COMMITMENT, ...over } },
  });
  const { faults = [] } = reply.body as { faults?: { pointer: string; code: string }[] };
  return { id, faults: faults.map(({ pointer, code }) => `${pointer} ${code}`) };
}

describe('the first period of spot checks', () => {
  it('leaves out nothing that was answered before it', async () => {
    expect((await commit({ from: '2026-04-07', draws: 1 })).faults).toEqual([
      '/data/from spot-check.period-first',
    ]);
  });

  it('is committed to anew after it was void, no shorter and with no smaller sample', async () => {
    const { id, faults } = await commit();
    expect(faults).toEqual([]);
    await committer.must(contract.actOnMatter, {
      params: { id, action: 'void' },
      body: { reason: '来源填写有误。' },
    });
    await step(server, 'head', id, 'approval.approve');
    expect((await commit({ from: '2026-04-02', to: '2026-04-07', draws: 1 })).faults).toEqual([
      '/data/from spot-check.void-from',
      '/data/to spot-check.void-to',
      '/data/draws spot-check.void-draws',
    ]);
    expect((await commit()).faults).toEqual([]);
  });
});
