import { registerClue } from '@plumbline/contract/clue';
import { listNotices } from '@plumbline/contract/desk';
import { listDocuments, openDocument } from '@plumbline/contract/document';
import { downloadFile } from '@plumbline/contract/file';
import { layOutClue } from '@plumbline/contract/layout';
import * as contract from '@plumbline/contract/matter';
import type { Route } from '@plumbline/contract/route';
import { allRoutes } from '@plumbline/contract/routes';
import { getSession } from '@plumbline/contract/session';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestClient, type TestServer } from '../../../testing/index.ts';
import { fill } from '../../../testing/test-client.ts';
import { addAccount, addVerified, openSlip, upload } from '../../dossier/testing.ts';

let server: TestServer;
let owner: pg.Client;
/** The head of the housing bureau, and the deputy whose letters are none of the head's business. */
let subject: TestClient;
let deputy: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  await server.app.server.listen({ host: '127.0.0.1', port: 0 });
  owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
  subject = server.as('subject');
  const { persons, units } = server.world;
  deputy = await addAccount(server, {
    role: 'supervised-person',
    unitId: units.housing,
    personId: persons.deputy,
  });
});
afterAll(async () => {
  await owner.end();
  await server.stop();
});

const take = (by: TestClient, id: string, action: string, data?: object, reason?: string) =>
  by.call(contract.actOnMatter, {
    params: { id, action },
    body: { ...(data ? { data: data as Record<string, unknown> } : {}), ...(reason ? { reason } : {}) },
  });
async function done(by: TestClient, id: string, action: string, data?: object, reason?: string) {
  const reply = await take(by, id, action, data, reason);
  expect(reply.status, `${action}: ${JSON.stringify(reply.body)}`).toBe(200);
}
async function served(person: string, by: TestClient, draft: object): Promise<string> {
  const officer = server.as('officer');
  const { id } = await officer.must(contract.beginMatter, {
    body: { procedure: 'inquiry', subjects: [{ kind: 'person', id: person }], data: draft },
  });
  await done(officer, id, 'issue');
  await done(server.as('head'), id, 'approval.approve');
  await take(server.as('secretary'), id, 'approval.approve');
  await done(by, id, 'receive');
  return id;
}
const see = (by: TestClient, id: string) => by.must(contract.getMatter, { params: { id } });
const answers = [{ problem: '住房情况', explanation: '家庭住房一套。' }];
const ANSWER = {
  answers,
  selfExamination: '对照检查，申报时漏填一处。',
  promise: true,
  rectification: '四月底前补报住房情况。',
  signature: '陈立新',
};
const scan = async (by: string | TestClient, name: string) => [
  await upload(server, by, name, Buffer.from(`扫描件 ${name}`)),
];
const materials = async (letter: string) =>
  (
    await owner.query('select item, status, form, classification from material where matter_id = $1', [
      letter,
    ])
  ).rows;
const listed = async (letter: string) =>
  (
    await owner.query(
      'select answered_on::text as day from answered_letter where matter_id = $1 order by 1',
      [letter],
    )
  ).rows;

describe('a promise', () => {
  it('is signed with the answer in the own account: a paper with name and time, and an entry to compare a relapse with', async () => {
    const id = await served(server.world.persons.head, subject, {
      problems: '一、住房情况。',
      kind: 'integrity',
    });
    expect((await take(server.as('officer'), id, 'answer-alone', ANSWER)).status).toBe(403);
    expect((await take(subject, id, 'answer-alone', { ...ANSWER, signature: '' })).status).toBe(400);
    expect(await listed(id)).toEqual([]);
    await done(subject, id, 'answer-alone', ANSWER);
    expect(await materials(id)).toEqual([
      {
        item: 'promise',
        status: 'verified',
        classification: 2,
        form: {
          date: '2026-04-06',
          occasion: 'talk',
          kind: 'integrity',
          content: ANSWER.rectification,
          truth: true,
          signedBy: '陈立新',
          signedAt: '2026-04-06 10:00',
          way: 'account',
          letter: id,
        },
      },
    ]);
    const papers = await subject.must(listDocuments, { query: { matterId: id } });
    const paper = papers.items.find(({ template }) => template === 'promise-letter')!;
    const text = JSON.stringify(await subject.must(openDocument, { params: { id: paper.id } }));
    for (const said of ['陈立新', '2026-04-06 10:00', ANSWER.rectification, '真实、完整'])
      expect(text).toContain(said);
    expect(await listed(id)).toEqual([{ day: '2026-04-06' }]);
    // The time that the office gives itself is none of the person's.
    const { terms, dueOn } = await see(subject, id);
    expect([terms.map(({ code }) => code), dueOn]).toEqual([['reply'], null]);
  });
});

describe('what comes later', () => {
  it('is laid beside the promise, for whoever may read it, where the like was found after it', async () => {
    const { persons, accounts, organs } = server.world;
    server.clock.set('2026-05-11T02:00:00Z');
    const form = {
      date: '2026-05-08',
      kind: 'talk',
      officers: ['赵明'],
      topic: '公务接待检查',
      content: '抽查接待台账。',
      problems: ['超标准接待'],
      problemKind: 'integrity',
    };
    await addVerified(server, persons.head, 'supervision-notes', { form });
    const { id, matterId } = await server.as('casemgmt').must(registerClue, {
      body: {
        class: 'petition',
        subType: 'letter-handling',
        source: 'report-accusation',
        occurredOn: '2026-05-09',
        title: '反映其超标准接待',
        content: '来信反映其超标准接待。',
        subjectKind: 'person',
        subjectId: persons.head,
        organId: organs.casemgmt!,
      },
    });
    await done(server.as('casemgmt'), matterId, 'assign', { handlers: [accounts.officer] });
    await done(server.as('officer'), matterId, 'break-down', {
      allegations: [{ no: 1, what: '超标准接待', kind: 'integrity', against: 'not-looked-for' }],
    });
    const laid = async () => await server.as('officer').must(layOutClue, { params: { id } });
    expect((await laid()).uncompared).toContainEqual(
      expect.objectContaining({ rule: 'problem-after-promise', item: '承诺和整改', why: 'withheld' }),
    );
    await openSlip(server, server.as('officer'), server.as('head'), persons.head, '2026-05-15');
    expect((await laid()).differences).toContainEqual(
      expect.objectContaining({
        rule: 'problem-after-promise',
        declared: expect.objectContaining({ itemTitle: '承诺和整改', day: '2026-04-06' }),
        recorded: expect.objectContaining({ day: '2026-05-08' }),
      }),
    );
    server.clock.set('2026-04-06T02:00:00Z');
  });
});

describe('an answer on paper', () => {
  it('is entered with its scan and told to the person, who contradicts it: it counts for nothing', async () => {
    const id = await served(server.world.persons.deputy, deputy, { problems: '一、公务接待情况。' });
    const officer = server.as('officer');
    const paper = {
      answers,
      selfExamination: '对照检查。',
      handedInOn: '2026-04-03',
      handedInBy: '单位办公室',
      told: '电话告知',
      promised: false,
      rectification: '无',
      scan: await scan('officer', 'answer.txt'),
    };
    expect((await take(deputy, id, 'enter-paper-alone', paper)).status).toBe(403);
    expect((await take(officer, id, 'enter-paper-alone', { ...paper, scan: [] })).status).toBe(400);
    const foreign = await scan('dispatched', 'foreign.txt');
    expect((await take(officer, id, 'enter-paper-alone', { ...paper, scan: foreign })).status).toBe(400);
    await done(officer, id, 'enter-paper-alone', paper);
    expect(await listed(id)).toHaveLength(1);
    await server.work();
    const { items } = await deputy.must(listNotices);
    expect(items.some(({ link }) => link?.endsWith(id))).toBe(true);
    const told = await see(deputy, id);
    expect([told.data.answers, told.allowed]).toEqual([
      answers,
      expect.arrayContaining(['confirm-paper', 'contradict']),
    ]);
    expect(
      (await take(officer, id, 'assess', { assessment: '清楚。', inFavour: '有。', outcome: 'accept' }))
        .status,
    ).toBe(409);
    expect((await take(officer, id, 'contradict', undefined, '不是')).status).toBe(403);
    expect((await take(deputy, id, 'contradict')).status).toBe(400);
    await done(deputy, id, 'contradict', undefined, '该材料不是本人提交。');
    expect([await listed(id), await materials(id)]).toEqual([[], []]);
    const back = await see(officer, id);
    expect([back.state, back.terms.find(({ code }) => code === 'reply')?.state]).toEqual([
      'served',
      'running',
    ]);
    await done(deputy, id, 'answer-alone', { ...ANSWER, signature: '周敏' });
    expect(await listed(id)).toHaveLength(1);
  });

  it('stands in the period in which it was given, whatever is added to it in a later one', async () => {
    const now = server.clock.now();
    server.clock.set('2026-05-20T02:00:00Z');
    const id = await served(server.world.persons.deputy, deputy, { problems: '一、差旅报销。' });
    await done(deputy, id, 'answer-alone', { ...ANSWER, signature: '周敏' });
    const more = { more: '补充票据复印件。', promise: true };
    await done(deputy, id, 'supplement', more);
    server.clock.set('2026-07-01T02:00:00Z');
    await done(deputy, id, 'supplement', more);
    expect(await listed(id)).toEqual([{ day: '2026-05-20' }, { day: '2026-07-01' }]);
    server.clock.set(now);
  });

  it('stands once the days in which the person may contradict it are over', async () => {
    const id = await served(server.world.persons.deputy, deputy, { problems: '二、会议记录情况。' });
    const officer = server.as('officer');
    await done(officer, id, 'enter-paper-alone', {
      answers,
      selfExamination: '对照检查。',
      handedInOn: '2026-04-06',
      handedInBy: '本人',
      told: '当面告知',
      promised: true,
      rectification: '完善会议记录。',
      signature: '周敏',
      scan: await scan('officer', 'answer2.txt'),
    });
    expect(await materials(id)).toEqual([]);
    const assessment = { assessment: '清楚。', inFavour: '有。', outcome: 'accept' };
    expect((await take(officer, id, 'assess', assessment)).status).toBe(409);
    server.clock.set('2026-04-14T02:00:00Z');
    await server.jobs['matter.refresh']?.({ jurisdiction: 1, payload: {} } as never);
    await server.work();
    const { terms, steps } = await see(officer, id);
    expect(terms.find(({ code }) => code === 'reply')).toMatchObject({ state: 'met' });
    expect(steps.at(-1)).toMatchObject({ action: 'let-stand', account: null });
    await done(officer, id, 'assess', assessment);
    expect((await materials(id))[0]).toMatchObject({
      item: 'promise',
      status: 'verified',
      form: { date: '2026-04-06', way: 'paper', content: '完善会议记录。', signedBy: '周敏' },
    });
    server.clock.set('2026-04-06T02:00:00Z');
  });
});

/** Words that stand nowhere but in what is none of the person's business. */
const HIDDEN = ['机密来源甲', '邻案问题乙', '研判意见丙', '邻案答复丁', '邻案附件戊'];

describe('the account of the person', () => {
  it('opens the own letter and nothing else, whatever is asked of the whole interface', async () => {
    const { persons } = server.world;
    const own = await served(persons.head, subject, { problems: '三、本人问题。', origin: HIDDEN[0] });
    const [file] = await scan(deputy, `${HIDDEN[4]}.txt`);
    const other = await served(persons.deputy, deputy, { problems: HIDDEN[1], origin: HIDDEN[0] });
    const answer = { ...ANSWER, signature: '周敏', selfExamination: HIDDEN[3], attachments: [file] };
    await done(deputy, other, 'answer-alone', answer);
    const officer = server.as('officer');
    await done(subject, own, 'answer-alone', ANSWER);
    await done(officer, other, 'assess', { assessment: HIDDEN[2], inFavour: '有。', outcome: 'accept' });
    const letterOf = async (id: string) => (await see(officer, id)).number!;
    const [hers, { personId }] = [await letterOf(other), await subject.must(getSession)];
    expect(personId).toBe(persons.head);
    const { rows: papers } = await owner.query('select id from document where matter_id = $1', [other]);
    const { rows: entries } = await owner.query('select id from material where matter_id in ($1, $2)', [
      own,
      other,
    ]);
    await server.work();

    const ids = [
      other,
      own,
      persons.deputy,
      persons.head,
      file!,
      ...papers.map(({ id }) => id),
      ...entries.map(({ id }) => id),
    ];
    const leaks: string[] = [];
    let opened = 0;
    const ask = async (route: Route, id: string, query: object) => {
      const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => [name!, id]);
      const reply = await subject.send(route.method, fill(route.path, Object.fromEntries(names)), { query });
      const text = reply.raw.toString('utf8');
      if (reply.status < 400) opened++;
      // What was asked by its id may be named in the refusal's own address.
      for (const word of [...HIDDEN, hers, other])
        if (text.includes(word) && !(reply.status >= 400 && word === other))
          leaks.push(`${route.id} ${JSON.stringify(query)} ${reply.status} shows ${word}`);
    };
    for (const route of allRoutes.filter(({ method }) => method === 'GET')) {
      const places = route.path.includes(':') ? ids : ids.slice(0, 1);
      for (const id of places)
        for (const query of [
          {},
          { matterId: other },
          { subjectId: persons.deputy },
          { q: HIDDEN[1] },
          { open: 'true', mine: 'true' },
        ])
          await ask(route, id, query);
    }
    expect(leaks).toEqual([]);
    expect(opened).toBeGreaterThan(100);

    expect((await subject.call(contract.getMatter, { params: { id: other } })).status).toBe(404);
    expect((await subject.call(downloadFile, { params: { id: file! } })).status).toBe(404);
    for (const action of [
      'answer-alone',
      'supplement',
      'receive',
      'confirm-paper',
      'assess',
      'ask-more-time',
    ])
      expect((await take(subject, other, action, ANSWER)).status, action).toBe(404);
    for (const { id } of papers)
      expect((await subject.call(openDocument, { params: { id } })).status).toBe(404);
    const mine = await subject.must(contract.listMatters, {});
    expect(mine.items.map(({ id }) => id)).not.toContain(other);
    expect(mine.items.map(({ id }) => id)).toContain(own);
    const { parties, data, steps } = await see(subject, own);
    expect([parties, Object.keys(data).sort(), steps.map(({ action }) => action)]).toEqual([
      [],
      ['answers', 'problems', 'selfExamination'],
      ['receive', 'answer-alone'],
    ]);
  });
});
