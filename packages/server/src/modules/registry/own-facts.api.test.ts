import * as registry from '@plumbline/contract/registry';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addAccount } from '../../testing/add-account.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import type { TestClient } from '../../testing/test-client.ts';
import { addTown } from './testing.ts';

let server: TestServer;
let deputy: TestClient;
let spouse: TestClient;
let head: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  const { persons, organs } = server.world;
  const role = 'dossier-officer';
  await server.as('officer').must(registry.createKin, {
    params: { id: persons.deputy! },
    body: { relation: 'spouse', name: '王伟', personId: persons.namesakeB! },
  });
  [deputy, spouse, head] = await Promise.all(
    [persons.deputy, persons.namesakeB, persons.head].map((personId) =>
      addAccount(server, { role, organId: organs.commission!, personId: personId! }),
    ) as [Promise<TestClient>, Promise<TestClient>, Promise<TestClient>],
  );
});
afterAll(() => server.stop());

/** The refusals of everything that says who somebody is in office, tried on what belongs to 周敏. */
async function tries(who: TestClient): Promise<string[]> {
  const { persons, posts, organs } = server.world;
  const [post, person] = await Promise.all([
    server.as('officer').must(registry.getPost, { params: { id: posts.deputy! } }),
    server.as('officer').must(registry.getPerson, { params: { id: persons.deputy! } }),
  ]);
  const [held] = person.appointments;
  const replies = [
    await who.call(registry.editPost, {
      params: { id: posts.deputy! },
      body: { version: post.version, level: 'county-deputy' },
    }),
    await who.call(registry.assignAuthority, {
      params: { id: posts.deputy! },
      body: { organId: organs.court!, from: '2026-01-01' },
    }),
    await who.call(registry.createAppointment, {
      body: { personId: persons.deputy!, postId: posts.mayor!, from: '2026-04-01' },
    }),
    await who.call(registry.endAppointment, {
      params: { id: held!.id },
      body: { version: held!.version, on: '2026-04-05' },
    }),
    await who.call(registry.editPerson, {
      params: { id: persons.deputy! },
      body: { version: person.version, name: '周明' },
    }),
  ];
  return replies.map(({ status, body }) => `${status} ${(body as unknown as { code?: string }).code}`);
}

it('lets nobody enter what decides who handles reports about himself or kin', async () => {
  expect(await tries(deputy)).toEqual(Array(5).fill('403 second-person'));
  expect(await tries(spouse)).toEqual(Array(5).fill('403 second-person'));
  const { persons } = server.world;
  const after = await server.as('officer').must(registry.getPerson, { params: { id: persons.deputy! } });
  expect([after.name, after.appointments.length, after.appointments[0]!.to]).toEqual(['周敏', 1, null]);
});

it('lets no organ enter posts and appointments where another keeps the dossier', async () => {
  const { client } = await addTown(server, '青石');
  const { persons, units, posts } = server.world;
  const refused = await tries(client);
  expect(refused.slice(0, 4)).toEqual(Array(4).fill('403 forbidden'));
  const unit = await client.must(registry.getUnit, { params: { id: units.housing! } });
  const body = { version: unit.version, kind: 'public-institution' };
  expect((await client.call(registry.editUnit, { params: { id: units.housing! }, body })).status).toBe(403);
  // Nor into a post of a unit of its own, whose level would count for the person.
  const own = await client.must(registry.createUnit, {
    body: { name: '青石镇', kind: 'town', activeFrom: '2026-01-01' },
  });
  const above = await client.must(registry.createPost, {
    body: { unitId: own.id, title: '县级职务', level: 'county-deputy', tags: [], activeFrom: '2026-01-01' },
  });
  const appointed = await client.call(registry.createAppointment, {
    body: { personId: persons.deputy!, postId: above.id, from: '2026-04-01' },
  });
  expect(appointed).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  // The organisation department, whose record it is, goes on.
  const [held] = (await server.as('orgdept').must(registry.getPerson, { params: { id: persons.namesakeB! } }))
    .appointments;
  const post = await server.as('orgdept').must(registry.getPost, { params: { id: posts.namesakeB! } });
  for (const reply of [
    await server.as('orgdept').call(registry.editPost, {
      params: { id: posts.namesakeB! },
      body: { version: post.version, level: 'section-chief' },
    }),
    await server.as('orgdept').call(registry.endAppointment, {
      params: { id: held!.id },
      body: { version: held!.version, on: '2026-04-05' },
    }),
  ])
    expect(reply.status).toBe(200);
});

it('nor what is on record of the unit that he heads', async () => {
  const { units, organs } = server.world;
  const id = units.housing!;
  const { version } = await head.must(registry.getUnit, { params: { id } });
  const edit = { params: { id }, body: { version, tags: [] } };
  const supervise = {
    body: { unitId: id, organId: organs.dispatched!, kind: 'dispatched', from: '2026-04-01' },
  } as never;
  expect((await head.call(registry.editUnit, edit)).status).toBe(403);
  expect((await head.call(registry.createSupervision, supervise)).status).toBe(403);
  expect((await deputy.call(registry.editUnit, edit)).status).toBe(200);
});
