import * as clues from '@plumbline/contract/clue';
import * as clueRegisters from '@plumbline/contract/clue-register';
import { listNotices } from '@plumbline/contract/desk';
import * as matters from '@plumbline/contract/matter';
import { search } from '@plumbline/contract/search';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { commitmentOfClue } from './transfer.effects.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const PHRASE = '在城东项目中收受玉器';
const TRANSFER = { why: '该单位由派驻机构监督。', papers: 2 };

const register = (over: Record<string, unknown> = {}) =>
  server.as('casemgmt').must(clues.registerClue, {
    body: {
      class: 'petition',
      subType: 'letter-handling',
      source: 'report-accusation',
      occurredOn: '2026-03-02',
      title: `反映其${PHRASE}`,
      content: `来信反映其${PHRASE}一件。`,
      subjectKind: 'person',
      subjectId: server.world.persons.namesakeA,
      organId: server.world.organs.casemgmt!,
      ...over,
    } as never,
  });
const take = (who: string, id: string, action: string, data?: Record<string, unknown>, reason?: string) =>
  server.as(who).call(matters.actOnMatter, {
    params: { id, action },
    body: { ...(data ? { data } : {}), ...(reason ? { reason } : {}) },
  });
const seen = (who: string, id: string) => server.as(who).call(matters.getMatter, { params: { id } });
const must = async (who: string, id: string) => server.as(who).must(matters.getMatter, { params: { id } });
const kinds = async (who: string) =>
  (await server.as(who).must(listNotices, { query: {} as never })).items.map((one) => one.kind);

async function sent(over: Record<string, unknown> = {}, receiver = server.world.organs.dispatched) {
  const clue = await register(over);
  const reply = await take('casemgmt', clue.matterId, 'transfer', { ...TRANSFER, receiver });
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  const { children } = await must('casemgmt', clue.matterId);
  return { clue, transfer: children.at(-1)!.id };
}
const clueOf = async (who: string, subjectId: string, but: string) => {
  const { items } = await server.as(who).must(clues.listClues, { query: { subjectId, limit: 50 } });
  return items.filter(({ id }) => id !== but);
};

describe('a clue is transferred', () => {
  it('by whoever takes clues in or supervises them, to another organ that is there, and no positive entry', async () => {
    const clue = await register();
    const to = { ...TRANSFER, receiver: server.world.organs.dispatched };
    for (const who of ['officer', 'dispatched', 'court', 'unit', 'sysadmin', 'auditor'])
      expect((await take(who, clue.matterId, 'transfer', to)).status, who).toBeGreaterThanOrEqual(403);
    for (const data of [
      { ...to, receiver: server.world.organs.casemgmt },
      { ...to, receiver: server.world.units.housing },
      { receiver: to.receiver },
      { ...to, content: PHRASE },
    ])
      expect((await take('casemgmt', clue.matterId, 'transfer', data)).status).toBe(400);
    const positive = await register({ polarity: 'positive' });
    expect((await take('casemgmt', positive.matterId, 'transfer', to)).status).toBe(409);
    for (const system of ['leave', 'come-back'])
      expect((await take('casemgmt', clue.matterId, system)).status).toBeGreaterThanOrEqual(403);
  });

  it('and on the way is seen by its sender and the receiver alone, who does not see the clue yet', async () => {
    const { clue, transfer } = await sent();
    for (const who of [
      'officer',
      'court',
      'procuratorate',
      'secretary',
      'unit',
      'subject',
      'sysadmin',
      'auditor',
    ])
      expect((await seen(who, transfer)).status, who).toBeGreaterThanOrEqual(403);
    const there = await must('dispatched', transfer);
    expect(there.number).toMatch(/移送〔2026〕0\d{3}号/);
    expect(JSON.stringify(there)).not.toContain(PHRASE);
    expect((await seen('dispatched', clue.matterId)).status).toBe(404);
    expect((await server.as('dispatched').call(clues.getClue, { params: { id: clue.id } })).status).toBe(404);
    expect(await kinds('dispatched')).toContain('clue-transfer.begin');
    // Nothing else is done with it meanwhile, and only the receiver answers.
    expect((await take('casemgmt', clue.matterId, 'assign', { handlers: [] })).status).toBe(409);
    for (const action of ['accept', 'return'])
      expect((await take('casemgmt', transfer, action, undefined, '试')).status).toBe(403);
    expect((await take('dispatched', transfer, 'recall', undefined, '试')).status).toBe(403);
  });

  it('accepted: a file of its own begins there, linked both ways; the sender keeps a stub that can be verified', async () => {
    const { clue, transfer } = await sent({ subjectId: server.world.persons.deputy, named: true });
    expect((await take('dispatched', transfer, 'accept', { came: 2 })).status).toBe(200);
    const [own] = await clueOf('dispatched', server.world.persons.deputy!, clue.id);
    const file = await server.as('dispatched').must(clues.getClue, { params: { id: own!.id } });
    expect(file).toMatchObject({ title: clue.title, content: clue.content, status: 'unverified' });
    expect(file.number).not.toBe(clue.number);
    expect(file.cameBy?.matterId).toBe(transfer);
    const done = await must('casemgmt', transfer);
    expect(done).toMatchObject({ state: 'received', final: true });
    const { sent: number, commitment, salt } = done.data as Record<string, string>;
    expect(number).toBe(clue.number);
    const { class: cls, subType, polarity, source, occurredOn, title, content } = file;
    const form = { class: cls, subType, polarity, source, occurredOn, title, content } as never;
    const whole = { ...(form as object), receivedOn: clue.receivedOn } as never;
    expect(commitmentOfClue(salt!, whole)).toBe(commitment);
    expect(commitmentOfClue(salt!, { ...(whole as object), content: '改' } as never)).not.toBe(commitment);
    const stub = await must('casemgmt', clue.matterId);
    expect(stub).toMatchObject({ state: 'transferred', final: true });
    expect(stub.data).toMatchObject({ entered: file.number, commitment, sentTo: '派驻第一纪检监察组' });
    const { items } = await server
      .as('casemgmt')
      .must(clueRegisters.readClueRegister, { params: { code: 'transferred' }, query: { limit: 50 } });
    expect(items.find(({ id }) => id === clue.id)!.cells).toMatchObject({
      number: clue.number,
      receiver: '派驻第一纪检监察组',
      entered: file.number,
      commitment,
    });
    expect(await kinds('casemgmt')).toContain('clue.transfer');
    for (const who of ['officer', 'court'])
      expect((await server.as(who).call(clues.getClue, { params: { id: file.id } })).status, who).not.toBe(
        200,
      );
    expect((await take('dispatched', transfer, 'accept')).status).toBe(409);
    expect((await take('casemgmt', transfer, 'recall', undefined, '试')).status).toBe(409);
    // Who reported it under a name waits for an answer there, no longer here.
    expect((await must('dispatched', file.matterId)).terms.map((term) => term.code)).toContain('acknowledge');
  });

  it('returned: with a reason, and the file of the sender goes on', async () => {
    const { clue, transfer } = await sent();
    expect((await take('dispatched', transfer, 'return')).status).toBe(400);
    expect((await take('dispatched', transfer, 'return', undefined, '该岗位由委机关管理。')).status).toBe(
      200,
    );
    expect((await must('casemgmt', transfer)).state).toBe('returned');
    const file = await must('casemgmt', clue.matterId);
    expect(file.state).toBe('assigned');
    expect(file.terms.find((term) => term.code === 'opinion')).toBeDefined();
    expect(await clueOf('dispatched', server.world.persons.namesakeA!, clue.id)).toEqual([]);
    const again = await take('casemgmt', clue.matterId, 'transfer', {
      ...TRANSFER,
      receiver: server.world.organs.cadre,
    });
    expect(again.status).toBe(200);
  });

  it('recalled by the sender: nothing comes of it there', async () => {
    const { clue, transfer } = await sent();
    expect((await take('casemgmt', transfer, 'recall', undefined, '误选接收机关。')).status).toBe(200);
    expect((await must('casemgmt', clue.matterId)).state).toBe('assigned');
    expect((await take('dispatched', transfer, 'accept')).status).toBe(404);
  });

  it('not answered: overdue after a working day, and told upwards', async () => {
    const { clue, transfer } = await sent();
    expect((await must('casemgmt', transfer)).terms).toMatchObject([{ code: 'receive' }]);
    server.clock.set('2026-06-20T02:00:00.000Z');
    await server.jobs['matter.refresh']!({ jurisdiction: 1, payload: {} });
    expect((await must('casemgmt', transfer)).overdue).toBe(true);
    for (const who of ['dispatched', 'casemgmt', 'head'])
      expect(await kinds(who), who).toContain('matter.overdue');
    const found = await server.as('court').call(search, { query: { q: PHRASE } as never });
    expect(JSON.stringify(found.body)).not.toContain(clue.id);
  });
});
