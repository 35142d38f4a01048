import * as contract from '@plumbline/contract/material';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { add, addVerified, FORMS, verifyAction } from './testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const item = 'annual-assessment';
const draft = () => add(server, 'officer', server.world.persons.deputy, item);
const verify = (username: string, id: string, version: number) =>
  server
    .as(username)
    .call(contract.actOnMaterial, { params: { id, action: verifyAction(server) }, body: { version } });
const edit = (id: string, version: number, grade: string) =>
  server.as('officer').call(contract.editMaterial, {
    params: { id },
    body: { version, form: { ...FORMS[item], grade } },
  });

describe('two people at once', () => {
  it('verify one entry once', async () => {
    const { id } = await draft();
    const replies = await Promise.all([verify('reviewer', id, 1), verify('head', id, 1)]);
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409]);
  });

  it('never let a change slip past who verifies', async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = await draft();
      const [changed, verified] = await Promise.all([edit(id, 1, 'excellent'), verify('reviewer', id, 1)]);
      expect([changed.status, verified.status].sort()).toEqual([200, 409]);
      const entry = await server.as('officer').must(contract.getMaterial, { params: { id } });
      expect(entry.form).toMatchObject({ grade: changed.status === 200 ? 'excellent' : 'competent' });
      expect(entry.factual).toBe(verified.status === 200);
    }
  });

  it('get 409 with the present state for a version that is past', async () => {
    const { id } = await draft();
    await edit(id, 1, 'excellent');
    const late = await edit(id, 1, 'incompetent');
    expect(late).toMatchObject({ status: 409, body: { code: 'stale-version', changed: { version: 2 } } });
    const stale = await verify('reviewer', id, 1);
    expect(stale).toMatchObject({ status: 409, body: { code: 'stale-version' } });
    expect((await verify('reviewer', id, 2)).status).toBe(200);
  });

  it('supersede one entry with two versions: both stand, the first stays superseded', async () => {
    const first = await addVerified(server, server.world.persons.mayor, item);
    const versions = await Promise.all(
      [1, 2].map(() => add(server, 'officer', server.world.persons.mayor, item, { supersedesId: first })),
    );
    await Promise.all(versions.map(({ id }) => verify('reviewer', id, 1)));
    const entry = await server.as('officer').must(contract.getMaterial, { params: { id: first } });
    expect(entry.status).toBe('superseded');
    expect(entry.versions.map((version) => version.status)).toEqual(['verified', 'verified']);
  });

  it('file an entry once for a repeated key', async () => {
    const call = {
      params: { subjectId: server.world.persons.namesakeB },
      body: { item, form: FORMS[item] },
      headers: { 'idempotency-key': 'one-entry-only' },
    };
    const replies = await Promise.all([
      server.as('officer').call(contract.addMaterial, call),
      server.as('officer').call(contract.addMaterial, call),
    ]);
    expect(new Set(replies.map((reply) => reply.body.id)).size).toBe(1);
    const list = await server.as('officer').must(contract.listMaterials, { params: call.params });
    expect(list.items).toHaveLength(1);
  });
});
