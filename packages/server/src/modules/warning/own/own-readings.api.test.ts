import * as matters from '@plumbline/contract/matter';
import { getOwnPage } from '@plumbline/contract/own';
import { requestReading } from '@plumbline/contract/reading';
import { actionsWith } from '@plumbline/policy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPacks } from '../../../platform/packs/read-packs.ts';
import { startTestServer, type TestServer } from '../../../testing/index.ts';
import { addAccount } from '../../dossier/testing.ts';
import { machineForService } from '../../matter/index.ts';

let server: TestServer;
beforeAll(async () => {
  const packs = (await readPacks()).map((pack) => structuredClone(pack));
  for (const { own } of packs) if (own) own.readings.tell = true;
  server = await startTestServer({ packs });
});
afterAll(() => server.stop());

/** A slip of the officer's, approved and opened. */
async function read(person: string, purpose: string) {
  const until = '2026-04-08';
  const { matterId: id } = await server.as('officer').must(requestReading, {
    params: { subjectId: person },
    body: { purpose, explanation: '工作需要', until },
  });
  const machine = machineForService(server.services.packs.of(1), 'reading');
  for (const [who, effect] of [
    ['head', 'reading.grant'],
    ['officer', 'reading.open'],
  ] as const)
    await server.as(who).must(matters.actOnMatter, {
      params: { id, action: actionsWith(machine, effect)[0]! },
      body: {},
    });
  return id;
}
const told = async () => (await server.as('subject').must(getOwnPage)).readings;

describe('who read the own dossier, where the pack lets it be told', () => {
  it('is the day, the organ and the purpose, never the officer or the room', async () => {
    await read(server.world.persons.head, 'appointment');
    expect(await told()).toEqual({
      since: '2024-04-06',
      items: [{ day: '2026-04-06', organ: '澄溪县纪委监委', purpose: '选拔任用' }],
    });
  });

  it('is silent on what is read for a clue or a case, of others, and to others', async () => {
    const before = await told();
    for (const purpose of ['clue', 'case', 'other']) await read(server.world.persons.head, purpose);
    await read(server.world.persons.deputy, 'appointment');
    expect(await told()).toEqual(before);
    const deputy = await addAccount(server, {
      role: 'supervised-person',
      unitId: server.world.units.housing,
      personId: server.world.persons.mayor,
    });
    expect((await deputy.must(getOwnPage)).readings?.items).toEqual([]);
    for (const who of ['unit', 'officer', 'auditor'])
      expect((await server.as(who).must(getOwnPage)).readings, who).toBeNull();
  });
});
