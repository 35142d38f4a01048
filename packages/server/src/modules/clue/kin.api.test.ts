import * as clues from '@plumbline/contract/clue';
import { askCollection, getCollectionTask } from '@plumbline/contract/collection';
import { getDossier } from '@plumbline/contract/dossier';
import { getMatter, listMatters } from '@plumbline/contract/matter';
import { requestReading } from '@plumbline/contract/reading';
import { createKin, editKin, eraseKin } from '@plumbline/contract/registry';
import { search } from '@plumbline/contract/search';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestClient, type TestServer } from '../../testing/index.ts';
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

const register = (title: string, by: 'intake' | 'casemgmt' = 'intake') =>
  server.as(by).must(clues.registerClue, {
    body: {
      class: 'petition',
      subType: 'letter-handling',
      source: 'report-accusation',
      occurredOn: '2026-03-05',
      title,
      subjectKind: 'person',
      subjectId: server.world.persons.deputy!,
      ...(by === 'intake' ? {} : { organId: server.world.organs[by] }),
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

it('keeps kin out of what runs when one officer erases or changes the kinship', async () => {
  const { persons, organs } = server.world;
  const role = { role: 'case-supervisor', organId: organs.casemgmt! };
  const officer = server.as('officer');
  const enter = (personId: string) =>
    officer.must(createKin, {
      params: { id: persons.deputy! },
      body: { relation: 'spouse', name: '王伟', personId },
    });
  const [changed, erased] = [await enter(persons.head!), await enter(persons.namesakeB!)];
  const kin = [
    await addAccount(server, { ...role, personId: persons.head! }),
    await addAccount(server, { ...role, personId: persons.namesakeB! }),
  ];
  const see = ({ id }: { id: string }) =>
    Promise.all(kin.map(async (who) => (await who.call(clues.getClue, { params: { id } })).status));
  const running = await register('反映其长期占用公车', 'casemgmt');
  await server.work();
  expect(await see(running)).toEqual([404, 404]);
  await officer.must(editKin, { params: { id: changed.id }, body: { version: 1, personId: null } });
  await officer.must(eraseKin, { params: { id: erased.id }, body: { version: 1 } });
  await server.work();
  expect(await see(running)).toEqual([404, 404]);
  for (const who of kin) {
    expect((await who.must(clues.listClues, { query: {} })).items.map(({ id }) => id)).not.toContain(
      running.id,
    );
    expect((await who.must(search, { query: { q: '占用公车' } })).items).toEqual([]);
  }
  // The platform takes the step, not whoever changed the entry, and once.
  const { matterId } = await server.as('casemgmt').must(clues.getClue, { params: { id: running.id } });
  const { steps } = await server.as('casemgmt').must(getMatter, { params: { id: matterId } });
  expect(steps.map(({ action, account }) => [action, account !== null])).toEqual([
    ['begin', true],
    ['recusal.declare', false],
    ['recusal.declare', false],
  ]);
  // What begins afterwards is kept from nobody by an entry that is there no more.
  expect(await see(await register('反映其违规发放补贴', 'casemgmt'))).toEqual([200, 200]);
});

it('does not keep out whoever once led the subject: the registry knows more than kin', async () => {
  const { persons, organs } = server.world;
  await server.as('officer').must(createKin, {
    params: { id: persons.deputy! },
    body: { relation: 'former-superior', name: '李国强', personId: persons.mayor! },
  });
  const superior = await addAccount(server, {
    role: 'case-supervisor',
    organId: organs.casemgmt!,
    personId: persons.mayor!,
  });
  const { id } = await register('反映其虚报工程量', 'casemgmt');
  const file = await superior.must(clues.getClue, { params: { id } });
  expect((await superior.call(getMatter, { params: { id: file.matterId } })).status).toBe(200);
});

it('shows kin no matter of the subject’s dossier, such as what the subject is asked to bring', async () => {
  const { persons, organs } = server.world;
  const { taskIds } = await server.as('officer').must(askCollection, {
    body: { subjects: [{ kind: 'person', id: persons.deputy! }], items: ['integrity-binder'] },
  });
  const [id] = taskIds;
  await server.as('officer').must(requestReading, {
    params: { subjectId: persons.deputy! },
    body: { purpose: 'ecology', explanation: '拟任前了解', until: '2026-04-10' },
  });
  const kin = await addAccount(server, {
    role: 'dossier-officer',
    organId: organs.commission!,
    personId: persons.namesakeA!,
  });
  const read = async (who: TestClient) => [
    (await who.call(getMatter, { params: { id: id! } })).status,
    (await who.call(getCollectionTask, { params: { id: id! } })).status,
    (await who.must(listMatters, { query: { subjectId: persons.deputy! } })).items.some(
      (one) => one.id === id,
    ),
  ];
  expect(await read(server.as('officer'))).toEqual([200, 200, true]);
  expect(await read(kin)).toEqual([404, 404, false]);
  const about = { query: { subjectId: persons.deputy! } };
  expect((await server.as('officer').must(listMatters, about)).items.length).toBeGreaterThan(1);
  expect((await kin.must(listMatters, about)).items).toEqual([]);
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
