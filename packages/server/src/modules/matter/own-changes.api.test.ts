import * as contract from '@plumbline/contract/matter';
import { createKin, endAppointment, getPerson } from '@plumbline/contract/registry';
import { editPost, getPost } from '@plumbline/contract/registry-posts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addAccount } from '../../testing/add-account.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import type { TestClient } from '../../testing/test-client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const DAY_MS = 24 * 3_600_000;
const take = (who: string, id: string, action: string) =>
  server.as(who).call(contract.actOnMatter, { params: { id, action }, body: {} });

it('lets nobody ask for an approval whose chain they changed lately by the post of whom it is about', async () => {
  const { persons, posts } = server.world;
  const { id } = await server.as('officer').must(contract.beginMatter, {
    body: {
      procedure: 'inquiry',
      subjects: [{ kind: 'person', id: persons.head! }],
      data: { problems: '一、项目发包程序。', contact: '罗' },
    } as never,
  });
  const { version } = await server.as('officer').must(getPost, { params: { id: posts.head! } });
  await server.as('officer').must(editPost, {
    params: { id: posts.head! },
    body: { version, level: 'subsection', tags: [] } as never,
  });
  const refused = await take('officer', id, 'issue');
  expect(refused.status).toBe(403);
  expect(JSON.stringify(refused.body)).toContain('由他人报批');
  // Nor once it stands as it did.
  await server.as('officer').must(editPost, {
    params: { id: posts.head! },
    body: { version: version + 1, level: 'section-chief', tags: ['top-leader', 'leading'] } as never,
  });
  expect((await take('officer', id, 'issue')).status).toBe(403);
  server.clock.advance(31 * DAY_MS);
  expect((await take('officer', id, 'issue')).status).toBe(200);
  // A title changes nothing of who approves.
  await server.as('officer').must(editPost, {
    params: { id: posts.deputy! },
    body: {
      version: (await server.as('officer').must(getPost, { params: { id: posts.deputy! } })).version,
      title: '副局长（分管）',
    } as never,
  });
  const { id: other } = await server.as('officer').must(contract.beginMatter, {
    body: {
      procedure: 'inquiry',
      subjects: [{ kind: 'person', id: persons.deputy! }],
      data: { problems: '一、项目发包程序。', contact: '罗' },
    } as never,
  });
  expect((await take('officer', other, 'issue')).status).toBe(200);
});

it('nor whoever entered kin of the person lately, on either side: that may take an approver out', async () => {
  const { persons } = server.world;
  const begin = async (who: string, person: string) =>
    (
      await server.as(who).must(contract.beginMatter, {
        body: {
          procedure: 'inquiry',
          subjects: [{ kind: 'person', id: person }],
          data: { problems: '一、项目发包程序。', contact: '罗' },
        } as never,
      })
    ).id;
  const [one, other] = [await begin('officer', persons.mayor!), await begin('officer', persons.namesakeA!)];
  await server.as('officer').must(createKin, {
    params: { id: persons.mayor! },
    body: { relation: 'spouse', name: '王伟', personId: persons.namesakeA! },
  });
  for (const id of [one, other]) {
    const refused = await take('officer', id, 'issue');
    expect(refused.status).toBe(403);
    expect(JSON.stringify(refused.body)).toContain('由他人报批');
  }
  server.clock.advance(33 * DAY_MS);
  for (const id of [one, other]) expect((await take('officer', id, 'issue')).status).toBe(200);
});

it('nor whoever ended or corrected an appointment of the person lately, under whichever account', async () => {
  const { persons, organs } = server.world;
  const office = { role: 'dossier-officer', organId: organs.commission!, personId: persons.namesakeB! };
  const [first, second] = await Promise.all([addAccount(server, office), addAccount(server, office)]);
  const begin = async (who: TestClient) =>
    (
      await who.must(contract.beginMatter, {
        body: {
          procedure: 'inquiry',
          subjects: [{ kind: 'person', id: persons.mayor! }],
          data: { problems: '一、项目发包程序。', contact: '罗' },
        } as never,
      })
    ).id;
  const issue = async (who: TestClient, id: string) =>
    (await who.call(contract.actOnMatter, { params: { id, action: 'issue' }, body: {} })).status;
  const id = await begin(first);
  const { appointments } = await second.must(getPerson, { params: { id: persons.mayor! } });
  const [held] = appointments;
  const ended = await second.call(endAppointment, {
    params: { id: held!.id },
    body: { version: held!.version, on: '2026-12-31' },
  });
  expect(ended.status).toBe(200);
  expect([await issue(second, id), await issue(first, id)]).toEqual([403, 403]);
  expect(await issue(server.as('officer'), id)).toBe(200);
});
