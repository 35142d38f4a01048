import { createKin } from '@plumbline/contract/registry';
import { listWarningFacts, weighWarning } from '@plumbline/contract/warning';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addAccount } from '../../../testing/add-account.ts';
import { startTestServer, type TestClient, type TestServer } from '../../../testing/index.ts';
import { ensureDossier } from '../../dossier/index.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

it('tells nothing of warnings and lapses to the person, kin, or whoever does not see the dossier', async () => {
  const { persons, organs } = server.world;
  const subjectId = persons.deputy!;
  await server.app.endpoints.runAsSystem(1, (ctx) =>
    ensureDossier(ctx, { kind: 'person', id: subjectId }, { byFiling: false, organId: organs.commission! }),
  );
  await server.as('officer').must(createKin, {
    params: { id: subjectId },
    body: { relation: 'spouse', name: '王伟', personId: persons.namesakeB! },
  });
  const office = { role: 'dossier-officer', organId: organs.commission! };
  const [own, kin] = await Promise.all(
    [subjectId, persons.namesakeB!].map((personId) => addAccount(server, { ...office, personId })) as [
      Promise<TestClient>,
      Promise<TestClient>,
    ],
  );
  const asked = async (who: TestClient) => [
    (await who.call(weighWarning, { query: { subjectId, for: 'listing', facts: '' } })).status,
    (await who.call(listWarningFacts, { query: { subjectId, for: 'listing' } })).status,
  ];
  for (const who of [own, kin, server.as('dispatched')]) expect(await asked(who)).toEqual([404, 404]);
  expect(await asked(server.as('officer'))).toEqual([200, 200]);
});
