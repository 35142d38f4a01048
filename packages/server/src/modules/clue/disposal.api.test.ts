import { createDelegation } from '@plumbline/contract/delegation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { Kit } from './testing.ts';

let server: TestServer;
let kit: Kit;
beforeAll(async () => {
  server = await startTestServer();
  kit = new Kit(server);
  await kit.owner.connect();
});
afterAll(async () => {
  await kit.owner.end();
  await server.stop();
});

describe('the disposal of a clue', () => {
  it('is approved for somebody absent by a delegate, but not by one who proposed it', async () => {
    const { accounts, organs } = server.world;
    const [proposer, other] = [
      await kit.account('dossier-officer', organs.commission!),
      await kit.account('dossier-officer', organs.commission!),
    ];
    for (const { id } of [proposer, other])
      await server.as('head').must(createDelegation, {
        body: { takerId: id, from: '2026-04-06', to: '2026-04-10', reason: '外出' },
      });
    const { matterId } = await kit.closing(
      {},
      { client: proposer.client, handlers: [proposer.id, accounts.officer!] },
    );
    expect(await kit.call(proposer.client, matterId, 'approval.approve')).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
    expect((await kit.call(other.client, matterId, 'approval.approve')).status).toBe(200);
  });

  it('by closing is reviewed by somebody else than whoever approved it', async () => {
    const { matterId } = await kit.closed();
    const check = (who: string) => kit.call(who, matterId, 'check-closing', { opinion: '同意了结' });
    expect(await check('head')).toMatchObject({ status: 403, body: { code: 'second-person' } });
    expect((await check('casemgmt')).status).toBe(200);
  });
});

describe('the month in which a disposal is proposed', () => {
  it('is not begun anew by naming the handler again, nor by an offer to another organ that is recalled', async () => {
    const { accounts, organs } = server.world;
    const [named, offered] = [await kit.register(), await kit.register()];
    const assign = (matterId: string) =>
      kit.take('casemgmt', matterId, 'assign', { handlers: [accounts.officer] });
    for (const { matterId } of [named, offered]) await assign(matterId);
    const due = async ({ matterId }: { matterId: string }) =>
      (await kit.get('casemgmt', matterId)).body.dueOn;
    expect([await due(named), await due(offered)]).toEqual(['2026-05-06', '2026-05-06']);
    const was = server.clock.now().toISOString();
    server.clock.set('2026-05-04T02:00:00.000Z');
    await assign(named.matterId);
    const to = { receiver: organs.dispatched, why: '由其办理', papers: 1 };
    await kit.take('casemgmt', offered.matterId, 'transfer', to);
    await kit.take('head', offered.matterId, 'approval.approve');
    await kit.take('casemgmt', await kit.lastOf('casemgmt', offered.matterId), 'recall', undefined, '误选');
    const after = [await due(named), await due(offered)];
    server.clock.set(was);
    expect(after).toEqual(['2026-05-06', '2026-05-06']);
  });
});
