import { listNotices } from '@plumbline/contract/desk';
import * as materials from '@plumbline/contract/material';
import * as matters from '@plumbline/contract/matter';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addAccount } from '../../../testing/add-account.ts';
import { startTestServer, TEST_NOW, type TestClient, type TestServer } from '../../../testing/index.ts';
import { addTeamMember } from '../../dossier/testing.ts';
import { approveAll, step } from '../admonish.testing.ts';
import { hearing, tellingOf, verified, warned } from './levels.testing.ts';
import { readMark } from './mark.store.ts';
import { replayMark } from './rebuild-marks.ts';

let server: TestServer;
let who: string;
let person: TestClient;
let reviser: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  reviser = await addAccount(server, { role: 'reviewer', organId: server.world.organs.commission! });
});
afterAll(() => server.stop());
beforeEach(async () => {
  server.clock.set(TEST_NOW);
  const member = await addTeamMember(server, server.world.units.housing!, '被预警人');
  [who, person] = [member.personId, member.client];
});

const mark = (id: string) => server.app.endpoints.runAsSystem(1, (ctx) => readMark(ctx, 'warning', id));
const replayed = (id: string) => server.app.endpoints.runAsSystem(1, (ctx) => replayMark(ctx, id));
const revoke = async (id: string) => {
  const { version } = await reviser.must(materials.getMaterial, { params: { id } });
  const body = { version, reason: '有误' };
  await reviser.must(materials.actOnMaterial, { params: { id, action: 'revoke' }, body });
};
const look = async () => {
  await server.jobs['warning.grounds']!({ jurisdiction: 1, payload: {} });
  await server.work();
};
/** What the owner was told of a warning, kind by kind. */
const told = async (id: string) => {
  const { items } = await server.as('officer').must(listNotices, { query: {} });
  return items.flatMap(({ kind, link }) =>
    link === `/matters/${id}` && kind.startsWith('warning.w') ? [kind] : [],
  );
};

describe('[P7] a level of which part of the grounds is gone', () => {
  it('stays until somebody decides, and its owner is told once that the table would say less', async () => {
    const facts = [await verified(server, who, 'serious'), await verified(server, who, 'minor')];
    const id = await warned(server, who, facts, 'serious');
    await look();
    expect(await told(id)).toEqual([]);
    await revoke(facts[0]!);
    await look();
    await look();
    expect(await told(id)).toEqual(['warning.weaker']);
    expect(await mark(id)).toMatchObject({ level: 'serious', voided: false, endedOn: null });
    expect(await mark(id)).toEqual(await replayed(id));
    await step(server, 'officer', id, 'lower', { level: 'minor', finding: '部分依据撤销。' });
    await approveAll(server, id);
    await look();
    expect(await told(id)).toEqual(['warning.weaker']);
    expect((await mark(id)).level).toBe('minor');
  });

  it('is one that rested on an earlier warning which was revoked; what else it rested on is looked at as it was', async () => {
    const first = await warned(server, who, [await verified(server, who, 'minor')], 'minor');
    server.clock.set('2026-04-08T02:00:00.000Z');
    const second = await warned(
      server,
      who,
      [await verified(server, who, 'minor', { date: '2026-04-07' })],
      'heavier',
    );
    expect((await mark(second)).weighed?.fired).toMatchObject([{ row: 'minor-again' }]);
    await look();
    expect(await told(second)).toEqual([]);
    await person.must(matters.actOnMatter, {
      params: { id: first, action: 'object' },
      body: { data: { objections: [{ no: 1, said: '重。' }] } },
    });
    const review = { replies: [{ no: 1, reply: '采纳。' }], finding: '撤销。' };
    await step(server, 'officer', first, 'revoke', review);
    await approveAll(server, first);
    await server.work();
    expect(await told(second)).toEqual(['warning.weaker']);
    expect(await mark(second)).toMatchObject({ level: 'heavier', endedOn: null });
  });

  it('ends in the open where none is left, and the person sees that', async () => {
    const fact = await verified(server, who, 'heavier');
    const id = await warned(server, who, [fact], 'heavier');
    server.clock.set('2026-04-28T02:00:00.000Z');
    await server.jobs['matter.refresh']!({ jurisdiction: 1, payload: {} });
    await server.work();
    await step(server, 'officer', id, 'close', { conclusion: '销号。' });
    await revoke(fact);
    await look();
    expect(await mark(id)).toMatchObject({ voided: true });
    expect((await person.must(matters.getMatter, { params: { id } })).state).toBe('fallen');
    // The request that waited goes with it.
    expect((await server.as('officer').must(matters.getMatter, { params: { id } })).request).toBeNull();
    expect(await mark(id)).toEqual(await replayed(id));
  });
});

describe('[P9] what came of a warning that is void', () => {
  const see = (id: string) => server.as('officer').must(matters.getMatter, { params: { id } });
  const letterOf = async (id: string) => {
    await step(server, 'officer', id, 'inquire', { problems: '一、外出。' });
    const letter = (await see(id)).children.at(-1)!.id;
    await step(server, 'officer', letter, 'issue');
    await approveAll(server, letter);
    await person.must(matters.actOnMatter, { params: { id: letter, action: 'receive' }, body: {} });
    return letter;
  };
  const object = (id: string) =>
    person.must(matters.actOnMatter, {
      params: { id, action: 'object' },
      body: { data: { objections: [{ no: 1, said: '重。' }] } },
    });
  const review = { replies: [{ no: 1, reply: '采纳。' }], finding: '采纳。' };

  it('is called off: nobody owes an answer to its letter', async () => {
    const id = await warned(server, who, [await verified(server, who, 'heavier')], 'heavier');
    const letter = await letterOf(id);
    await object(id);
    await step(server, 'officer', id, 'revoke', review);
    await approveAll(server, id);
    await server.work();
    const shown = await person.must(matters.getMatter, { params: { id: letter } });
    expect([shown.state, shown.allowed]).toEqual(['called-off', []]);
  });

  it('of a rise alone where that was taken back: what the level before led to goes on', async () => {
    const id = await warned(server, who, [await verified(server, who, 'heavier')], 'heavier');
    const letter = await letterOf(id);
    server.clock.set('2026-04-08T02:00:00.000Z');
    const facts = [await verified(server, who, 'serious', { date: '2026-04-07' })];
    await step(server, 'officer', id, 'tell-rise', tellingOf(...facts));
    await step(server, 'officer', id, 'hear', await hearing(server, '2026-04-08'));
    const answers = [{ no: 1, answer: '否。' }];
    const rise = { cause: 'new-fact', level: 'serious', facts, finding: '属实。', answers };
    await step(server, 'officer', id, 'raise', rise);
    await approveAll(server, id);
    const { accounts, organs } = server.world;
    await step(server, 'officer', id, 'admonish', {
      kind: 'admonition',
      problem: '履职不力。',
      day: '2026-04-10',
      from: '09:00',
      until: '10:00',
      place: '谈话室',
      talkers: [accounts.officer, accounts.intake],
      recorder: accounts.intake,
      partner: organs.cadre,
      outline: '一、说明来意。',
      health: 'good',
      safety: '专人陪同。',
    });
    const talk = (await see(id)).children.at(-1)!.id;
    await object(id);
    await step(server, 'officer', id, 'send-back', { ...review, level: 'heavier' });
    await approveAll(server, id);
    await server.work();
    expect((await see(talk)).state).toBe('called-off');
    expect((await see(letter)).state).toBe('served');
  });
});
