import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { listNotices } from '@plumbline/contract/desk';
import { listDocuments, openDocument } from '@plumbline/contract/document';
import { getDossier, listDossiers } from '@plumbline/contract/dossier';
import * as matters from '@plumbline/contract/matter';
import { getSession } from '@plumbline/contract/session';
import * as checks from '@plumbline/contract/spot-check';
import { describe, expect, it } from 'vitest';
import { beginTale } from './tale.ts';
import { upload } from './upload.ts';

const tale = beginTale(
  's1-inquiry',
  'S1 · A letter of inquiry: answered, promised, and checked by a draw that nobody can choose',
);

const step = (who: string, why: string, id: string, action: string, data?: object, reason?: string) =>
  tale.story.call(who, why, matters.actOnMatter, {
    params: { id, action },
    body: { ...(data ? { data } : {}), ...(reason ? { reason } : {}) },
  });
async function take(who: string, why: string, id: string, action: string, data?: object, reason?: string) {
  const { status, body } = await step(who, why, id, action, data, reason);
  if (status !== 200) throw new Error(`${who} ${action}: ${JSON.stringify(body)}`);
}
const refused = async (
  who: string,
  why: string,
  id: string,
  action: string,
  data?: object,
  reason?: string,
) => (await step(who, why, id, action, data, reason)).status;
const seen = async (who: string, id: string) =>
  (await tale.aside(who)).call(matters.getMatter, { params: { id } });
const sessionOf = async (who: string) => (await tale.aside(who)).must(getSession);
/** Whoever the authority matrix asks, until nobody is left to ask. */
async function approve(id: string) {
  for (const who of ['head', 'secretary']) {
    const { status, body } = await seen(who, id);
    if (status === 200 && body.allowed.includes('approval.approve'))
      await take(who, 'Approved.', id, 'approval.approve', undefined, '同意。');
  }
}
async function promisesOf(person: string) {
  const page = await (await tale.aside('officer')).must(getDossier, { params: { subjectId: person } });
  return page.catalogue.flatMap(({ items }) => items).find(({ code }) => code === 'promise')!.materials;
}
const noticesTo = async (who: string) =>
  (await (await tale.aside(who)).must(listNotices, { query: {} })).items.map(({ title }) => title);

const ANSWERS = {
  answers: [{ problem: '项目发包', explanation: '经局党组会议集体研究。' }],
  selfExamination: '对照检查，会前沟通不够，会议记录不完整。',
};
const ANSWER = {
  ...ANSWERS,
  promise: true,
  rectification: '六月底前修订议事规则，今后如实完整记录。',
  signature: '',
};
const assessed = (outcome: string) => ({ assessment: '说明清楚。', inFavour: '有会议记录佐证。', outcome });

let person: string;
let letter: string;
/** Promises in the dossier before the letter. */
let promised: number;

async function letterTo(subject: string, data: object): Promise<string> {
  const { id } = await tale.story.must('officer2', 'A letter is drafted.', matters.beginMatter, {
    body: {
      procedure: 'inquiry',
      subjects: [{ kind: 'person', id: subject }],
      data: data as Record<string, unknown>,
    },
  });
  await take('officer2', 'Sent for approval.', id, 'issue');
  await approve(id);
  return id;
}

describe('a letter of inquiry', () => {
  it('[S1.30] is answered in the own account with a written self-examination, seen by nobody it does not concern', async () => {
    tale.story.chapter('The letter and its answer');
    const own = await sessionOf('subject');
    person = own.personId!;
    ANSWER.signature = own.name;
    promised = (await promisesOf(person)).length;
    letter = await letterTo(person, { problems: '一、项目发包的程序情况。', kind: 'organisational' });
    expect(
      await refused('subject', 'Nothing is answered before delivery.', letter, 'answer-alone', ANSWER),
    ).toBe(409);
    await take('subject', 'Receipt is acknowledged: fifteen working days run.', letter, 'receive');
    const term = (await seen('subject', letter)).body.terms.find(({ code }) => code === 'reply')!;
    expect(term).toMatchObject({ state: 'running', dueOn: '2026-04-27' });
    expect(await refused('officer2', 'Nobody answers for the person.', letter, 'answer-alone', ANSWER)).toBe(
      403,
    );
    expect(
      await refused(
        'officer2',
        'Nor goes on while the time runs.',
        letter,
        'go-on-unanswered',
        undefined,
        '未复',
      ),
    ).toBe(409);
    await take('subject', 'The person asks for more time.', letter, 'ask-more-time', undefined, '在外学习。');
    await take('officer2', 'It is given with approval.', letter, 'extend', undefined, '本人申请。');
    await approve(letter);
    expect((await seen('subject', letter)).body.terms.find(({ code }) => code === 'reply')!.dueOn).toBe(
      '2026-05-13',
    );
    for (const missing of ['selfExamination', 'promise', 'signature'])
      expect(
        await refused('subject', `Not without ${missing}.`, letter, 'answer-alone', {
          ...ANSWER,
          [missing]: undefined,
        }),
      ).toBe(400);
    expect(
      await refused('subject', 'Nobody signs with another name.', letter, 'answer-alone', {
        ...ANSWER,
        signature: '张三',
      }),
    ).toBe(400);
    await take('subject', 'The answer.', letter, 'answer-alone', ANSWER);
    for (const stranger of ['unit', 'court']) expect((await seen(stranger, letter)).status).toBe(404);
  });

  it('[S1.31] carries a promise of truth and rectification: signed with name and time, issued as a paper, kept in the dossier', async () => {
    tale.story.chapter('The promise');
    const { items } = await (await tale.aside('subject')).must(listDocuments, {
      query: { matterId: letter },
    });
    const paper = items.find(({ template }) => template === 'promise-letter')!;
    const text = JSON.stringify(
      await tale.story.must('subject', 'The person reads the signed promise.', openDocument, {
        params: { id: paper.id },
      }),
    );
    for (const part of ['真实、完整', ANSWER.rectification, ANSWER.signature, '2026-04-06 10:00'])
      expect(text).toContain(part);
    const filed = await promisesOf(person);
    expect(filed).toHaveLength(promised + 1);
    await take('officer2', 'The answer is not clear on one point.', letter, 'assess', assessed('ask-again'));
    await take('officer2', 'Asked again.', letter, 'ask-again', { problems: '请说明会议时间。' });
    await approve(letter);
    await take('subject', 'Received again.', letter, 'receive');
    await take('subject', 'Answered again.', letter, 'answer-alone', ANSWER);
    await take('officer2', 'Now it is clear.', letter, 'assess', assessed('accept'));
    await take('officer2', 'Closing is asked for.', letter, 'close', {
      received: '2026-04-06',
      finding: '予以采信。',
    });
    await approve(letter);
    expect((await seen('subject', letter)).body.state).toBe('closed');
    // What was promised stands whatever becomes of the letter.
    expect(await promisesOf(person)).toHaveLength(filed.length + 1);
  });
});

describe('an answer on paper', () => {
  it('is entered with scan and bearer; it stands only after the person could contradict it, and no delay of others counts', async () => {
    const { story } = tale;
    story.chapter('On paper');
    const { items } = await (await tale.aside('officer2')).must(listDossiers, {
      query: { kind: 'person', limit: 50 },
    });
    const other = items.find(({ subjectId }) => subjectId !== person)!.subjectId;
    const id = await letterTo(other, { problems: '一、公务用车登记情况。' });
    await take('officer2', 'Delivery is proved by a receipt.', id, 'serve', {
      deliveredOn: '2026-04-06',
      'document-name': '函询通知书',
      way: '直接送达',
      server: '邓家宁',
      receipt: [await upload(tale, 'officer2', '送达回证.txt', '本人签收的回证')],
    });
    const scan = [await upload(tale, 'officer2', '回复.txt', '本人签名的回复')];
    const paper = {
      ...ANSWERS,
      handedInOn: '2026-04-06',
      handedInBy: '单位办公室主任',
      told: '电话告知',
      promised: true,
      rectification: '按次登记。',
    };
    expect(
      await refused('officer2', 'Not without its scan.', id, 'enter-paper-alone', { ...paper, scan: [] }),
    ).toBe(400);
    await take('officer2', 'The answer on paper is entered.', id, 'enter-paper-alone', { ...paper, scan });
    const reply = async () => (await seen('officer2', id)).body.terms.find(({ code }) => code === 'reply')!;
    expect(await reply()).toMatchObject({ state: 'suspended' });
    expect(
      await refused(
        'officer2',
        'Nothing is assessed while the person may contradict it.',
        id,
        'assess',
        assessed('accept'),
      ),
    ).toBe(409);
    await tale.server.laterBy(9);
    expect(await reply()).toMatchObject({ state: 'met' });
    await take('officer2', 'The days have passed in silence: it stands.', id, 'assess', assessed('accept'));
  });
});

describe('a spot check of truthfulness', () => {
  const NUMBER = { number: '02091417232805', publishedIn: '中国福利彩票官方网站' };
  let id: string;
  let check: string;

  it('commits to list, size and source before the number is known, and lets the number draw', async () => {
    const { story } = tale;
    story.chapter('A list is committed to, a number draws');
    const body = { procedure: 'spot-check', subjects: [] };
    ({ id } = await story.must('casemgmt', 'A spot check is begun.', matters.beginMatter, { body }));
    const commitment = {
      from: '2026-04-01',
      to: '2026-04-14',
      draws: 2,
      source: '中国福利彩票双色球第2026045期开奖号码',
      sourceOn: '2026-04-21',
      digits: 14,
    };
    expect(
      await refused('casemgmt', 'A number of today may be known.', id, 'commit', {
        ...commitment,
        sourceOn: '2026-04-15',
      }),
    ).toBe(400);
    await take('casemgmt', 'Committed to.', id, 'commit', commitment);
    expect(await refused('officer', 'The number is not published yet.', id, 'draw', NUMBER)).toBe(400);
    await tale.server.laterBy(6);
    expect(await refused('casemgmt', 'Whoever committed to it does not draw.', id, 'draw', NUMBER)).toBe(403);
    expect(
      await refused('officer', 'Nor is it written otherwise.', id, 'draw', {
        ...NUMBER,
        number: '2091417232805',
      }),
    ).toBe(400);
    await take('officer', 'The number is entered and draws.', id, 'draw', NUMBER);

    const aside = await tale.aside('officer');
    const page = await aside.must(checks.getSpotCheck, { params: { id } });
    expect([page.faults, page.committed?.letters, page.sample.length]).toEqual([[], 2, 2]);
    check = page.sample.find(({ letterId }) => letterId === letter)!.check!.id;
    expect((await (await tale.aside('subject')).call(checks.getSpotCheck, { params: { id } })).status).toBe(
      404,
    );

    const proof = await aside.call(checks.getSpotCheckProof, { params: { id } });
    const folder = await mkdtemp(path.join(tmpdir(), 'plumbline-proof-'));
    try {
      const file = path.join(folder, 'proof.json');
      await writeFile(file, proof.raw);
      const cli = path.resolve(import.meta.dirname, '../packages/server/bin/plumbline.mjs');
      const { stdout } = await promisify(execFile)(process.execPath, [cli, 'spot-check', 'verify', file]);
      expect(stdout).toContain('验证通过');
      await writeFile(file, proof.raw.toString('utf8').replace(NUMBER.number, '02091417232806'));
      await expect(
        promisify(execFile)(process.execPath, [cli, 'spot-check', 'verify', file]),
      ).rejects.toThrow('种子与承诺值和号码不符');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('holds an answer false only after the person was heard, by a second person, with approval and time to object', async () => {
    const { story } = tale;
    story.chapter('An answer is held false');
    expect((await seen('officer2', check)).status).toBe(404);
    await take('officer', 'What was found.', check, 'check', {
      means: '调阅党组会议记录原件。',
      facts: '党组会议记录中没有该项目。',
      inFavour: '付款手续齐全。',
      finding: 'false',
    });
    expect((await seen('subject', check)).status).toBe(404);
    await take('officer', 'The person is told the facts.', check, 'tell');
    expect(await noticesTo('subject')).toContain('请阅读抽查查明的事实并作出说明');
    const decision = {
      decision: '回复与会议记录不符。',
      grave: 'heavier',
      answers: [{ no: 1, answer: '无任何记录。' }],
    };
    expect(
      await refused('casemgmt', 'Nobody decides before the person was heard.', check, 'hold-false', decision),
    ).toBe(409);
    await take('subject', 'The person explains.', check, 'explain', {
      points: [{ no: 1, statement: '曾口头通气。' }],
    });
    expect(
      await refused('officer', 'Whoever checked it does not decide.', check, 'hold-false', decision),
    ).toBe(403);
    expect(
      await refused('casemgmt', 'Each point is answered.', check, 'hold-false', { ...decision, answers: [] }),
    ).toBe(400);
    await take('casemgmt', 'The second person asks for approval.', check, 'hold-false', decision);
    await approve(check);
    expect((await seen('subject', check)).body.state).toBe('decided');
    await take('subject', 'The person objects.', check, 'object', {
      objections: [{ no: 1, objection: '有通话记录。' }],
    });
    const review = {
      review: '核对通话记录，未涉及该项目。',
      replies: [{ no: 1, reply: '通话内容与项目无关。' }],
    };
    await take('casemgmt', 'The objection is dismissed with approval.', check, 'uphold', {
      ...review,
      outcome: 'dismissed',
    });
    await approve(check);
    expect((await seen('subject', check)).body).toMatchObject({ state: 'proved', final: true });
    const page = await (await tale.aside('officer')).must(getDossier, { params: { subjectId: person } });
    const item = page.catalogue.flatMap(({ items }) => items).find(({ code }) => code === 'false-answer')!;
    expect(item.materials).toMatchObject([{ status: 'verified' }]);
    const { items } = await story.must('casemgmt', 'What came of the spot check.', checks.listSpotChecks, {
      query: { limit: 5 },
    });
    expect(items[0]).toMatchObject({ checked: 1, committed: { draws: 2 } });
  });
});
