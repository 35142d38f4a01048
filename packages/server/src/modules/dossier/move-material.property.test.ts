import * as binder from '@plumbline/contract/binder';
import * as collection from '@plumbline/contract/collection';
import * as contract from '@plumbline/contract/dossier';
import * as material from '@plumbline/contract/material';
import { search } from '@plumbline/contract/search';
import * as team from '@plumbline/contract/team';
import { actionsWith } from '@plumbline/policy';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestReply, type TestServer } from '../../testing/index.ts';
import { machineForService } from '../matter/index.ts';
import { listExportable } from './index.ts';
import { add, addVerified, moveAction, runAs, type SampleItem, step, verifyAction } from './testing.ts';

let server: TestServer;
const standing = {} as Record<SampleItem, string>;
beforeAll(async () => {
  server = await startTestServer();
  const innocent = server.world.persons.namesakeA;
  for (const item of ['annual-assessment', 'appointment-form'] as const)
    standing[item] = await addVerified(server, innocent, item, { occurredOn: '2025-06-01' });
  await add(server, 'officer', innocent, 'media-person', { title: '本人的草稿' });
});
afterAll(() => server.stop());

/** Everything that anybody can be shown of a person, as text: equal texts are equal bytes. */
async function seen(subjectId: string): Promise<Record<string, string>> {
  const { units } = server.world;
  const shown: Record<string, string> = {};
  // A refusal carries the number of its request; that it was refused is all that it tells.
  const text = (reply: TestReply<unknown>) =>
    reply.status === 200 ? reply.raw.toString() : String(reply.status);
  for (const username of ['officer', 'reviewer', 'head', 'intake', 'casemgmt']) {
    const client = server.as(username);
    const params = { subjectId };
    const keep = async (what: string, reply: Promise<TestReply<unknown>>) => {
      shown[`${username}: ${what}`] = text(await reply);
    };
    await keep('page', client.call(contract.getDossier, { params }));
    await keep('list', client.call(contract.listDossiers, { query: { unitId: units.housing } }));
    await keep('entries', client.call(material.listMaterials, { params }));
    await keep('gaps', client.call(collection.listGaps, { query: { subjectId } }));
    await keep('team', client.call(team.compareTeam, { params: { unitId: units.housing } }));
    await keep('binder', client.call(binder.getBinder, { params }));
    for (const [item, id] of Object.entries(standing))
      await keep(`entry ${item}`, client.call(material.getMaterial, { params: { id } }));
    for (const q of ['王伟', '审计', '配偶', '考核', '错归', '刘桂芳'])
      await keep(`search ${q}`, client.call(search, { query: { q, subjectId } }));
  }
  shown.export = JSON.stringify(await runAs(server, 'officer', (ctx) => listExportable(ctx, subjectId)));
  return shown;
}

const items: SampleItem[] = [
  'annual-assessment',
  'supervision-notes',
  'appointment-form',
  'integrity-binder',
  'media-person',
  'opinion-replies',
];
const misfiled = fc.record({
  item: fc.constantFrom(...items),
  state: fc.constantFrom('draft', 'verified', 'held', 'revoked', 'rejected'),
  asNewVersion: fc.boolean(),
  occurredOn: fc.constantFrom(undefined, '2024-02-29', '2026-03-31'),
});

/** Files an entry of the other one to the innocent, and takes it as far as it goes before anybody notices. */
async function misfile(entry: typeof misfiled extends fc.Arbitrary<infer T> ? T : never): Promise<string> {
  const earlier = standing[entry.item];
  const { id } = await add(server, 'officer', server.world.persons.namesakeA, entry.item, {
    title: '错归的条目',
    ...(entry.occurredOn ? { occurredOn: entry.occurredOn } : {}),
    ...(entry.asNewVersion && earlier ? { supersedesId: earlier } : {}),
  });
  const machine = machineForService(server.services.packs.of(1), 'material');
  const towards = (state: string) =>
    Object.entries(machine.actions).find(
      ([, action]) => action.to === state && action.by.includes('custodian'),
    )![0];
  const reason = { reason: '查核' };
  if (entry.state === 'verified' || entry.state === 'revoked')
    await step(server, 'reviewer', id, verifyAction(server));
  if (entry.state === 'held') await step(server, 'reviewer', id, towards('held'), { ...reason, data: {} });
  if (entry.state === 'rejected') await step(server, 'reviewer', id, towards('rejected'), reason);
  if (entry.state === 'revoked') await step(server, 'head', id, towards('revoked'), reason);
  return id;
}

describe('moving a misfiled entry (P1)', () => {
  it('leaves the innocent dossier as if it had never had it, byte for byte', async () => {
    const { namesakeA, namesakeB } = server.world.persons;
    expect(
      actionsWith(machineForService(server.services.packs.of(1), 'material'), 'subject.move'),
    ).toHaveLength(1);
    const before = await seen(namesakeA);
    await fc.assert(
      fc.asyncProperty(
        fc.array(misfiled, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        async (entries, lastFirst) => {
          const ids: string[] = [];
          for (const entry of entries) ids.push(await misfile(entry));
          await server.work();
          // What was rejected or revoked shows nowhere even before.
          if (entries.some(({ state }) => ['draft', 'verified', 'held'].includes(state)))
            expect(await seen(namesakeA)).not.toEqual(before);
          for (const id of lastFirst ? ids.toReversed() : ids) {
            await step(server, 'reviewer', id, moveAction(server), {
              reason: '同名，归错人',
              data: { subjectKind: 'person', subject: namesakeB },
            });
          }
          await server.work();
          expect(await seen(namesakeA)).toEqual(before);
          const there = await server.as('officer').must(material.listMaterials, {
            params: { subjectId: namesakeB },
            query: { limit: 200 },
          });
          const shown = new Set(there.items.map((head) => head.id));
          for (const [index, id] of ids.entries()) {
            const entry = await server.as('officer').must(material.getMaterial, { params: { id } });
            expect(entry.subject.id, String(index)).toBe(namesakeB);
            if (entry.factual) expect(shown.has(id)).toBe(true);
          }
        },
      ),
      { numRuns: 10 },
    );
  });
});
