import { askCollection } from '@plumbline/contract/collection';
import { getDocument } from '@plumbline/contract/document';
import * as matters from '@plumbline/contract/matter';
import { getOwnPage } from '@plumbline/contract/own';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, TEST_NOW, type TestClient, type TestServer } from '../../../testing/index.ts';
import { Kit } from '../../clue/testing.ts';
import { addAccount } from '../../dossier/testing.ts';
import { admonish, approveAll, step } from '../admonish.testing.ts';
import { decision, heard, verified } from '../levels/levels.testing.ts';

let server: TestServer;
let kit: Kit;
/** Deputy head of the same bureau, with an account of their own. */
let deputy: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  kit = new Kit(server);
  await kit.owner.connect();
  const { units, persons } = server.world;
  deputy = await addAccount(server, {
    role: 'supervised-person',
    unitId: units.housing,
    personId: persons.deputy,
  });
});
afterAll(async () => {
  await kit.owner.end();
  await server.stop();
});

const own = (who: string | TestClient) => kit.client(who).must(getOwnPage);
const lines = async (who: string | TestClient) =>
  (await own(who)).items.map(({ title, kind, stateTitle, steps }) => ({
    title,
    kind,
    stateTitle,
    steps: steps.map((step) => [step.title, step.lastDay]),
  }));
const NOTHING = { items: [], more: false, papers: [], bars: [], readings: null };
const answerOf = (signature: string) => ({
  answers: [{ problem: '住房情况', explanation: '家庭住房一套。' }],
  selfExamination: '对照检查，无其他住房。',
  promise: true,
  rectification: '今后按时报告。',
  signature,
});

/** A letter to the head of the bureau, drafted. */
async function letter(over: Record<string, unknown> = {}, person = server.world.persons.head) {
  const { id } = await server.as('officer').must(matters.beginMatter, {
    body: {
      procedure: 'inquiry',
      subjects: [{ kind: 'person', id: person }],
      data: { problems: '一、住房情况。', handlers: [server.world.accounts.officer], ...over },
    },
  });
  return id;
}
/** Issued with the approvals that the rank of the person asks for. */
async function issue(id: string, approvers = ['head', 'secretary']) {
  await kit.take('officer', id, 'issue');
  for (const who of approvers) await kit.take(who, id, 'approval.approve', undefined, '同意。');
}

describe('what concerns the caller', () => {
  it('is nothing for whoever has no part in anything, whatever their role', async () => {
    for (const who of ['subject', 'unit', 'officer', 'head', 'auditor', 'sysadmin', 'court', deputy])
      expect(await own(who)).toEqual(NOTHING);
  });

  it('tells no letter before it is issued, then the letter, each step with its last day, and its paper', async () => {
    const id = await letter();
    await kit.take('officer', id, 'issue');
    expect(await own('subject')).toEqual(NOTHING);
    for (const who of ['head', 'secretary']) await kit.take(who, id, 'approval.approve', undefined, '同意。');
    const { items, papers } = await own('subject');
    expect(items).toMatchObject([
      {
        id,
        kind: 'asked',
        title: '函询',
        about: null,
        stateTitle: '已签发，待送达',
        organ: '澄溪县纪委监委',
      },
    ]);
    expect(items[0]!.papers.map(({ title }) => title)).toEqual(['函询通知书']);
    expect(papers).toEqual([]);
    await kit.take('subject', id, 'receive');
    const { dueOn } = (await kit.get('subject', id)).body;
    expect(await lines('subject')).toEqual([
      {
        title: '函询',
        kind: 'asked',
        stateTitle: '已送达，待回复',
        steps: [
          ['回复函询', dueOn],
          ['申请延期', null],
          ['申请容错免责', null],
        ],
      },
    ]);
    expect((await own('subject')).items[0]!.lastDay).toBe(dueOn);
    await kit.take('subject', id, 'answer-alone', answerOf('陈立新'));
    await kit.take('officer', id, 'assess', {
      assessment: '说明属实。',
      inFavour: '不动产登记与说明相符。',
      outcome: 'accept',
    });
    // What the handlers make of it is not shown: the letter is still open, its paper stays.
    const meanwhile = await own('subject');
    expect(meanwhile.items).toEqual([]);
    expect(meanwhile.papers.map(({ title }) => title)).toEqual(['承诺书', '函询通知书']);
  });

  it('is theirs alone: nobody else is told, not those who handle it, nor colleagues, nor their unit', async () => {
    const id = await letter();
    await issue(id);
    expect((await own('subject')).items.map((item) => item.id)).toContain(id);
    for (const who of ['officer', 'head', 'secretary', 'unit', 'intake', 'auditor', deputy])
      expect(JSON.stringify(await own(who))).not.toContain(id);
    expect((await deputy.call(matters.getMatter, { params: { id } })).status).toBe(404);
  });

  it('leaves no trace of what is set aside', async () => {
    const before = await own('subject');
    const id = await letter();
    await issue(id);
    expect(await own('subject')).not.toEqual(before);
    await kit.setAside(id);
    expect(await own('subject')).toEqual(before);
  });

  it('answers whoever has to countersign with that step, and whom it is about', async () => {
    const id = await letter({ countersigner: server.world.persons.head }, server.world.persons.deputy);
    await issue(id, ['head']);
    expect(JSON.stringify(await own('subject'))).not.toContain(id);
    await kit.take(deputy, id, 'receive');
    await kit.take(deputy, id, 'answer', answerOf('周敏'));
    const line = (await own('subject')).items.find((item) => item.id === id)!;
    expect(line).toMatchObject({ kind: 'asked', title: expect.stringContaining('周敏') });
    const { dueOn } = (await kit.get('subject', id)).body;
    expect(line.steps).toMatchObject([{ title: '签署意见', lastDay: dueOn, late: false }]);
    // The one who answered reads of the letter, not of the colleague's turn.
    const answered = (await own(deputy)).items.find((item) => item.id === id)!;
    expect(answered.steps.map(({ title }) => title)).not.toContain('签署意见');
    await kit.take('subject', id, 'countersign', { opinion: '情况属实。' });
    expect((await own('subject')).items.map((item) => item.id)).not.toContain(id);
  });

  it('says when a last day has passed, and still lets the person answer', async () => {
    const id = await letter();
    await issue(id);
    await kit.take('subject', id, 'receive');
    const now = server.clock.now();
    server.clock.advance(60 * 24 * 60 * 60 * 1000);
    const line = (await own('subject')).items.find((item) => item.id === id)!;
    expect(line.late).toBe(true);
    expect(line.steps.find(({ code }) => code === 'answer-alone')).toMatchObject({ late: true });
    server.clock.advance(now.getTime() - server.clock.now().getTime());
  });

  it('asks the unit for what it owes, and forgets it once it was given', async () => {
    const { units } = server.world;
    const subjects = [{ kind: 'unit' as const, id: units.housing }];
    await server.as('officer').must(askCollection, { body: { subjects, items: ['unit-profile'] } as never });
    const [line] = (await own('unit')).items;
    expect(line).toMatchObject({ kind: 'asked', steps: [{ title: '提供材料' }] });
    expect(line!.link).toBe(`/collection-tasks/${line!.id}`);
    expect(JSON.stringify(await own('subject'))).not.toContain(line!.id);
  });
});

describe('a talk', () => {
  it('is told with its day, time and place once the person was notified, and never before', async () => {
    const { accounts, persons } = server.world;
    const time = { day: '2026-04-10', from: '09:00', until: '10:00', place: '谈话室' };
    const talkers = [accounts.officer, accounts.intake];
    const { id } = await server.as('officer').must(matters.beginMatter, {
      body: {
        procedure: 'talk',
        subjects: [{ kind: 'person', id: persons.mayor }],
        data: {
          ...{ kind: 'reminder', problem: '审批超期。', outline: '一、说明来意。', ...time },
          ...{ health: 'good', safety: '备好常用药品。', talkers, recorder: talkers[1] },
          handlers: [accounts.officer],
        },
      },
    });
    const mayor = await addAccount(server, {
      role: 'supervised-person',
      unitId: server.world.units.town,
      personId: persons.mayor,
    });
    await kit.take('officer', id, 'submit');
    await approveAll(server, id);
    expect((await own(mayor)).items).toEqual([]);
    await kit.take('officer', id, 'notify', { ...time, place: '纪委谈话室' });
    const [line] = (await own(mayor)).items;
    expect(line).toMatchObject({ title: '谈话', meets: { ...time, place: '纪委谈话室' } });
    expect(JSON.stringify(line)).not.toContain('审批超期');
    for (const who of ['subject', 'unit', 'officer', 'intake'])
      expect(JSON.stringify(await own(who)), who).not.toContain(id);
    await kit.take('officer', id, 'cancel', undefined, '改期');
    // It is told, and asks for nothing any more.
    expect((await own(mayor)).items).toMatchObject([{ kind: 'decided', meets: null }]);
  });
});

describe('a clue about the caller', () => {
  it('changes nothing in the answer, whatever becomes of it', async () => {
    const { persons } = server.world;
    const before = await own('subject');
    const same = async () => expect(await own('subject')).toEqual(before);
    const clue = await kit.handled({ subjectId: persons.head });
    await same();
    await kit.take('officer', clue.matterId, 'propose', {
      mainProblem: '收受礼金',
      way: 'close',
      grounds: '查无实据',
    });
    await same();
    await kit.register({ subjectId: persons.head, title: '反映其另一问题' });
    await same();
    const text = JSON.stringify(await own('subject'));
    for (const word of ['clue', '线索', clue.id, clue.matterId]) expect(text).not.toContain(word);
  });
});

describe('what is in force against the caller', () => {
  it('stands there with its last day, for them alone, and is gone the day after it', async () => {
    await admonish(server, server.world.persons.head);
    const { bars } = await own('subject');
    expect(bars.map(({ title, organ }) => [title, organ])).toEqual([
      ['影响期内不得提拔使用', '澄溪县纪委监委'],
      ['影响期内不得评优评先', '澄溪县纪委监委'],
    ]);
    for (const who of ['officer', 'unit', deputy]) expect((await own(who)).bars).toEqual([]);
    const now = server.clock.now();
    const after = (day: string) =>
      server.clock.advance(Date.parse(`${day}T02:00:00Z`) - server.clock.now().getTime());
    after(bars.at(-1)!.until);
    expect((await own('subject')).bars.length).toBeGreaterThan(0);
    server.clock.advance(24 * 60 * 60 * 1000);
    expect((await own('subject')).bars).toEqual([]);
    server.clock.advance(now.getTime() - server.clock.now().getTime());
  });
});

describe('the page as a whole', () => {
  it('tells nothing that its reader could not open, and offers no step that would be refused', async () => {
    for (const who of ['subject', 'unit', deputy]) {
      const { items, papers } = await own(who);
      expect(items.length, 'there is something to look at').toBeGreaterThan(0);
      for (const item of items) {
        const { status, body } = await kit.get(who, item.id);
        expect(status).toBe(200);
        for (const { code } of item.steps) expect(body.allowed).toContain(code);
      }
      for (const { id } of [...papers, ...items.flatMap((item) => item.papers)])
        expect((await kit.client(who).call(getDocument, { params: { id } })).status).toBe(200);
    }
  });
});

it('tells nobody the day of the handlers as their own: the time to object begins with the delivery', async () => {
  server.clock.set(TEST_NOW);
  const who = server.world.persons.head;
  const id = await heard(server, who, [await verified(server, who, 'heavier')]);
  await step(server, 'officer', id, 'decide', decision(server, 'heavier'));
  await approveAll(server, id);
  const line = async () => (await own('subject')).items.find((item) => item.id === id)!;
  const objecting = async () => (await line()).steps.find(({ code }) => code === 'object')!;
  server.clock.set('2026-04-20T02:00:00.000Z');
  expect(await objecting()).toMatchObject({ lastDay: null, late: false });
  expect((await line()).steps.filter(({ lastDay }) => lastDay !== null)).toEqual([]);
  await step(server, 'subject', id, 'receive-decision');
  expect((await objecting()).lastDay).toMatch(/^2026-05-/);
});
