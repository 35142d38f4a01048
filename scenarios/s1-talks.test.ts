import { listDocuments } from '@plumbline/contract/document';
import { getDossier } from '@plumbline/contract/dossier';
import { saveStepDraft } from '@plumbline/contract/draft';
import * as matters from '@plumbline/contract/matter';
import { listPersons, resolvePersons } from '@plumbline/contract/registry-persons';
import { getSession } from '@plumbline/contract/session';
import { listSittings } from '@plumbline/contract/sitting';
import { describe, expect, it } from 'vitest';
import { beginTale } from './tale.ts';
import { upload } from './upload.ts';

const tale = beginTale('s1-talks', 'S1 · Talks: planned safely, recorded, signed, handed back, filed');

const begin = (who: string, why: string, procedure: string, persons: readonly string[], data: object) =>
  tale.story.must(who, why, matters.beginMatter, {
    body: {
      procedure,
      subjects: persons.map((id) => ({ kind: 'person' as const, id })),
      data: data as never,
    },
  });
const take = (who: string, why: string, id: string, action: string, data?: object, reason?: string) =>
  tale.story.must(who, why, matters.actOnMatter, {
    params: { id, action },
    body: { ...(data ? { data: data as never } : {}), ...(reason ? { reason } : {}) },
  });
const refused = (who: string, why: string, id: string, action: string, data?: object) =>
  tale.story.call(who, why, matters.actOnMatter, {
    params: { id, action },
    body: data ? { data: data as never } : {},
  });
const seen = async (who: string, id: string) =>
  (await tale.aside(who)).call(matters.getMatter, { params: { id } });
const sessionOf = async (who: string) => (await tale.aside(who)).must(getSession);
const accountOf = async (who: string) => (await sessionOf(who)).accountId;
const childrenOf = async (who: string, id: string) => (await seen(who, id)).body.children;
/** Whoever the authority matrix asks, until nobody is left to ask. */
async function approve(id: string) {
  for (const who of ['head', 'orgdept', 'secretary']) {
    const { status, body } = await seen(who, id);
    if (status === 200 && body.allowed.includes('approval.approve'))
      await take(who, 'Approved.', id, 'approval.approve', undefined, '同意。');
  }
}
async function filedTalks(subjectId: string): Promise<number> {
  const page = await (await tale.aside('officer')).must(getDossier, { params: { subjectId } });
  const items = page.catalogue.flatMap((group) => group.items);
  return items.find((item) => item.code === 'supervision-talk')!.materials.length;
}

const TODAY = '2026-04-06';
const TIME = { day: TODAY, from: '14:00', until: '15:00', place: '县纪委监委谈话室' };
const SIGN = { signed: true };
const REPORT = { result: '情况清楚。', inFavour: '已补办手续。', proposal: 'close' };
const record = (answer = '因公外出，补办手续。') => ({
  ...TIME,
  rightsTold: true,
  exchanges: [{ question: '请说明情况。', answer }],
});
async function plan(kind: string, more: object = {}) {
  const talkers = [await accountOf('officer'), await accountOf('intake')];
  return {
    kind,
    problem: '请销假手续办理不及时。',
    ...TIME,
    talkers,
    recorder: talkers[1],
    outline: '一、说明来意。二、听取说明。',
    health: 'good',
    safety: '谈话前了解健康状况，备好常用药品，专人陪送。',
    handlers: [talkers[0]],
    ...more,
  };
}
/** From the plan to the talk that was held. */
async function held(kind: string, person: string, more: object = {}): Promise<string> {
  const { id } = await begin('officer', 'The plan.', 'talk', [person], await plan(kind, more));
  await take('officer', 'Sent for approval.', id, kind === 'admonition' ? 'submit-admonition' : 'submit');
  await approve(id);
  await take('officer', 'The person is notified, in writing.', id, 'notify', TIME);
  if (kind === 'admonition') await take('head', 'A head holds it.', id, 'hold-admonition', record());
  else await take('officer', 'Held, and written down.', id, 'hold', record());
  return id;
}
async function signed(id: string) {
  await take('subject', 'The person reads the record and agrees.', id, 'confirm', { stance: 'agrees' });
  for (const who of ['officer', 'intake']) await take(who, 'Signs the record.', id, 'sign', SIGN);
}

describe('a talk', () => {
  let person: string;

  it('[S1.34] is set at a safe time, its record saved while it is written, corrected and signed by everybody, the person handed back, filed', async () => {
    const { story } = tale;
    story.chapter('Time, place and safety');
    person = (await sessionOf('subject')).personId!;
    const data = await plan('reminder', { escort: true, health: 'chronic' });
    const night = await story.call('officer', 'No talk at night.', matters.beginMatter, {
      body: {
        procedure: 'talk',
        subjects: [{ kind: 'person', id: person }],
        data: { ...data, from: '20:00', until: '23:00' } as never,
      },
    });
    expect([night.status, JSON.stringify(night.body)]).toEqual([400, expect.stringContaining('夜间')]);
    const { id } = await begin('officer', 'At a time that fits.', 'talk', [person], data);
    const { items } = await story.must('officer', 'Who and what is taken on that day.', listSittings, {
      query: { day: TODAY, from: '14:30', until: '16:00', place: TIME.place },
    });
    expect(items.map(({ clashes }) => clashes)).toEqual([['place']]);
    await take('officer', 'Sent for approval.', id, 'submit');
    await approve(id);
    expect((await seen('subject', id)).status).toBe(404);
    await take('officer', 'The person is notified.', id, 'notify', TIME);

    story.chapter('The record');
    const draft = (who: string, why: string, version: number, answer: string) =>
      story.call(who, why, saveStepDraft, {
        params: { id, action: 'hold' },
        body: { version, data: record(answer) as never },
      });
    expect((await draft('subject', 'The person writes no record.', 0, '')).status).not.toBe(200);
    expect((await draft('officer', 'Saved while it is written.', 0, '因公外')).body).toMatchObject({
      version: 1,
    });
    expect((await draft('intake', 'Who saw an older one writes over nothing.', 0, '别的')).status).toBe(409);
    await take('officer', 'The talk ends, the record stands.', id, 'hold', record());
    expect((await seen('subject', id)).body).toMatchObject({ outside: true });
    const own = (await sessionOf('subject')).name;
    const correction = { where: '第1问', instead: '时间应为下午。', initials: own };
    expect(
      (await refused('subject', 'Corrections are named one by one.', id, 'confirm', { stance: 'corrects' }))
        .status,
    ).toBe(409);
    expect(
      (await refused('officer', 'Nobody signs before the person read it.', id, 'sign', SIGN)).status,
    ).toBe(409);
    await take('subject', 'Corrects one place and initials it.', id, 'confirm', {
      stance: 'corrects',
      corrections: [correction],
    });
    await take('officer', 'A talker signs.', id, 'sign', SIGN);
    expect((await refused('officer', 'Once.', id, 'sign', SIGN)).status).toBe(409);
    expect((await refused('officer', 'Not while one has not signed.', id, 'report', REPORT)).status).toBe(
      409,
    );
    await take('intake', 'The other, who took the record, signs.', id, 'sign', SIGN);

    story.chapter('Back to the unit, and filed');
    const unit = (await sessionOf('unit')).unitId!;
    await take('officer', 'Reported.', id, 'report', REPORT);
    expect(
      (await refused('officer', 'Whoever was accompanied is handed back first.', id, 'close')).status,
    ).toBe(409);
    const back = { unit, handedOn: TODAY, handedAt: '15:20', condition: '身体状况良好，情绪平稳。' };
    await take('officer', 'Handed back to the unit.', id, 'hand-back', back);
    const [child] = await childrenOf('officer', id);
    expect((await seen('unit', id)).status).toBe(404);
    const slip = (await seen('unit', child!.id)).body;
    expect(slip).toMatchObject({ outside: true, data: { condition: back.condition } });
    expect(JSON.stringify(slip)).not.toContain('请销假');
    expect((await refused('officer', 'Not before the unit signed.', id, 'close')).status).toBe(409);
    await take('unit', 'The unit signs for it.', child!.id, 'take-over', {
      takenBy: '办公室主任',
      takenAt: '15:40',
    });
    await tale.server.work();
    const before = await filedTalks(person);
    await take('officer', 'Closing is asked for.', id, 'close');
    await approve(id);
    expect((await seen('officer', id)).body.state).toBe('closed');
    expect(await filedTalks(person)).toBe(before + 1);
    const { items: papers } = await (await tale.aside('officer')).must(listDocuments, {
      query: { matterId: id },
    });
    expect(papers.map(({ template }) => template).sort()).toEqual([
      'talk-approval',
      'talk-notice',
      'talk-record',
      'talk-signing',
    ]);
  });

  it('[S1.34] keeps the reasons of whoever does not sign, and takes a scan signed on paper but no program', async () => {
    tale.story.chapter('Signed on paper, or not at all');
    const one = await held('reminder', person);
    const refusal = {
      refusedOn: TODAY,
      reasons: '认为第二问记录不准确。',
      readOut: true,
      witnesses: '何雨晴',
    };
    expect(
      (await refused('intake', 'Nobody refuses what was not given to read.', one, 'note-refusal', refusal))
        .status,
    ).toBe(409);
    await take('subject', 'The person takes the record to read it.', one, 'receive-record');
    expect(
      (await refused('intake', 'Not before the time to read it is over.', one, 'note-refusal', refusal))
        .status,
    ).toBe(409);
    await tale.server.laterBy(7);
    expect(
      (await refused('officer', 'Another than whoever recorded the talk.', one, 'note-refusal', refusal))
        .status,
    ).toBe(403);
    await take(
      'intake',
      'The person does not sign; why is kept, with a witness.',
      one,
      'note-refusal',
      refusal,
    );
    expect((await refused('officer', 'The talkers sign all the same.', one, 'report', REPORT)).status).toBe(
      409,
    );
    for (const who of ['officer', 'intake']) await take(who, 'Signs.', one, 'sign', SIGN);
    await take('officer', 'Reported.', one, 'report', REPORT);
    await tale.server.laterBy(-7);
    const other = await held('reminder', person);
    await expect(upload(tale, 'officer', 'scan.pdf', '#!/bin/sh\nrm -rf /')).rejects.toThrow();
    const scan = await upload(tale, 'officer', '签名笔录.txt', '签名笔录');
    expect(
      (
        await refused('officer', 'Not without a scan that was uploaded.', other, 'attest', {
          signedOn: TODAY,
          scan: [person],
        })
      ).status,
    ).toBe(400);
    await take('officer', 'The scan of what all signed.', other, 'attest', { signedOn: TODAY, scan: [scan] });
    await take('officer', 'It stands for every signature.', other, 'report', REPORT);
  });

  it('[S3.26] warns: approved, held by two, signed, reported, closed', async () => {
    tale.story.chapter('A warning talk');
    const id = await held('warning', person);
    await signed(id);
    await take('officer', 'Reported.', id, 'report', { ...REPORT, proposal: 'watch' });
    const before = await filedTalks(person);
    await take('officer', 'Closing is asked for.', id, 'close');
    await approve(id);
    expect((await seen('officer', id)).body.state).toBe('closed');
    expect(await filedTalks(person)).toBe(before + 1);
  });

  it('[S3.25] admonishes after a minor violation: both organs and the secretary approve, a head holds it, self-criticism and follow-up come after', async () => {
    tale.story.chapter('An admonition after a minor violation');
    const partner = (await sessionOf('orgdept')).organId;
    const id = await held('admonition', person, {
      problem: '违反公务接待规定，情节轻微。',
      basis: '公务接待管理规定',
      partner,
    });
    await signed(id);
    await take('officer', 'The written admonition.', id, 'admonish', {
      facts: '违规接待一次。',
      demands: '切实改正。',
    });
    await take('subject', 'Received: from here on the time runs.', id, 'receive');
    const terms = (await seen('officer', id)).body.terms;
    expect(terms.filter(({ state }) => state === 'running').map(({ code }) => code)).toEqual([
      'follow-up',
      'self-review',
      'object',
    ]);
    const review = { review: '认识到问题。', measures: '完善制度。' };
    expect(
      (await refused('officer', 'Nobody writes it for the person.', id, 'self-review', review)).status,
    ).toBe(403);
    await take('subject', 'The self-criticism.', id, 'self-review', review);
    await take('subject', 'It is objected to, point by point.', id, 'object', {
      objections: [{ no: 1, said: '接待事前经班子同意。' }],
    });
    await take('officer', 'Each point is answered; the review is asked for.', id, 'uphold-admonition', {
      replies: [{ no: 1, reply: '班子同意不免除超标准的责任。' }],
      finding: '维持诫勉。',
    });
    for (const who of ['head', 'secretary']) await take(who, 'Reviewed.', id, 'approval.approve');
    await take('officer', 'Followed up.', id, 'follow-up', { progress: 'mended', findings: '已整改。' });
    await take('officer', 'Closing is asked for.', id, 'close');
    await approve(id);
    expect((await seen('officer', id)).body.state).toBe('closed');
  });

  it('[S4.23] presses for a duty face to face: a task with its day, followed until it is done', async () => {
    const { story } = tale;
    story.chapter('A talk that gives a task');
    const id = await held('pressure', person, { problem: '责任传导不到位，整改推进缓慢。' });
    await signed(id);
    await take('officer', 'Reported.', id, 'report', { ...REPORT, proposal: 'watch' });
    expect((await refused('officer', 'Such a talk gives a task.', id, 'close')).status).toBe(409);
    expect(
      (await refused('officer', 'Its day lies ahead.', id, 'give-task', { task: '整改', doBy: '2026-04-01' }))
        .status,
    ).toBe(400);
    await take('officer', 'The task.', id, 'give-task', {
      task: '四月底前完成台账销号。',
      doBy: '2026-04-20',
    });
    const [task] = await childrenOf('officer', id);
    expect(task).toMatchObject({ dueOn: '2026-04-20', overdue: false, ended: false });
    expect((await refused('officer', 'Not while the task is open.', id, 'close')).status).toBe(409);
    await tale.server.laterBy(16);
    expect((await childrenOf('officer', id))[0]).toMatchObject({ overdue: true });
    await take('officer', 'Done, late.', task!.id, 'finish', { done: '台账已销号。' });
    await tale.server.work();
    await take('officer', 'Closing is asked for.', id, 'close');
    await approve(id);
    expect((await seen('officer', id)).body.state).toBe('closed');
  });
});

describe('a talk with many before their posts', () => {
  it('[S3.24] has one plan and one approval; each person is notified, confirms and is filed apart', async () => {
    const { story } = tale;
    story.chapter('Many at once');
    const own = (await sessionOf('subject')).personId!;
    const { items } = await (await tale.aside('officer')).must(listPersons, { query: { limit: 60 } });
    const counts = new Map<string, number>();
    for (const { name } of items) counts.set(name, (counts.get(name) ?? 0) + 1);
    const others = items.filter(({ id, name }) => id !== own && counts.get(name) === 1).slice(0, 3);
    const found = await story.must('officer', 'The list as it stands in the letter.', resolvePersons, {
      body: { lines: [...others.map(({ name }) => name), '查无此人', others[0]!.name] },
    });
    expect(found.items.map((one) => one.found).slice(3)).toEqual([
      'none',
      expect.stringMatching(/repeated|several/),
    ]);
    const persons = [own, ...others.map(({ id }) => id)];
    const talkers = [await accountOf('officer'), await accountOf('intake')];
    const day = '2026-04-24';
    const data = {
      kind: 'pre-appointment',
      occasion: '新任职干部任前谈话。',
      day,
      from: '09:00',
      until: '10:30',
      place: '县委党校礼堂',
      talkers,
      recorder: talkers[1],
      handlers: [talkers[0]],
      outline: '一、宣布任职。二、廉政要求。',
      safety: '现场配备医务人员。',
    };
    const strange = await story.call('officer', 'All of them or none.', matters.beginMatter, {
      body: {
        procedure: 'talk-session',
        subjects: [...persons, talkers[0]!].map((id) => ({ kind: 'person' as const, id })),
        data: data as never,
      },
    });
    expect(strange.body).toMatchObject({ faults: [{ pointer: '/subjects/4/id' }] });
    const { id } = await begin('officer', 'One plan.', 'talk-session', persons, data);
    expect(
      (await refused('officer', 'Nobody is notified of what is not approved.', id, 'notify')).status,
    ).toBe(409);
    await take('officer', 'Sent for approval.', id, 'submit');
    await approve(id);
    await take('officer', 'Everybody is notified.', id, 'notify');
    await take('officer', 'In writing too.', id, 'write-notices');
    expect((await seen('subject', id)).status).toBe(404);
    const children = await childrenOf('officer', id);
    expect(children).toHaveLength(4);
    const parts = await Promise.all(children.map(async (one) => (await seen('officer', one.id)).body));
    const partOf = (personId: string) => parts.find(({ subjects }) => subjects[0]!.id === personId)!.id;
    expect((await seen('subject', partOf(own))).body).toMatchObject({
      outside: true,
      data: { place: '县委党校礼堂' },
    });
    expect((await seen('subject', partOf(persons[1]!))).status).toBe(404);
    expect(
      (
        await refused('subject', 'Nobody confirms what was not held.', partOf(own), 'confirm', {
          stance: 'agrees',
          statement: '。',
        })
      ).status,
    ).toBe(409);

    await tale.server.laterBy(2);
    const session = {
      day,
      from: '09:00',
      until: '10:20',
      place: '县委党校礼堂',
      said: '宣布任职决定，提出廉政要求。',
    };
    await take('officer', 'One record of the session.', id, 'hold', session);
    expect((await seen('subject', partOf(own))).body).toMatchObject({ data: { said: session.said } });
    await take('subject', 'Confirms, and states what is promised.', partOf(own), 'confirm', {
      stance: 'agrees',
      statement: '坚决服从组织决定，严守廉洁纪律。',
    });
    await take('officer', 'One was ill.', partOf(persons[1]!), 'miss', undefined, '因病请假，另行谈话。');
    await take('officer', 'Given to read, against a receipt.', partOf(persons[2]!), 'hand-record', {
      deliveredOn: day,
      way: '直接送达',
      server: '罗志远',
      receipt: [await upload(tale, 'officer', '送达回证.txt', '本人签收的回证')],
    });
    await tale.server.laterBy(7);
    await take('intake', 'One does not sign.', partOf(persons[2]!), 'note-refusal', {
      refusedOn: day,
      reasons: '未说明。',
      readOut: true,
      witnesses: '何雨晴',
    });
    await tale.server.laterBy(-7);
    const before = await filedTalks(own);
    expect(
      (await refused('officer', 'Nothing is filed before the record is signed.', id, 'file')).status,
    ).toBe(409);
    for (const who of ['officer', 'intake']) await take(who, 'Signs the record.', id, 'sign', SIGN);
    await take('officer', 'What was confirmed is filed, each to its person.', id, 'file');
    expect(await filedTalks(own)).toBe(before + 1);
    await tale.server.work();
    expect((await refused('officer', 'One has not confirmed yet.', id, 'close')).status).toBe(409);
    const scan = await upload(tale, 'officer', '签名笔录.txt', '签名笔录');
    await take('officer', 'Signed on paper.', partOf(persons[3]!), 'attest', { signedOn: day, scan: [scan] });
    await take('officer', 'Filed too.', id, 'file');
    await tale.server.work();
    await take('officer', 'Closed.', id, 'close');
    const ends = await Promise.all(
      persons.map(async (one) => (await seen('officer', partOf(one))).body.state),
    );
    expect(ends).toEqual(['closed', 'missed', 'closed', 'closed']);
    const { items: papers } = await (await tale.aside('subject')).must(listDocuments, {
      query: { matterId: partOf(own) },
    });
    expect(papers.map(({ template }) => template).sort()).toEqual(['talk-attendance-record', 'talk-notice']);
  });
});
