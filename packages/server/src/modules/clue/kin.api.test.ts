import * as clues from '@plumbline/contract/clue';
import { getDossier } from '@plumbline/contract/dossier';
import { createKin } from '@plumbline/contract/registry';
import { search } from '@plumbline/contract/search';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { addAccount } from '../dossier/testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** Lets the account be this person from now on. */
async function identify(account: string, person: string): Promise<void> {
  const owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
  await owner.query('update account set person_id = $1 where id = $2', [
    person,
    server.world.accounts[account],
  ]);
  await owner.end();
  server.services.forgetSessions();
}

const register = (title: string) =>
  server.as('intake').must(clues.registerClue, {
    body: {
      class: 'petition',
      subType: 'letter-handling',
      source: 'report-accusation',
      occurredOn: '2026-03-05',
      title,
      subjectKind: 'person',
      subjectId: server.world.persons.deputy!,
    },
  });

const sees = async (who: string, id: string, word: string) => {
  const client = server.as(who);
  const file = await client.call(clues.getClue, { params: { id } });
  const listed = (await client.must(clues.listClues, { query: {} })).items.some((one) => one.id === id);
  const found = (await client.must(search, { query: { q: word } })).items.some((one) => one.refId === id);
  return { file: file.status === 200, listed, found };
};

it('keeps kin of the subject out of the clue rooms’ files, also when the kinship is entered later', async () => {
  await identify('reviewer', server.world.persons.namesakeA!);
  const before = await register('反映其收受礼金');
  const word = '礼金';
  expect(await sees('reviewer', before.id, word)).toEqual({ file: true, listed: true, found: true });
  await server.as('officer').must(createKin, {
    params: { id: server.world.persons.deputy! },
    body: { relation: 'spouse', name: '王伟', personId: server.world.persons.namesakeA! },
  });
  await server.work();
  const nothing = { file: false, listed: false, found: false };
  expect(await sees('reviewer', before.id, word)).toEqual(nothing);
  const after = await register('又反映其收受礼金');
  expect(await sees('reviewer', after.id, word)).toEqual(nothing);
  expect(await sees('head', after.id, word)).toMatchObject({ file: true, listed: true });
});

it('keeps whoever serves in a unit, and kin of its head, out of what is reported about the unit', async () => {
  const { persons, organs, units } = server.world;
  const role = { role: 'case-supervisor', organId: organs.casemgmt! };
  const boss = await addAccount(server, { ...role, personId: persons.head! });
  const clerk = await addAccount(server, { ...role, personId: persons.deputy! });
  await server.as('officer').must(createKin, {
    params: { id: persons.head! },
    body: { relation: 'spouse', name: '王伟', personId: persons.namesakeB! },
  });
  const kin = await addAccount(server, { ...role, personId: persons.namesakeB! });
  const { id } = await server.as('casemgmt').must(clues.registerClue, {
    body: {
      class: 'petition',
      subType: 'letter-handling',
      source: 'report-accusation',
      occurredOn: '2026-03-05',
      title: '反映私设账外资金',
      subjectKind: 'unit',
      subjectId: units.housing!,
      organId: organs.casemgmt!,
    },
  });
  for (const who of [boss, clerk, kin]) {
    expect((await who.call(clues.getClue, { params: { id } })).status).toBe(404);
    expect((await who.must(clues.listClues, { query: { q: '账外' } as never })).items).toEqual([]);
    expect((await who.must(search, { query: { q: '账外' } })).items).toEqual([]);
    const dossier = await who.call(getDossier, { params: { subjectId: units.housing! } });
    expect(JSON.stringify(dossier.body)).not.toContain('账外');
  }
  expect((await server.as('casemgmt').call(clues.getClue, { params: { id } })).status).toBe(200);
});
