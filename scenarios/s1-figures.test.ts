import * as figures from '@plumbline/contract/figures';
import * as matters from '@plumbline/contract/matter';
import { getOwnPage } from '@plumbline/contract/own';
import { getSession } from '@plumbline/contract/session';
import { describe, expect, it } from 'vitest';
import { beginTale } from './tale.ts';

const tale = beginTale('s1-figures', 'S1 · What a person is told, and what came of the work in numbers');

const take = (who: string, why: string, id: string, action: string, data?: object, reason?: string) =>
  tale.story.must(who, why, matters.actOnMatter, {
    params: { id, action },
    body: { ...(data ? { data } : {}), ...(reason ? { reason } : {}) },
  });
const sessionOf = async (who: string) => (await tale.aside(who)).must(getSession);
const own = async (who: string) => (await tale.aside(who)).must(getOwnPage);
const read = async (who: string, query: object = {}) =>
  (await tale.aside(who)).must(figures.readFigures, { query });
/** Whoever the authority matrix asks, until nobody is left to ask. */
async function approve(id: string) {
  for (const who of ['head', 'orgdept', 'secretary']) {
    const { status, body } = await (await tale.aside(who)).call(matters.getMatter, { params: { id } });
    if (status === 200 && body.allowed.includes('approval.approve'))
      await take(who, 'Approved.', id, 'approval.approve', undefined, '同意。');
  }
}
async function begin(procedure: string, data: object): Promise<string> {
  const { personId } = await sessionOf('subject');
  const { id } = await tale.story.must('officer', 'It is begun.', matters.beginMatter, {
    body: { procedure, subjects: [{ kind: 'person', id: personId! }], data },
  });
  return id;
}

const time = { day: '2026-04-06', from: '09:00', until: '10:00', place: '谈话室' };
/** Over all figures and rows, what the officer counted before the story began. */
let before: Awaited<ReturnType<typeof read>>;
const more = (after: typeof before, code: string) => (after.total[code] ?? 0) - (before.total[code] ?? 0);

describe('what concerns a person', () => {
  it('is told to that person alone: the talk with its time, the letter, each step with its last day', async () => {
    const { story } = tale;
    story.chapter('The own page');
    before = await read('officer');
    const talkers = [(await sessionOf('officer')).accountId, (await sessionOf('intake')).accountId];
    const nothing = await own('subject');
    const talk = await begin('talk', {
      kind: 'reminder',
      problem: '请销假手续办理不及时。',
      ...time,
      health: 'good',
      safety: '安排专人陪同，备好常用药品。',
      talkers,
      recorder: talkers[1],
      outline: '一、说明来意。',
    });
    await take('officer', 'Sent for approval.', talk, 'submit');
    await approve(talk);
    expect(await own('subject')).toEqual(nothing);
    await take('officer', 'The person is notified.', talk, 'notify', time);
    const letter = await begin('inquiry', {
      problems: '一、住房情况。',
      handlers: [(await sessionOf('officer')).accountId],
    });
    await take('officer', 'The letter is sent for approval.', letter, 'issue');
    await approve(letter);
    await take('subject', 'The person acknowledges receipt.', letter, 'receive');
    const page = await story.must('subject', 'What concerns me, and what can I do?', getOwnPage);
    const told = page.items.filter(({ id }) => [talk, letter].includes(id));
    expect(told.map(({ title, meets }) => [title, meets])).toEqual([
      ['谈话', time],
      ['函询', null],
    ]);
    const answer = told[1]!.steps[0]!;
    expect(answer.title).toBe('回复函询');
    expect(answer.lastDay! > '2026-04-20').toBe(true);
    for (const who of ['officer', 'head', 'unit', 'court']) {
      const others = JSON.stringify(await own(who));
      for (const id of [talk, letter]) expect(others, who).not.toContain(id);
    }

    story.chapter('Both come to their end');
    await take('officer', 'The talk is held.', talk, 'hold', {
      ...time,
      rightsTold: true,
      exchanges: [{ question: '请说明情况。', answer: '因公外出，补办手续。' }],
    });
    await take('subject', 'The person checks the record.', talk, 'confirm', { stance: 'agrees' });
    for (const who of ['officer', 'intake'])
      await take(who, 'Signs the record.', talk, 'sign', { signed: true });
    const report = { result: '情况清楚。', inFavour: '已补办手续。', proposal: 'close' };
    await take('officer', 'Reported.', talk, 'report', report);
    await take('subject', 'The letter is answered.', letter, 'answer-alone', {
      answers: [{ problem: '住房情况', explanation: '家庭住房一套。' }],
      selfExamination: '对照检查，无其他住房。',
      promise: true,
      rectification: '无。',
      signature: (await sessionOf('subject')).name,
    });
    const assessment = { assessment: '说明属实。', inFavour: '登记与说明相符。', outcome: 'accept' };
    await take('officer', 'Assessed.', letter, 'assess', assessment);
    // Neither counts as long as it is open.
    expect((await read('officer')).total).toEqual(before.total);
    await take('officer', 'Closing is asked for.', talk, 'close');
    await approve(talk);
    const closing = { received: '2026-04-06', finding: '予以采信。' };
    await take('officer', 'Closing is asked for.', letter, 'close', closing);
    await approve(letter);
    const { items } = await own('subject');
    const end = items.find(({ id }) => id === letter)!;
    expect(end).toMatchObject({ kind: 'decided', stateTitle: '已了结', steps: [] });
    expect(end.papers.map(({ title }) => title)).toContain('函询通知书');
  });
});

describe('what came of the work', () => {
  it('[S1.37] stands as numbers by period, organ and unit, each with the matters behind it and as a file', async () => {
    const { story } = tale;
    story.chapter('Figures');
    const after = await story.must('officer', 'By month.', figures.readFigures, { query: { by: 'period' } });
    for (const code of ['talks-held', 'reminded', 'letters-issued', 'letters-answered', 'letters-closed'])
      expect(more(after, code), code).toBe(1);
    for (const code of ['admonished', 'exempted', 'clues-proved']) expect(more(after, code), code).toBe(0);
    expect(after.rows).toHaveLength(12);
    expect(after.rows.at(-1)).toMatchObject({ key: '2026-04-01', title: '2026年4月' });
    const kinds = (of: typeof after) => of.figures.find(({ code }) => code === 'talks-held')!.parts;
    expect(kinds(after).find(({ code }) => code === 'reminder')!.title).toBe('提醒谈话');

    const { unitId } = await sessionOf('subject');
    for (const every of ['month', 'quarter', 'year'] as const) {
      const { rows } = await read('officer', { every, by: 'unit' });
      expect(rows.find(({ key }) => key === unitId)!.counts['talks-held'], every).toBeGreaterThan(0);
    }
    const organs = await story.must('officer', 'By organ.', figures.readFigures, {
      query: { every: 'year', by: 'organ' },
    });
    const sum = organs.rows.reduce((all, { counts }) => all + (counts['letters-answered'] ?? 0), 0);
    expect(sum).toBe(organs.total['letters-answered']);

    const cell = { every: 'month', by: 'unit', key: unitId! } as const;
    const list = await story.must('officer', 'Which talks are these?', figures.listCounted, {
      params: { code: 'talks-held' },
      query: cell,
    });
    const counted = (await read('officer', { every: 'month', by: 'unit' })).rows.find(
      ({ key }) => key === unitId,
    )!.counts['talks-held'];
    expect(list.items).toHaveLength(counted!);
    expect(list.count).toBe(counted);
    expect(list.items[0]).toMatchObject({ day: '2026-04-06', part: '提醒谈话', stateTitle: '已办结' });
    for (const [route, params] of [
      [figures.exportFigures, undefined],
      [figures.exportCounted, { code: 'talks-held' }],
    ] as const) {
      const file = await (await tale.aside('officer')).call(route as typeof figures.exportCounted, {
        query: cell,
        ...(params ? { params } : {}),
      });
      expect(file.status).toBe(200);
      expect(file.headers['content-type']).toContain('spreadsheetml');
    }
    for (const who of ['subject', 'unit', 'court', 'auditor'])
      expect((await story.call(who, 'Not for those who are counted.', figures.readFigures)).status).toBe(403);
  });
});
