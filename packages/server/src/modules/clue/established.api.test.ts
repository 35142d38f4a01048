import * as clues from '@plumbline/contract/clue';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestClient, type TestServer } from '../../testing/index.ts';
import { Kit } from './testing.ts';

// What counts about somebody is made, moved and taken away by two, never by one person alone.

let server: TestServer;
let kit: Kit;
/** Registers and supervises clues. */
let manager: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  kit = new Kit(server);
  await kit.owner.connect();
  manager = (await kit.account('case-supervisor', server.world.organs.commission!)).client;
});
afterAll(async () => {
  await kit.owner.end();
  await server.stop();
});

const SECOND = { status: 403, body: { code: 'second-person' } };
const ofManager = (over: Record<string, unknown> = {}) =>
  manager.must(clues.registerClue, { body: kit.bodyOf(over) as never });

describe('a clue that was confirmed as clear', () => {
  it('is not made to count about somebody by whoever moved it there', async () => {
    const { id } = await kit.register();
    expect((await kit.move('reviewer', id, server.world.persons.mayor)).status).toBe(200);
    expect(await kit.establish('reviewer', id)).toMatchObject(SECOND);
    expect((await kit.establish('head', id)).status).toBe(200);
  });

  it('is not moved by whoever registered it, so that it would count about somebody else', async () => {
    const { deputy, mayor } = server.world.persons;
    const { id } = await ofManager();
    expect((await kit.establish('reviewer', id)).status).toBe(200);
    expect(await kit.move(manager, id, mayor)).toMatchObject(SECOND);
    expect((await kit.read('reviewer', id)).body).toMatchObject({
      subject: { id: deputy },
      status: 'verified',
    });
    expect((await kit.move('reviewer', id, mayor)).status).toBe(200);
  });

  it('is taken back, but never withdrawn: what it came to is decided with approval', async () => {
    const { id, matterId } = await kit.register();
    expect((await kit.establish('head', id)).status).toBe(200);
    expect((await kit.call(manager, matterId, 'reopen', undefined, '再核')).status).toBe(200);
    const withdrawn = await kit.call(manager, matterId, 'withdraw', undefined, '误登');
    expect(withdrawn).toMatchObject({
      status: 409,
      body: { code: 'wrong-state', detail: expect.stringContaining('曾由他人确认事实清楚') },
    });
    const undone = await server.as('casemgmt').call(clues.undoClues, { body: { ids: [id] } });
    expect(undone).toMatchObject({
      status: 400,
      body: { faults: [{ pointer: '/ids/0', code: 'undo.handled' }] },
    });
    expect((await kit.read('head', id)).body.status).toBe('unverified');
  });

  it('has one entry in the special file, beside its volume, whatever is corrected, moved or confirmed anew', async () => {
    const { deputy, mayor } = server.world.persons;
    const { id, matterId, number } = await ofManager({
      title: '反映收受珊瑚',
      content: '来信反映收受珊瑚一株。',
    });
    const entries = async () =>
      (
        await kit.owner.query(
          'select item, title, room, subject_id from material where matter_id = $1 order by item, id',
          [matterId],
        )
      ).rows;
    const volume = { item: 'clue-materials', title: `历次线索处置材料 ${number}`, subject_id: deputy };
    const fact = { item: 'special-file', room: 0, subject_id: deputy };
    expect((await kit.establish('reviewer', id)).status).toBe(200);
    await kit.take(manager, matterId, 'file-volume', {
      summary: '查实',
      retention: 'ten',
      pages: 3,
      note: '备考',
    });
    await server.work();
    expect(await entries()).toEqual([
      { ...volume, room: 1 },
      { ...fact, title: '反映收受珊瑚' },
    ]);
    await kit.take('reviewer', matterId, 'reopen', undefined, '再核');
    const { actions } = (await kit.get(manager, matterId)).body;
    const { given } = actions.find(({ code }) => code === 'correct')!;
    await kit.take(manager, matterId, 'correct', { ...given, title: '反映收受珊瑚摆件' }, '更正');
    expect((await kit.establish('head', id)).status).toBe(200);
    const corrected = { ...fact, title: '反映收受珊瑚摆件' };
    expect(await entries()).toEqual([{ ...volume, room: 1 }, corrected]);
    expect((await kit.move('reviewer', id, mayor)).status).toBe(200);
    await server.work();
    // The volume of the wrong one is closed off, and nothing of it is filed under the right one.
    expect(await entries()).toEqual([
      { ...volume, room: 2 },
      { ...corrected, subject_id: mayor },
    ]);
  });
});
