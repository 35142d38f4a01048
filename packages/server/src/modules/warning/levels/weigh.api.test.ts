import * as matters from '@plumbline/contract/matter';
import { createKin } from '@plumbline/contract/registry';
import { listWarningFacts, weighWarning } from '@plumbline/contract/warning';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addAccount } from '../../../testing/add-account.ts';
import { startTestServer, type TestClient, type TestServer } from '../../../testing/index.ts';
import { ensureDossier } from '../../dossier/index.ts';
import { step } from '../admonish.testing.ts';
import { proposal, verified } from './levels.testing.ts';

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

it('puts what was written at the proposal into the form by which it is told, a row for each line, and need not be typed again', async () => {
  const { head } = server.world.persons;
  const data = {
    ...proposal(server, [await verified(server, head, 'minor')]),
    summary: '一次迟到。\n\n两次未报备。',
  };
  const { id } = await server.as('officer').must(matters.beginMatter, {
    body: { procedure: 'warning', subjects: [{ kind: 'person', id: head }], data },
  });
  const { actions } = await server.as('officer').must(matters.getMatter, { params: { id } });
  expect(actions.find(({ code }) => code === 'tell')!.given).toEqual({
    told: [
      { no: 1, fact: '一次迟到。' },
      { no: 2, fact: '两次未报备。' },
    ],
  });
  await step(server, 'officer', id, 'drop', undefined, '拟稿有误。');
});
