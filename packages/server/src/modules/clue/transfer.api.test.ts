import * as clues from '@plumbline/contract/clue';
import * as clueRegisters from '@plumbline/contract/clue-register';
import { listNotices } from '@plumbline/contract/desk';
import * as documents from '@plumbline/contract/document';
import { getFileHead } from '@plumbline/contract/file';
import * as matters from '@plumbline/contract/matter';
import { createKin } from '@plumbline/contract/registry';
import { search } from '@plumbline/contract/search';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { addAccount, upload } from '../dossier/testing.ts';
import { commitmentOfClue } from './transfer.effects.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.app.server.listen({ port: 0, host: '127.0.0.1' });
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
  expect((await take('head', clue.matterId, 'approval.approve')).status).toBe(200);
  const { children } = await must('casemgmt', clue.matterId);
  return { clue, transfer: children.at(-1)!.id };
}
/** The paper of a matter of this kind, as somebody reads it. */
async function paper(who: string, matterId: string, template: string) {
  const { items } = await server.as(who).must(documents.listDocuments, { query: { matterId } as never });
  const found = items.find((one) => one.template === template);
  if (!found) throw new Error(`${who} sees no ${template}`);
  const text = JSON.stringify(
    await server.as(who).must(documents.openDocument, { params: { id: found.id } }),
  );
  return { number: found.number, text };
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
      { receiver: to.receiver, why: TRANSFER.why },
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

  it('goes once the head of the organ approved; until then nothing is offered, and no time stands still', async () => {
    const clue = await register();
    const opinion = async () =>
      (await must('casemgmt', clue.matterId)).terms.find(({ code }) => code === 'opinion');
    const before = await opinion();
    const to = { ...TRANSFER, receiver: server.world.organs.dispatched };
    expect((await take('casemgmt', clue.matterId, 'transfer', to)).status).toBe(200);
    const waits = await must('casemgmt', clue.matterId);
    expect(waits).toMatchObject({ state: 'registered', waitsFor: 'approval', children: [] });
    expect(waits.request!.steps.map(({ approvals }) => approvals.map(({ organ }) => organ))).toEqual([
      ['澄溪县纪委监委'],
    ]);
    expect(await opinion()).toEqual(before);
    for (const who of ['casemgmt', 'officer', 'dispatched', 'secretary'])
      expect((await take(who, clue.matterId, 'approval.approve')).status, who).toBeGreaterThanOrEqual(403);
    expect((await take('head', clue.matterId, 'approval.approve')).status).toBe(200);
    expect(await must('casemgmt', clue.matterId)).toMatchObject({ state: 'transferring' });
    expect((await opinion())!.state).toBe('suspended');
  });

  it('with a letter that says number, pieces, receiver and ground, and nothing of what it says', async () => {
    const { clue, transfer } = await sent();
    const letter = await paper('dispatched', transfer, 'transfer-letter');
    expect(letter.number).toMatch(/^commission移〔2026〕\d+号$/);
    const { number } = await must('casemgmt', transfer);
    for (const said of [
      number!,
      clue.number!,
      '派驻第一纪检监察组',
      TRANSFER.why,
      '随附纸质件2件',
      '1个工作日',
      '回执联',
    ])
      expect(letter.text, said).toContain(said);
    for (const never of [PHRASE, '王伟', '县住房和城乡建设局']) expect(letter.text).not.toContain(never);
    expect((await paper('casemgmt', transfer, 'transfer-letter')).number).toBe(letter.number);
    const others = await server.as('officer').must(documents.listDocuments, { query: {} as never });
    expect(others.items.map((one) => one.number)).not.toContain(letter.number);
  });

  it('with other pieces than were sent: the receipt and both sides name the difference', async () => {
    const { clue, transfer } = await sent({ subjectId: server.world.persons.mayor });
    const difference = '缺第2件。';
    for (const [action, data, status] of [
      ['accept', undefined, 400],
      ['accept', { came: 1 }, 409],
      ['accept-differing', { came: 1 }, 400],
      ['accept-differing', { came: 2, difference }, 409],
    ] as const)
      expect((await take('dispatched', transfer, action, data)).status, action).toBe(status);
    expect((await take('dispatched', transfer, 'accept-differing', { came: 1, difference })).status).toBe(
      200,
    );
    for (const who of ['casemgmt', 'dispatched']) {
      const seen = await must(who, transfer);
      expect(seen, who).toMatchObject({ state: 'received-differing', stateTitle: '已接收（件数不符）' });
      expect(seen.data, who).toMatchObject({ papers: 2, came: 1, difference });
      const receipt = await paper(who, transfer, 'transfer-receipt');
      expect(receipt.number).toMatch(/^dispatched移回〔2026〕\d+号$/);
      for (const said of ['移送纸质件2件，实收1件', difference, clue.number!, 'dispatched'])
        expect(receipt.text, said).toContain(said);
      expect(receipt.text).not.toContain(PHRASE);
    }
    const { items } = await server
      .as('casemgmt')
      .must(clueRegisters.readClueRegister, { params: { code: 'transferred' }, query: { limit: 50 } });
    expect(items.find(({ id }) => id === clue.id)!.cells).toMatchObject({
      papers: '2',
      came: '1',
      difference,
    });
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
    expect((await take('dispatched', transfer, 'accept', { came: 2 })).status).toBe(409);
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
    const letter = await paper('casemgmt', transfer, 'transfer-return');
    expect(letter.number).toMatch(/^dispatched移退〔2026〕\d+号$/);
    expect(letter.text).toContain('该岗位由委机关管理。');
    expect(letter.text).not.toContain(PHRASE);
    const file = await must('casemgmt', clue.matterId);
    expect(file.state).toBe('registered');
    expect(file.terms.find((term) => term.code === 'opinion')).toBeDefined();
    expect(await clueOf('dispatched', server.world.persons.namesakeA!, clue.id)).toEqual([]);
    const again = await take('casemgmt', clue.matterId, 'transfer', {
      ...TRANSFER,
      receiver: server.world.organs.cadre,
    });
    expect(again.status).toBe(200);
  });

  it('to no organ that near kin of the subject leads', async () => {
    const { organs, persons } = server.world;
    const receiver = organs.court!;
    const clue = await register({ subjectId: persons.namesakeB });
    await addAccount(server, { role: 'organ-head', organId: receiver, personId: persons.mayor! });
    const ask = () => take('casemgmt', clue.matterId, 'transfer', { ...TRANSFER, receiver });
    await server.as('officer').must(createKin, {
      params: { id: persons.namesakeB! },
      body: { relation: 'spouse', name: '李国强', personId: persons.mayor! },
    });
    expect(await ask()).toMatchObject({
      status: 400,
      body: { faults: [{ pointer: '/data/receiver', code: 'party.led' }] },
    });
  });

  it('recalled by the sender: nothing comes of it there, and whom it is about is told nothing', async () => {
    const { organs, persons } = server.world;
    const self = await addAccount(server, {
      role: 'dispatched-officer',
      organId: organs.dispatched!,
      personId: persons.namesakeA!,
    });
    const { clue, transfer } = await sent();
    expect((await take('casemgmt', transfer, 'recall', undefined, '误选接收机关。')).status).toBe(200);
    expect((await must('casemgmt', clue.matterId)).state).toBe('registered');
    expect((await take('dispatched', transfer, 'accept')).status).toBe(404);
    expect((await kinds('dispatched')).at(0)).toBe('clue-transfer.recall');
    expect((await self.must(listNotices, { query: {} as never })).items).toEqual([]);
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

  it('offers those receivers alone that would not be refused, and says nothing to whoever may not transfer', async () => {
    const clue = await register({ subjectId: server.world.persons.mayor });
    const ask = (who: string, query: object, action = 'transfer') =>
      server
        .as(who)
        .call(matters.listStepChoices, { params: { id: clue.matterId, action }, query: query as never });
    for (const [who, status] of [
      ['dispatched', 404],
      ['secretary', 404],
      ['subject', 404],
    ] as const)
      expect((await ask(who, { field: 'receiver' })).status, who).toBe(status);
    expect((await ask('casemgmt', { field: 'why' })).status).toBe(400);
    expect((await ask('casemgmt', { field: 'receiver' }, 'recall')).status).toBe(403);
    const offered = (await ask('casemgmt', { field: 'receiver' })).body.items.map(({ id }) => id);
    const fit: string[] = [];
    for (const receiver of Object.values(server.world.organs)) {
      const reply = await take('casemgmt', clue.matterId, 'transfer', { ...TRANSFER, receiver });
      if (reply.status === 200) {
        fit.push(receiver);
        expect((await take('casemgmt', clue.matterId, 'approval.withdraw')).status).toBe(200);
      } else expect(reply.status).toBe(400);
    }
    expect(offered.toSorted()).toEqual(fit.toSorted());
    expect(offered).toContain(server.world.organs.dispatched);
    expect(offered).not.toContain(server.world.organs.court);
    const named = (await ask('casemgmt', { field: 'receiver', q: '派驻' })).body.items;
    expect(named).toEqual([{ id: server.world.organs.dispatched, name: '派驻第一纪检监察组', about: null }]);
  });

  it('and those handlers alone who may be named', async () => {
    const clue = await register();
    const { items } = await server.as('casemgmt').must(matters.listStepChoices, {
      params: { id: clue.matterId, action: 'assign' },
      query: { field: 'handlers' },
    });
    const { accounts } = server.world;
    const fit: string[] = [];
    for (const name of ['officer', 'head', 'casemgmt', 'reviewer', 'sysadmin']) {
      const reply = await take('casemgmt', clue.matterId, 'assign', { handlers: [accounts[name]] });
      if (reply.status === 200) fit.push(name);
      else expect(reply.status, name).toBe(400);
    }
    const offered = items.map(({ id }) => id);
    expect(
      Object.keys(accounts)
        .filter((name) => offered.includes(accounts[name]!))
        .toSorted(),
    ).toEqual(fit.toSorted());
    expect(fit).not.toContain('head');
  });

  it('stays in sight of who took it in: that it went, when, to whom, and the receipt, nothing of what happens there', async () => {
    const intake = server.as('intake');
    const clue = await intake.must(clues.registerClue, {
      body: {
        class: 'petition',
        subType: 'letter-handling',
        source: 'report-accusation',
        occurredOn: '2026-03-02',
        title: `反映其${PHRASE}`,
        subjectKind: 'person',
        subjectId: server.world.persons.namesakeA!,
      } as never,
    });
    const to = { ...TRANSFER, receiver: server.world.organs.dispatched };
    expect((await take('intake', clue.matterId, 'transfer', to)).status).toBe(200);
    expect((await take('head', clue.matterId, 'approval.approve')).status).toBe(200);
    const transfer = (await must('intake', clue.matterId)).children.at(-1)!.id;
    const line = async (who: string) => {
      const { items } = await server.as(who).must(clues.listSentClues, { query: { limit: 50 } });
      return items.find(({ matterId }) => matterId === transfer);
    };
    for (const [who, status] of [
      [undefined, 401],
      ['court', 403],
      ['subject', 403],
      ['auditor', 403],
    ] as const)
      expect((await server.as(who).call(clues.listSentClues, {})).status, who).toBe(status);
    expect(await line('intake')).toMatchObject({ stateTitle: '待接收', answer: null });
    expect(
      (await take('dispatched', transfer, 'accept-differing', { came: 3, difference: '多1件。' })).status,
    ).toBe(200);
    expect((await server.as('intake').call(clues.getClue, { params: { id: clue.id } })).status).toBe(404);
    const receipt = await paper('intake', transfer, 'transfer-receipt');
    expect(await line('intake')).toEqual({
      matterId: transfer,
      number: (await must('intake', transfer)).number,
      clue: clue.number,
      receiver: '派驻第一纪检监察组',
      sentOn: server.clock.now().toISOString().slice(0, 10),
      stateTitle: '已接收（件数不符）',
      answer: {
        id: expect.any(String),
        title: '问题线索接收回执',
        number: receipt.number,
        issuedOn: server.clock.now().toISOString().slice(0, 10),
      },
    });
    expect(await line('dispatched')).toBeUndefined();
    const { items } = await intake.must(listNotices, { query: {} as never });
    expect(items.find(({ kind }) => kind === 'clue.transfer')!.link).toBe(`/matters/${transfer}`);
    const [own] = await clueOf('dispatched', server.world.persons.namesakeA!, clue.id);
    expect((await server.as('intake').call(clues.getClue, { params: { id: own!.id } })).status).toBe(404);
  });

  it('takes its scans and channel along once it is accepted, and not before', async () => {
    const scan = await upload(server, 'casemgmt', '来信.txt', Buffer.from('来信原件。'));
    const { clue, transfer } = await sent({ channel: 'letter', files: [scan] });
    const seenBy = async (who: string, id: string) =>
      (await server.as(who).call(getFileHead, { params: { id } })).status;
    expect(await seenBy('dispatched', scan)).toBe(404);
    expect((await take('dispatched', transfer, 'accept', { came: 2 })).status).toBe(200);
    const [there] = await clueOf('dispatched', server.world.persons.namesakeA!, clue.id);
    const file = await server.as('dispatched').must(clues.getClue, { params: { id: there!.id } });
    expect(file).toMatchObject({ channelTitle: '来信', files: [{ name: '来信.txt' }] });
    const copy = file.files[0]!.id;
    expect(copy).not.toBe(scan);
    expect([await seenBy('dispatched', copy), await seenBy('dispatched', scan)]).toEqual([200, 404]);
    expect(await seenBy('casemgmt', scan)).toBe(200);
  });

  it('shows its letter on the page of the clue, to whoever sees the transfer', async () => {
    const { clue } = await sent();
    const papers = async (who: string, more: object) =>
      (
        await server
          .as(who)
          .must(documents.listDocuments, { query: { matterId: clue.matterId, ...more } as never })
      ).items.length;
    expect([await papers('casemgmt', {}), await papers('casemgmt', { withChildren: 'true' })]).toEqual([
      0, 1,
    ]);
    expect(await papers('officer', { withChildren: 'true' })).toBe(0);
  });
});
