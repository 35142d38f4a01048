import { getDossier } from '@plumbline/contract/dossier';
import * as contract from '@plumbline/contract/material';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { add, addVerified, FORMS, step, verifyAction } from './testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

describe('adding an entry', () => {
  const body = { item: 'annual-assessment', form: FORMS['annual-assessment'] };

  it('refuses in order: no session, bad input, not visible, not permitted', async () => {
    const subjectId = server.world.persons.head;
    const call = { params: { subjectId }, body };
    expect((await server.as().call(contract.addMaterial, call)).status).toBe(401);
    const bad = await server.as('officer').call(contract.addMaterial, {
      params: { subjectId },
      body: { item: 'annual-assessment', form: { year: 'soon', grade: 'best', extra: 1 } },
    });
    expect(bad.status).toBe(400);
    expect(
      (bad.body as unknown as { faults: { pointer: string }[] }).faults.map((f) => f.pointer).sort(),
    ).toEqual(['/form/extra', '/form/grade', '/form/year']);
    for (const username of ['court', 'unit', 'subject', 'sysadmin', 'auditor'])
      expect((await server.as(username).call(contract.addMaterial, call)).status, username).toBe(404);
    expect((await server.as('casemgmt').call(contract.addMaterial, call)).status).toBe(404);
    expect((await server.as('secretary').call(contract.addMaterial, call)).status).toBe(403);
  });

  it('makes a draft that a second person verifies, and shows what came of it', async () => {
    const subjectId = server.world.persons.deputy;
    const filed = await add(server, 'officer', subjectId, 'annual-assessment', { occurredOn: '2026-01-15' });
    const draft = await server.as('officer').must(contract.getMaterial, { params: { id: filed.id } });
    expect(draft).toMatchObject({ status: 'draft', factual: false, form: FORMS['annual-assessment'] });
    const own = await server.as('officer').call(contract.actOnMaterial, {
      params: { id: filed.id, action: verifyAction(server) },
      body: { version: draft.version },
    });
    expect(own.status).toBe(403);
    const done = await step(server, 'reviewer', filed.id, verifyAction(server));
    expect(done.status).toBe('verified');
    const page = await server.as('officer').must(getDossier, { params: { subjectId } });
    const entry = page.catalogue
      .flatMap((group) => group.items)
      .find((item) => item.code === 'annual-assessment');
    expect(entry).toMatchObject({ gap: null, freshness: { state: 'fresh', last: '2026-01-15' } });
    expect(page.portrait.sections.map((section) => section.item)).toEqual(['annual-assessment']);
    expect(page.timeLine.map((line) => line.refId)).toContain(filed.id);
  });
});

describe('versions', () => {
  it('never overwrites a verified entry: a later version supersedes it, the history stays', async () => {
    const subjectId = server.world.persons.mayor;
    const first = await addVerified(server, subjectId, 'annual-assessment', { occurredOn: '2025-01-15' });
    const second = await add(server, 'officer', subjectId, 'annual-assessment', {
      occurredOn: '2026-01-15',
      supersedesId: first,
    });
    const edit = await server.as('officer').call(contract.editMaterial, {
      params: { id: first },
      body: { version: 2, title: '改写' },
    });
    expect(edit.status).toBe(409);
    expect((await server.as('officer').must(contract.getMaterial, { params: { id: first } })).status).toBe(
      'verified',
    );
    await step(server, 'reviewer', second.id, verifyAction(server));
    const old = await server.as('officer').must(contract.getMaterial, { params: { id: first } });
    expect(old.status).toBe('superseded');
    expect(old.versions.map((version) => version.id)).toEqual([second.id]);
  });
});
