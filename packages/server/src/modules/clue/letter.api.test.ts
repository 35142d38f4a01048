import * as clues from '@plumbline/contract/clue';
import { getFileHead } from '@plumbline/contract/file';
import { getMaterial } from '@plumbline/contract/material';
import * as matters from '@plumbline/contract/matter';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { upload } from '../dossier/testing.ts';

let server: TestServer;
let owner: pg.Client;
beforeAll(async () => {
  server = await startTestServer();
  await server.app.server.listen({ port: 0, host: '127.0.0.1' });
  owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await server.stop();
});

const letterOf = (who: string) => upload(server, who, '来信.txt', Buffer.from('来信反映收受翡翠。'));
const register = (over: Record<string, unknown>) =>
  server.as('orgdept').call(clues.registerClue, {
    body: {
      class: 'petition',
      subType: 'letter-handling',
      source: 'petition-letter',
      occurredOn: '2026-03-05',
      title: '反映收受翡翠',
      content: '来信反映收受翡翠一件。',
      subjectKind: 'person',
      subjectId: server.world.persons.deputy,
      ...over,
    } as never,
  });
const mayOpen = async (who: string, id: string) =>
  (await server.as(who).call(getFileHead, { params: { id } })).status;

describe('the letter and its channel', () => {
  it('are refused where the pack has no such channel or the file is not the own upload', async () => {
    const own = await letterOf('orgdept');
    for (const [over, pointer, code] of [
      [{ channel: 'pigeon' }, '/channel', 'unknown-code'],
      [{ files: [crypto.randomUUID()] }, '/files', 'unknown-file'],
      [{ files: [own, await letterOf('court')] }, '/files', 'unknown-file'],
    ] as const)
      expect(await register(over)).toMatchObject({ status: 400, body: { faults: [{ pointer, code }] } });
    const { rows } = await owner.query('select matter_id from file where id = $1', [own]);
    expect(rows).toEqual([{ matter_id: null }]);
    // What serves one clue is not taken for another.
    const { status } = await register({ files: [own] });
    expect(status).toBe(201);
    expect((await register({ files: [own] })).status).toBe(400);
  });

  it('lie with the file, open to whoever reads it, and are told by no entry of a dossier', async () => {
    const letter = await letterOf('orgdept');
    const { body: clue } = await register({ channel: 'letter', files: [letter] });
    expect(clue).toMatchObject({
      channel: 'letter',
      channelTitle: '来信',
      files: [{ id: letter, name: '来信.txt' }],
    });
    for (const who of ['court', 'subject', 'unit', 'officer', 'dispatched', 'auditor', 'sysadmin'])
      expect([403, 404], who).toContain(await mayOpen(who, letter));
    expect(await mayOpen('orgdept', letter)).toBe(200);
    const { form } = await server.as('orgdept').must(getMaterial, { params: { id: clue.materialId! } });
    expect(form).toMatchObject({ title: '反映收受翡翠' });
    expect(form).not.toHaveProperty('channel');
    expect(form).not.toHaveProperty('files');
    // The channel may have been wrong; the letter is not.
    const { actions } = await server.as('orgdept').must(matters.getMatter, { params: { id: clue.matterId } });
    const { given } = actions.find(({ code }) => code === 'correct')!;
    expect(given).toMatchObject({ channel: 'letter' });
    const body = { data: { ...given, channel: 'visit' }, reason: '当面递交' };
    const corrected = await server
      .as('orgdept')
      .must(clues.actOnClue, { params: { id: clue.id, action: 'correct' }, body });
    expect(corrected).toMatchObject({ channelTitle: '来访', files: [{ id: letter }] });
  });

  it('go along when the clue moves to the right subject', async () => {
    const letter = await letterOf('orgdept');
    const { body: clue } = await register({ files: [letter] });
    const { mayor } = server.world.persons;
    await server.as('orgdept2').must(clues.moveClue, {
      params: { id: clue.id },
      body: { subjectKind: 'person', subjectId: mayor!, reason: '归错' },
    });
    const { rows } = await owner.query(
      'select concerns_person_id, sealed_unit_id, room from file where id = $1',
      [letter],
    );
    expect(rows).toEqual([{ concerns_person_id: mayor, sealed_unit_id: null, room: 1 }]);
    expect(await mayOpen('orgdept', letter)).toBe(200);
  });

  it('are added to later, by whoever handles or registers it, and never taken from somebody else', async () => {
    const letter = await letterOf('orgdept');
    const { body: clue } = await register({ files: [letter] });
    const { id } = clue as { id: string };
    const add = (who: string, files: string[]) =>
      server
        .as(who)
        .call(clues.actOnClue, { params: { id, action: 'add-scans' }, body: { data: { files } } });
    const page = await letterOf('orgdept');
    for (const who of ['court', 'subject', 'auditor'])
      expect((await add(who, [page])).status, who).toBeGreaterThanOrEqual(403);
    expect((await add('orgdept', [])).status).toBe(400);
    expect((await add('orgdept', [letter, await letterOf('court')])).status).toBe(400);
    const added = await add('orgdept', [letter, page]);
    expect(added).toMatchObject({ status: 200, body: { files: [{ id: letter }, { id: page }] } });
    expect(await mayOpen('orgdept', page)).toBe(200);
    expect(await mayOpen('court', page)).toBe(404);
  });
});
