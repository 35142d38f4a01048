import * as contract from '@plumbline/contract/matter';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/db/id.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
const drafts: string[] = [];
const id = (name: string) => server.world.accounts[name]!;
beforeAll(async () => {
  server = await startTestServer();
  for (let i = 0; i < 3; i++) {
    const { id: draft } = await server.as('officer').must(contract.beginMatter, {
      body: {
        procedure: 'inquiry',
        subjects: [{ kind: 'person', id: server.world.persons.head }],
        data: { problems: `${i + 1}、住房情况。`, handlers: [id('officer')] },
      },
    });
    drafts.push(draft);
  }
});
afterAll(() => server.stop());

const handOver = (as: string | undefined, parts: [to: string, matters: string[]][], reason = '调离') =>
  server.as(as).call(contract.handOverMatters, {
    body: { from: id('officer'), reason, parts: parts.map(([to, matterIds]) => ({ to: id(to), matterIds })) },
  });
const faultsOf = ({ body }: { body: unknown }) =>
  (body as { faults: { pointer: string; code: string }[] }).faults.map(({ pointer, code }) => [
    pointer,
    code,
  ]);
const handlersOf = async (matter: string) =>
  (await server.as('head').must(contract.getMatter, { params: { id: matter } })).parties.flatMap(
    ({ role, members }) => (role === 'handler' ? members.map(({ id: account }) => account) : []),
  );

describe('handing over many matters at once', () => {
  it('refuses in order: no session, bad input, what is not there, what is not theirs to hand over', async () => {
    const [one, two] = drafts as [string, string];
    expect((await handOver(undefined, [['intake', [one]]])).status).toBe(401);
    expect((await handOver('head', [['intake', [one]]], '')).status).toBe(400);
    expect(faultsOf(await handOver('head', [['officer', [one]]]))).toEqual([['/parts', 'hand-over.self']]);
    expect(
      faultsOf(
        await handOver('head', [
          ['intake', [one]],
          ['dispatched', [one]],
        ]),
      ),
    ).toEqual([['/parts', 'hand-over.once']]);
    expect(faultsOf(await handOver('court', [['intake', [one, two]]]))).toEqual([
      ['/parts/0/matterIds/0', 'unknown-reference'],
      ['/parts/0/matterIds/1', 'unknown-reference'],
    ]);
    expect(faultsOf(await handOver('officer', [['intake', [one]]]))).toEqual([
      ['/parts/0/matterIds/0', 'hand-over.not-now'],
    ]);
  });

  it('hands over all of them or none, and names each that can not go', async () => {
    const [one, two, three] = drafts as [string, string, string];
    const reply = await handOver('head', [
      ['intake', [one, newId()]],
      ['reviewer', [two]],
    ]);
    expect(reply.status).toBe(400);
    expect(faultsOf(reply).sort()).toEqual([
      ['/parts/0/matterIds/1', 'unknown-reference'],
      ['/parts/1/matterIds/0', 'party.permission'],
    ]);
    for (const matter of drafts) expect(await handlersOf(matter)).toEqual([id('officer')]);

    const done = await handOver('head', [
      ['intake', [one, three]],
      ['dispatched', [two]],
    ]);
    expect([done.status, done.body]).toEqual([200, { done: 3 }]);
    expect(await Promise.all([one, two, three].map(handlersOf))).toEqual([
      [id('intake')],
      [id('dispatched')],
      [id('intake')],
    ]);
    for (const matter of drafts) {
      const { steps } = await server.as('head').must(contract.getMatter, { params: { id: matter } });
      expect(steps.at(-1)).toMatchObject({ action: 'matter.hand-over', account: 'head', reason: '调离' });
    }
    // Once given, they have nothing left there to give.
    expect(faultsOf(await handOver('head', [['intake', [one]]]))).toEqual([
      ['/parts/0/matterIds/0', 'parties'],
    ]);
  });

  it('begins with a list of who handles what, which tells nobody outside who handles what concerns them', async () => {
    const handlers = async (as: string) => (await server.as(as).must(contract.listHandlers, {})).items;
    const mattersOf = async (as: string, account: string) =>
      (
        await server
          .as(as)
          .must(contract.listMatters, { query: { accountId: id(account), procedure: 'inquiry' } })
      ).items.map((matter) => matter.id);
    const [one, two, three] = drafts as [string, string, string];
    expect((await mattersOf('head', 'intake')).sort()).toEqual([one, three].sort());
    expect(await mattersOf('head', 'officer')).toEqual([]);
    expect(await handlers('head')).toContainEqual({
      id: id('intake'),
      name: 'intake',
      closed: false,
      open: 2,
    });

    const take = (who: string, action: string) =>
      server.as(who).call(contract.actOnMatter, { params: { id: two, action }, body: {} });
    expect((await take('officer', 'issue')).status).toBe(200);
    for (const who of ['head', 'secretary']) expect((await take(who, 'approval.approve')).status).toBe(200);
    expect((await server.as('subject').call(contract.getMatter, { params: { id: two } })).status).toBe(200);
    expect(await mattersOf('subject', 'dispatched')).toEqual([]);
    expect(await handlers('subject')).toEqual([]);
  });
});
