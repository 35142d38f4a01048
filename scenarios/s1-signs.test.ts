import { getDossier } from '@plumbline/contract/dossier';
import * as library from '@plumbline/contract/library';
import * as matters from '@plumbline/contract/matter';
import { getSession } from '@plumbline/contract/session';
import * as signs from '@plumbline/contract/sign';
import * as assessments from '@plumbline/contract/style-assessment';
import { describe, expect, it } from 'vitest';
import { beginTale } from './tale.ts';

const tale = beginTale('s1-signs', 'S1 · Small signs, periodic assessment, accountability for inaction');

const take = (who: string, why: string, id: string, action: string, data?: object, reason?: string) =>
  tale.story.must(who, why, matters.actOnMatter, {
    params: { id, action },
    body: { ...(data ? { data } : {}), ...(reason ? { reason } : {}) },
  });
const refused = async (who: string, why: string, id: string, action: string, data?: object) =>
  (
    await tale.story.call(who, why, matters.actOnMatter, {
      params: { id, action },
      body: data ? { data } : {},
    })
  ).status;
const seen = async (who: string, id: string) =>
  (await tale.aside(who)).call(matters.getMatter, { params: { id } });
const sessionOf = async (who: string) => (await tale.aside(who)).must(getSession);
const begin = (who: string, why: string, procedure: string, subject: object, data: object) =>
  tale.story.must(who, why, matters.beginMatter, {
    body: { procedure, subjects: [subject], data } as never,
  });
/** Whoever the authority matrix asks, until nobody is left to ask. */
async function approve(id: string) {
  for (const who of ['head', 'secretary']) {
    const { status, body } = await seen(who, id);
    if (status === 200 && body.allowed.includes('approval.approve'))
      await take(who, 'Approved.', id, 'approval.approve', undefined, '同意。');
  }
}
async function filed(subjectId: string, item: string): Promise<number> {
  const page = await (await tale.aside('officer')).must(getDossier, { params: { subjectId } });
  return page.catalogue.flatMap(({ items }) => items).find(({ code }) => code === item)!.materials.length;
}

describe('[S1.2][S1.36] small signs', () => {
  it('are noted by one and confirmed by another, reminded of, corrected, and seen by tag and month', async () => {
    const { story } = tale;
    story.chapter('Seen early, reminded, corrected');
    const { accountId } = await sessionOf('officer');
    const { personId } = await sessionOf('subject');
    const person = { kind: 'person', id: personId! };
    const said = {
      about: 'subject',
      tags: ['poor-state', 'quick-success', 'low-prestige'],
      seenOn: '2026-03-20',
      origin: 'meeting',
      seen: '调度会上只问进度、不问困难，多次打断汇报。',
      owners: [accountId],
    };
    const stranger = await story.call('court', 'Nobody else notes any.', matters.beginMatter, {
      body: { procedure: 'sign', subjects: [person], data: said } as never,
    });
    expect(stranger.status).toBe(400);
    const { id } = await begin('officer', 'What was seen at a meeting.', 'sign', person, said);
    expect(await refused('officer', 'Nobody confirms what he noted.', id, 'confirm')).toBe(403);
    await take('head', 'It was seen so.', id, 'confirm');
    for (const who of ['subject', 'unit', 'secretary']) expect((await seen(who, id)).status, who).toBe(404);
    const listed = await story.must('head', 'The register of the person.', signs.listSigns, {
      query: { personId: personId! },
    });
    const counted = await story.must('head', 'The same by tag and month.', signs.countSigns, {
      query: { personId: personId! } as never,
    });
    expect(counted.total).toBe(listed.count);
    expect(counted.tags.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['精神状态不良', '急功近利', '威信不高']),
    );
    const letter = {
      matters: '调度会上多次打断汇报。',
      demands: '听取困难，改进方法。',
      handlers: [accountId],
    };
    await take('officer', 'A reminder letter.', id, 'write', letter);
    const child = (await seen('officer', id)).body.children[0]!.id;
    await take('officer', 'To be approved.', child, 'send');
    await approve(child);
    expect((await seen('subject', child)).body).toMatchObject({
      state: 'sent',
      data: { matters: letter.matters },
    });
    await take('subject', 'The person answers.', child, 'answer', { answer: '已向班子说明，今后注意方法。' });
    await take('officer', 'Closed.', child, 'close');
    await tale.server.work();
    await take('officer', 'It was put right.', id, 'correct', {
      correctedOn: '2026-04-06',
      change: '汇报秩序明显改进。',
    });
    expect((await seen('officer', id)).body).toMatchObject({ state: 'corrected', status: 'inside-ended' });
    const page = await (await tale.aside('head')).must(getDossier, { params: { subjectId: personId! } });
    expect(JSON.stringify(page)).not.toContain(said.seen);
  });
});

describe('[S1.26] periodic assessment', () => {
  it('is entered once a period, told, commented on, answered and confirmed', async () => {
    const { story } = tale;
    story.chapter('Efficiency and style, half-yearly');
    const query = { limit: 200 };
    const list = await story.must('officer', 'Who has no sheet yet.', assessments.listStyleAssessments, {
      query,
    });
    const { unitId } = await sessionOf('unit');
    const unit = { kind: 'unit' as const, id: unitId! };
    expect(list.items.find((one) => one.id === unitId)).toMatchObject({ assessment: null });
    const { ids } = await story.must('officer', 'The sheet is begun.', assessments.beginStyleAssessments, {
      body: { subjects: [unit] },
    });
    const twice = await story.call('officer', 'Once is enough.', assessments.beginStyleAssessments, {
      body: { subjects: [unit] },
    });
    expect(twice.status).toBe(400);
    const id = ids[0]!;
    const rating = { level: 'fair', ground: '见督查台账。' };
    const ratings = Object.fromEntries(
      [
        'promptness',
        'carryingOut',
        'responsibility',
        'service',
        'conduct',
        'meetings',
        'rectification',
        'team',
      ].map((key) => [key, rating]),
    );
    await take('officer', 'By the indicators of the pack.', id, 'enter', {
      ratings,
      grade: 'basic',
      finding: '审批偏慢，会议偏多。',
      grave: 'minor',
    });
    await take('officer', 'Told to the unit.', id, 'tell');
    const confirm = {
      conclusion: '予以确认。',
      answers: [{ no: 1, answer: '已剔除上级会议。', adopted: true }],
    };
    expect(await refused('officer', 'Not before the unit could comment.', id, 'confirm', confirm)).toBe(409);
    await take('unit', 'The unit comments.', id, 'comment', {
      points: [{ no: 1, point: '会议数含上级会议。' }],
    });
    expect(
      await refused('officer', 'Each point is answered.', id, 'confirm', { ...confirm, answers: [] }),
    ).toBe(400);
    await take('officer', 'Answered and confirmed.', id, 'confirm', confirm);
    await approve(id);
    expect((await seen('unit', id)).body).toMatchObject({ state: 'confirmed', data: { grade: 'basic' } });
    await take('unit', 'The unit objects.', id, 'object', {
      objections: [{ no: 1, objection: '审批时限已压缩。' }],
    });
    await take('officer', 'The objection is looked into and the result stands.', id, 'uphold', {
      outcome: 'upheld',
      conclusion: '维持。',
      replies: [{ no: 1, reply: '压缩在考核周期之后。' }],
    });
    await approve(id);
    const before = await filed(unitId!, 'style-assessment-unit');
    await take('officer', 'Filed.', id, 'file-standing');
    expect((await seen('officer', id)).body).toMatchObject({ state: 'filed', status: 'verified' });
    expect(await filed(unitId!, 'style-assessment-unit')).toBe(before + 1);
  });
});

describe('[S1.33] accountability for inaction', () => {
  it('rests on an article of the library, is told, heard, decided point by point, objected to and filed', async () => {
    const { story } = tale;
    story.chapter('Inaction, by the article');
    const officer = await tale.aside('officer');
    const code = await officer.must(library.getLibraryByCode, { params: { code: 'integrity-code' } });
    const articles = (await officer.must(library.listArticles, { query: { itemId: code.id } })).items;
    const fifth = articles.find(({ number }) => number === '5')!;
    const { personId } = await sessionOf('subject');
    const person = { kind: 'person', id: personId! };
    const { accountId } = await sessionOf('officer');
    const { id } = await begin('officer', 'Three referrals, nothing done.', 'inaction', person, {
      circumstance: 'refuse',
      happenedOn: '2026-02-10',
      facts: '排水问题三次批转均未办理。',
      articles: [fifth.id],
      handlers: [accountId],
    });
    expect((await seen('officer', id)).body.names[fifth.id]).toContain('廉洁自律准则');
    await take('officer', 'The person is told facts and rule.', id, 'inform');
    await take('subject', 'The person explains.', id, 'state', {
      points: [{ no: 1, point: '职责在市政中心。' }],
    });
    const decision = {
      finding: '构成推诿。',
      measure: 'check',
      grave: 'minor',
      answers: [{ no: 1, answer: '职责在该局。', adopted: false }],
    };
    expect(await refused('officer', 'A point is left out.', id, 'decide', { ...decision, answers: [] })).toBe(
      400,
    );
    await take('officer', 'Decided.', id, 'decide', decision);
    await approve(id);
    await take('subject', 'The person objects.', id, 'object', {
      objections: [{ no: 1, objection: '有纪要。' }],
    });
    await take('officer', 'The decision stands.', id, 'uphold', {
      outcome: 'upheld',
      conclusion: '维持。',
      replies: [{ no: 1, reply: '纪要未改变职责。' }],
    });
    await approve(id);
    const before = await filed(personId!, 'inaction');
    await take('officer', 'Filed.', id, 'file-standing');
    expect(await filed(personId!, 'inaction')).toBe(before + 1);
  });
});
