import * as documents from '@plumbline/contract/document';
import * as matters from '@plumbline/contract/matter';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { addAccount } from '../dossier/testing.ts';
import { Kit } from './testing.ts';

let server: TestServer;
let kit: Kit;
beforeAll(async () => {
  server = await startTestServer();
  kit = new Kit(server);
  await kit.owner.connect();
});
afterAll(async () => {
  await kit.owner.end();
  await server.stop();
});

/** The letter that clears a name, as the officer drafts it. */
async function clarify(matterId: string, points = '有人反映其收受翡翠'): Promise<string> {
  const draft = { points, basis: '查明不实', harm: ['work'], written: true, circle: '本单位' };
  await kit.take('officer', matterId, 'clarify', draft);
  return kit.lastOf('officer', matterId);
}
async function transfer(who: string, matterId: string): Promise<string> {
  const to = { receiver: server.world.organs.dispatched, why: '由派驻监督', papers: 1 };
  await kit.take(who, matterId, 'transfer', to);
  await kit.take('head', matterId, 'approval.approve');
  return kit.lastOf(who, matterId);
}

describe('what a step of a clue begins', () => {
  it('is kept from staff who serve in the unit that it is about, as the clue is', async () => {
    const unit = server.world.units.housing!;
    await kit.owner.query('update account set unit_id = $1 where id = $2', [
      unit,
      server.world.accounts.orgdept2,
    ]);
    const about = { subjectKind: 'unit', subjectId: unit, organId: undefined };
    const { matterId } = await kit.register(about, 'orgdept');
    const child = await transfer('orgdept', matterId);
    expect((await kit.get('orgdept', child)).status).toBe(200);
    expect((await kit.get('orgdept2', matterId)).status).toBe(404);
    expect((await kit.get('orgdept2', child)).status).toBe(404);
  });

  it('is kept from whoever is recused from the clue, whether it was begun before or after', async () => {
    const { accounts, organs } = server.world;
    const recused = await kit.account('dossier-officer', organs.commission!);
    const { matterId } = await kit.handled({}, [recused.id, accounts.officer!]);
    await kit.enterSteps(matterId);
    const before = await kit.compare(matterId, organs.dispatched);
    expect((await kit.get(recused.client, before)).status).toBe(200);
    const declared = await kit.call(recused.client, matterId, 'recusal.declare', undefined, '系同学');
    expect(declared.status).toBe(200);
    const after = await kit.compare(matterId, organs.procuratorate);
    expect(after).not.toBe(before);
    for (const id of [before, after]) {
      expect((await kit.get(recused.client, id)).status).toBe(404);
      expect((await kit.call(recused.client, id, 'write', { points: '请说明。' })).status).toBe(404);
    }
    expect((await kit.call('officer', before, 'write', { points: '请说明。' })).status).toBe(200);
  });

  it('is called off also after it was sent, and the clue goes on', async () => {
    const { persons, organs } = server.world;
    const { matterId } = await kit.handled({ subjectId: persons.namesakeB });
    await kit.enterSteps(matterId);
    const child = await kit.compare(matterId, organs.procuratorate);
    await kit.take('officer', child, 'write', { points: '请说明房产来源。' });
    await kit.take('reviewer', child, 'check', { noLetter: true, noSender: true, noDetail: true });
    await kit.take('officer', child, 'send');
    expect((await kit.get('officer', child)).body.state).toBe('sent');
    await kit.take('officer', child, 'drop', undefined, '对方无人办理');
    expect((await kit.get('officer', child)).body).toMatchObject({ state: 'dropped', dueOn: null });
  });

  it('goes to no body whose head the clue is about', async () => {
    const { persons, organs } = server.world;
    await kit.account('organ-head', organs.dispatched!, persons.mayor);
    const { matterId } = await kit.handled({ subjectId: persons.mayor });
    await kit.enterSteps(matterId);
    // Where nobody serves, nobody would answer.
    await kit.owner.query("update role_grant set to_day = '2026-01-01' where organ_id = $1", [
      organs.procuratorate,
    ]);
    expect(
      await kit.call('officer', matterId, 'compare-elsewhere', {
        compareBody: organs.procuratorate,
        why: 'heads',
      }),
    ).toMatchObject({
      status: 400,
      body: { faults: [{ pointer: '/data/compareBody', code: 'party.nobody' }] },
    });
    await kit.owner.query('update role_grant set to_day = null where organ_id = $1', [organs.procuratorate]);
    const extract = { compareBody: organs.dispatched, why: 'heads' };
    expect(await kit.call('officer', matterId, 'compare-elsewhere', extract)).toMatchObject({
      status: 400,
      body: { faults: [{ pointer: '/data/compareBody', code: 'party.led' }] },
    });
    expect((await kit.get('officer', matterId)).body.children).toEqual([]);
  });
});

describe('the letter that clears a name', () => {
  it('is read outside the clue rooms once it was approved, and as a draft by nobody there', async () => {
    const { persons, organs } = server.world;
    const outside = await addAccount(server, { role: 'dossier-officer', organId: organs.commission! });
    const { matterId } = await kit.closed({ subjectId: persons.mayor });
    const points = '有人反映其收受砗磲';
    const id = await clarify(matterId, points);
    expect((await kit.get(outside, matterId)).status).toBe(404);
    expect((await kit.get(outside, id)).status).toBe(404);
    expect((await kit.get('reviewer', id)).status).toBe(200);
    await kit.take('officer', id, 'clear');
    expect((await kit.get(outside, id)).status).toBe(404);
    for (const who of ['head', 'secretary']) await kit.take(who, id, 'approval.approve', undefined, '同意。');
    expect(await kit.get(outside, id)).toMatchObject({
      status: 200,
      body: { state: 'approved', data: { points } },
    });
    // A draft that is dropped is nobody's outside either.
    const other = await clarify(matterId);
    await kit.take('officer', other, 'drop', undefined, '改由单位澄清');
    expect((await kit.get(outside, other)).status).toBe(404);
  });
});

describe('a clue that moves to the right subject (P1)', () => {
  it('leaves nothing of what it began to be read: under no wrong name, and by the right person least of all', async () => {
    const { deputy, namesakeB } = server.world.persons;
    const himself = await addAccount(server, {
      role: 'cadre-supervision-officer',
      organId: server.world.organs.orgdept!,
      personId: namesakeB!,
    });
    const clue = await kit.register({ subjectId: deputy, organId: undefined }, 'orgdept');
    const child = await transfer('orgdept', clue.matterId);
    await kit.take('dispatched', child, 'return', undefined, '不属我组');
    const listed = async (who: string) =>
      (
        await server.as(who).must(matters.listMatters, { query: { subjectId: deputy, limit: 200 } as never })
      ).items.map(({ id }) => id);
    expect(await listed('orgdept')).toContain(child);
    expect((await kit.get(himself, child)).status).toBe(200);
    expect((await kit.move('orgdept', clue.id, namesakeB)).status).toBe(200);
    for (const who of ['orgdept', 'dispatched', 'head', 'casemgmt', 'reviewer']) {
      expect(await listed(who), who).not.toContain(child);
      expect((await kit.get(who, child)).status, who).toBe(404);
    }
    const file = (await kit.get('orgdept', clue.matterId)).body;
    expect(file).toMatchObject({ state: 'registered', children: [] });
    expect((await kit.get(himself, clue.matterId)).status).toBe(404);
    expect((await kit.get(himself, child)).status).toBe(404);
    // It goes on under the right name.
    await transfer('orgdept', clue.matterId);
  });

  it('takes papers that name the wrong one out of sight, under the right name too', async () => {
    const { deputy, mayor } = server.world.persons;
    const { id, matterId } = await kit.closed({ subjectId: mayor });
    await kit.take('officer', matterId, 'revive', { newEvidence: '有新情况' });
    const papers = async (subjectId: string) =>
      (
        await server.as('officer').must(documents.listDocuments, { query: { subjectId } as never })
      ).items.filter((one) => one.matterId === matterId).length;
    expect(await papers(mayor)).toBe(1);
    expect((await kit.move('reviewer', id, deputy)).status).toBe(200);
    expect([await papers(mayor), await papers(deputy)]).toEqual([0, 0]);
  });

  it('tells nothing of what cleared the name of the wrong one, nor is that told whose it is now', async () => {
    const { mayor, deputy } = server.world.persons;
    const { id, matterId } = await kit.closed({ subjectId: mayor });
    const letter = await clarify(matterId);
    await kit.take('officer', letter, 'clear');
    for (const who of ['head', 'secretary'])
      await kit.take(who, letter, 'approval.approve', undefined, '同意。');
    expect((await kit.get('officer', letter)).body.parent).toMatchObject({ id: matterId });
    await kit.take('officer', matterId, 'revive', { newEvidence: '有新情况' });
    expect((await kit.move('reviewer', id, deputy)).status).toBe(200);
    for (const who of ['casemgmt', 'officer']) {
      const seen = await kit.get(who, letter);
      expect(seen.body, who).toMatchObject({ state: 'approved', parent: null, subjects: [{ id: mayor }] });
      expect((await kit.get(who, matterId)).body.children, who).toEqual([]);
    }
    // What it begins about the right one is told.
    await transfer('casemgmt', matterId);
    expect((await kit.get('casemgmt', matterId)).body.children).toHaveLength(1);
  });
});
