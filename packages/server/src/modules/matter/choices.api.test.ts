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
