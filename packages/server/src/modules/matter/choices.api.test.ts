import * as contract from '@plumbline/contract/matter';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

it('offers those of the own organ and above; asked for by name or organ, people of any body', async () => {
  const offered = async (q?: string) => {
    const query = { field: 'talkers', ...(q ? { q } : {}) } as never;
    const { items } = await server
      .as('officer')
      .must(contract.listBeginChoices, { params: { procedure: 'talk' }, query });
    return items.map(({ name }) => name);
  };
  expect(await offered()).not.toContain('orgdept');
  expect(await offered('orgdept')).toEqual(['orgdept', 'orgdept2']);
  expect(await offered('干部监督科')).toEqual(['orgdept', 'orgdept2']);
  // A room is found by the organ that it belongs to.
  expect(await offered('县委组织部')).toContain('orgdept');
  // Whoever could not take the place is offered to nobody.
  expect(await offered('sysadmin')).toEqual([]);
});

it('offers as present those who have a voice in the meeting, each with the place, and nobody else', async () => {
  const { accounts } = server.world;
  const plan = {
    topic: '集体研判',
    whenWhere: '4月8日',
    chair: accounts.head,
    members: [accounts.reviewer, accounts.casemgmt],
    recorder: accounts.officer,
  };
  const { id } = await server
    .as('head')
    .must(contract.beginMatter, { body: { procedure: 'meeting', subjects: [], data: plan } as never });
  const offered = async (q?: string) => {
    const query = { field: 'attendance', ...(q ? { q } : {}) } as never;
    const params = { id, action: 'open' };
    const { items } = await server.as('head').must(contract.listStepChoices, { params, query });
    return items.map(({ name, about }) => [name, about]);
  };
  expect(await offered()).toEqual([
    ['head', '主持人'],
    ['reviewer', '成员'],
    ['casemgmt', '成员'],
  ]);
  expect(await offered('view')).toEqual([['reviewer', '成员']]);
  expect(await offered('orgdept')).toEqual([]);
});
