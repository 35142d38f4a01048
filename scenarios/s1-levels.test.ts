import * as materials from '@plumbline/contract/material';
import * as matters from '@plumbline/contract/matter';
import { getSession } from '@plumbline/contract/session';
import * as warnings from '@plumbline/contract/warning';
import { beforeAll, describe, expect, it } from 'vitest';
import { beginTale } from './tale.ts';

const tale = beginTale('s1-levels', 'S1 · Three levels of warning and the special supervision list');

const take = (who: string, why: string, id: string, action: string, data?: object, reason?: string) =>
  tale.story.must(who, why, matters.actOnMatter, {
    params: { id, action },
    body: { ...(data ? { data } : {}), ...(reason ? { reason } : {}) },
  });
const refused = (who: string, why: string, id: string, action: string, data?: object) =>
  tale.story.call(who, why, matters.actOnMatter, { params: { id, action }, body: data ? { data } : {} });
const seen = async (who: string, id: string) =>
  (await (await tale.aside(who)).call(matters.getMatter, { params: { id } })).body;
const sessionOf = async (who: string) => (await tale.aside(who)).must(getSession);
/** Whoever the authority matrix asks, until nobody is left to ask. */
async function approve(id: string) {
  for (const who of ['head', 'orgdept', 'secretary']) {
    const { status, body } = await (await tale.aside(who)).call(matters.getMatter, { params: { id } });
    if (status === 200 && body.allowed.includes('approval.approve'))
      await take(who, 'Approved.', id, 'approval.approve', undefined, '同意。');
  }
}
const inForce = async (who = 'officer') =>
  (
    await (
      await tale.aside(who)
    ).must(warnings.listWarnings, { query: { standing: 'in-force', subjectId: person } })
  ).items;
const boardOf = async (who: string) => (await tale.aside(who)).must(warnings.readWarningBoard, { query: {} });
const lookAgain = async () => {
  await tale.server.jobs['matter.refresh']!({ jurisdiction: 1, payload: {} });
  await tale.server.work();
};

let person: string;
let officer: string;
let second: string;
beforeAll(async () => {
  person = (await sessionOf('subject')).personId!;
  officer = (await sessionOf('officer')).accountId;
  second = (await sessionOf('intake')).accountId;
});

/** A note of daily supervision, verified by a second person unless told. */
async function found(
  topic: string,
  gravity: string,
  options: { verify?: boolean; content?: string; date?: string } = {},
) {
  const { verify = true, content = `${topic}，现场核对原件。`, date = '2026-03-16' } = options;
  const form = { date, kind: 'check', officers: ['罗志远'], topic, content, gravity };
  const { id } = await tale.story.must(
    'officer',
    'It is written down how grave it is.',
    materials.addMaterial,
    {
      params: { subjectId: person },
      body: { item: 'supervision-notes', form, occurredOn: date, title: topic },
    },
  );
  if (!verify) return id;
  const { version } = await (await tale.aside('reviewer')).must(materials.getMaterial, { params: { id } });
  await tale.story.must(
    'reviewer',
    'Another person compares it with the original.',
    materials.actOnMaterial,
    {
      params: { id, action: 'verify' },
      body: { version },
    },
  );
  return id;
}

const TOLD = {
  told: [{ no: 1, fact: '两次外出未按规定报备。' }],
  rule: '本地干部日常监督规定',
};
const POINTS = { points: [{ no: 1, said: '其中一次系处置险情。' }] };
const decision = (level: string, more: object = {}) => ({
  level,
  finding: '外出未按规定报备，属实。',
  answers: [{ no: 1, answer: '经核查值班记录，对该次予以采信。' }],
  lastDay: '2026-09-30',
  owner: officer,
  ...more,
});
const begin = (procedure: string, facts: string[]) =>
  tale.story.call('officer', 'It is proposed on entries of the dossier.', matters.beginMatter, {
    body: {
      procedure,
      subjects: [{ kind: 'person', id: person }],
      data: { facts, owner: officer, summary: '外出未报备。', handlers: [officer] },
    },
  });
const talk = (kind: string) => ({
  kind,
  problem: '外出未按规定报备。',
  day: '2026-04-10',
  from: '09:00',
  until: '10:00',
  place: '谈话室',
  talkers: [officer, second],
  recorder: second,
  outline: '一、说明来意。',
  health: 'good',
  safety: '安排专人陪同，备好常用药品。',
});

describe('a warning', () => {
  let first: string;
  let open: string;
  let warning: string;

  it('[S1.27] rests on verified facts alone, counts copies once, and the table proposes a level with its row and source', async () => {
    const { story } = tale;
    story.chapter('What may count');
    open = await found('大额宴请', 'serious', { verify: false });
    first = await found('外出未按规定报备', 'minor');
    await found('外出未按规定报备', 'minor');
    expect((await begin('warning', [first, open])).status).toBe(400);
    const offered = await story.must('officer', 'What may be chosen.', warnings.listWarningFacts, {
      query: { subjectId: person, for: 'warning' },
    });
    expect(offered.items.map(({ id }) => id)).not.toContain(open);
    const facts = offered.items.filter(({ title }) => title === '外出未按规定报备');
    expect(facts.filter(({ copyOf }) => copyOf !== null)).toHaveLength(1);
    const weighed = await story.must('officer', 'The table proposes and explains.', warnings.weighWarning, {
      query: { subjectId: person, for: 'warning', facts: facts.map(({ id }) => id).join(',') },
    });
    expect(weighed).toMatchObject({
      distinct: 1,
      level: 'minor',
      levelTitle: '三级（较轻）',
      toleranceFirst: true,
    });
    expect(weighed.fired[0]).toMatchObject({ row: 'minor', source: expect.stringContaining('建议默认值') });
  });

  it('[S1.28] of level 3 considers tolerance first, hears the person, and leads to a reminder talk', async () => {
    const { story } = tale;
    story.chapter('Level 3');
    warning = (await begin('warning', [first])).body.id;
    expect((await seen('subject', warning)).state).toBeUndefined();
    await take('officer', 'The facts are told.', warning, 'tell', TOLD);
    expect(
      (await refused('officer', 'Not before the person was heard.', warning, 'decide', decision('minor')))
        .status,
    ).toBe(409);
    await take('subject', 'The person answers.', warning, 'explain', POINTS);
    expect(
      (await refused('officer', 'Not before tolerance was considered.', warning, 'decide', decision('minor')))
        .status,
    ).toBe(409);
    await take('officer', 'Considered, and recorded.', warning, 'consider', {
      considered: '无先行先试情形。',
      outcome: 'not-fitting',
    });
    expect(
      (await refused('officer', 'Another level needs a reason.', warning, 'decide', decision('serious')))
        .status,
    ).toBe(400);
    expect(
      (
        await refused(
          'officer',
          'Each point is answered.',
          warning,
          'decide',
          decision('minor', { answers: [] }),
        )
      ).status,
    ).toBe(400);
    await take('officer', 'Decided.', warning, 'decide', decision('minor'));
    expect(await inForce()).toEqual([]);
    await approve(warning);
    expect(await inForce()).toMatchObject([
      { id: warning, level: 'minor', levelTitle: '三级（较轻）', untilOn: '2026-09-30' },
    ]);
    expect(
      (await refused('officer', 'Level 3 leads to no admonition.', warning, 'admonish', talk('admonition')))
        .status,
    ).toBe(409);
    await take('officer', 'A reminder talk.', warning, 'remind', talk('reminder'));
    expect((await seen('officer', warning)).children).toMatchObject([{ ended: false }]);
    const shown = await seen('subject', warning);
    expect(shown.data).toMatchObject({ told: TOLD.told, level: 'minor' });
    expect(shown.data).not.toHaveProperty('facts');
  });

  it('rises by a proved cause alone, and [S1.32] level 1 leads to an admonition by a head', async () => {
    const { story } = tale;
    story.chapter('A rise');
    const copy = await found('外出未按规定报备', 'serious');
    expect(await inForce()).toMatchObject([{ level: 'minor' }]);
    const other = await found('违规收受礼金', 'serious', { date: '2026-03-20' });
    for (const newFacts of [[copy], [first]])
      expect(
        (await refused('officer', 'No copy, nothing relied on.', warning, 'tell-rise', { ...TOLD, newFacts }))
          .status,
      ).toBe(400);
    const telling = { ...TOLD, newFacts: [other] };
    await take('officer', 'The person is told what may raise it.', warning, 'tell-rise', telling);
    await take('subject', 'The person answers.', warning, 'explain', POINTS);
    const rise = (facts: string[], cause = 'new-fact') => ({
      cause,
      level: 'serious',
      facts,
      finding: '属实。',
      answers: [{ no: 1, answer: '不予采信。' }],
    });
    for (const data of [rise([copy]), rise([first]), rise([]), rise([], 'own-lapse')])
      expect(
        (
          await refused(
            'officer',
            'No copy, nothing relied on, nothing that nobody missed.',
            warning,
            'raise',
            data,
          )
        ).status,
      ).toBe(400);
    const untold = await found('公车私用', 'serious', { date: '2026-03-22' });
    const unheard = rise([untold]);
    expect(
      (await refused('officer', 'Nothing on which the person was not heard.', warning, 'raise', unheard))
        .status,
    ).toBe(400);
    await take('officer', 'A verified new fact.', warning, 'raise', rise([other]));
    await approve(warning);
    expect(await inForce()).toMatchObject([{ level: 'serious', facts: [{ id: first }, { id: other }] }]);
    await take(
      'officer',
      'An admonition, approved by both organs and held by a head.',
      warning,
      'admonish',
      talk('admonition'),
    );
    expect((await seen('officer', warning)).children).toHaveLength(2);
    const board = await boardOf('head');
    expect(board.columns[0]).toMatchObject({ level: 'serious', title: '一级（严重）' });
    expect(board.columns[0]!.items.find(({ id }) => id === warning)?.why[0]).toMatchObject({
      row: 'serious',
    });
  });

  it('[S1.35] is closed with the proof filed and its effect ended', async () => {
    tale.story.chapter('Rectification and closing');
    await take('officer', 'What is to be put right.', warning, 'opinions', {
      opinions: [{ no: 1, opinion: '退缴礼金，补办报备。' }],
      rectifyBy: '2026-05-06',
    });
    expect(
      (
        await refused('officer', 'Nothing is closed that was not put right.', warning, 'close', {
          conclusion: '销号。',
        })
      ).status,
    ).toBe(409);
    await take('subject', 'Measures and proof.', warning, 'rectify', {
      measures: [{ no: 1, done: '已退缴。', proof: '缴款凭证。' }],
    });
    const accepted = { results: [{ no: 1, checked: '凭证属实。', done: 'yes' }], rectified: 'done' };
    expect((await refused('officer', 'Another person accepts it.', warning, 'accept', accepted)).status).toBe(
      403,
    );
    await take('head', 'Accepted by another person.', warning, 'accept', accepted);
    const close = { conclusion: '整改到位，予以销号。' };
    expect(
      (
        await refused(
          'officer',
          'Not before it is proved that the decision was told.',
          warning,
          'close',
          close,
        )
      ).status,
    ).toBe(409);
    await take('subject', 'The person acknowledges receipt of the decision.', warning, 'receive-decision');
    expect(
      (await refused('officer', 'Not while the person may object.', warning, 'close', close)).status,
    ).toBe(409);
    await take('subject', 'The person objects.', warning, 'object', {
      objections: [{ no: 1, said: '礼金当日已登记。' }],
    });
    await take('officer', 'The objection is answered point by point.', warning, 'uphold', {
      replies: [{ no: 1, reply: '登记不影响认定。' }],
      finding: '维持。',
    });
    await approve(warning);
    await take('officer', 'Closed.', warning, 'close', close);
    await approve(warning);
    expect(await seen('officer', warning)).toMatchObject({ state: 'ended', final: true });
    expect(await inForce()).toEqual([]);
    expect(await (await tale.aside('subject')).call(warnings.readWarningBoard, { query: {} })).toMatchObject({
      status: 403,
    });
  });
});

describe('tolerance', () => {
  it('[S1.29] that was granted and filed ends a warning and leaves no effect; the portrait says so', async () => {
    tale.story.chapter('Tolerance ends it');
    const fact = await found('先行先试审批超期', 'minor', { date: '2026-03-23' });
    const { id } = (await begin('warning', [fact])).body;
    await take('officer', 'Told.', id, 'tell', TOLD);
    await take('subject', 'Explained.', id, 'explain', POINTS);
    await take('officer', 'Considered.', id, 'consider', {
      considered: '暂未见先行先试情形。',
      outcome: 'not-fitting',
    });
    // Warned within the window, but what was known before that warning makes nothing recur.
    await take('officer', 'Decided by the table.', id, 'decide', decision('minor'));
    await approve(id);
    expect(await inForce()).toMatchObject([{ id, level: 'minor', why: [{ row: 'minor' }] }]);
    await take('subject', 'The person asks for tolerance.', id, 'ask-tolerance', {
      applicant: 'person',
      event: '先行先试超期。',
      grounds: '集体决定，个人无获利。',
    });
    const child = (await seen('officer', id)).children.at(-1)!.id;
    await take('officer', 'Checked.', child, 'check', {
      facts: '经查属实。',
      noPrivateGain: true,
      diligent: true,
      democratic: true,
      remedied: true,
      safetyAccident: false,
      ecologicalDamage: false,
      breach: false,
      inFavour: '有会议记录。',
      against: '未提前报备。',
    });
    await take('subject', 'Heard.', child, 'explain', { statement: '无补充。' });
    await take('officer', 'Granted.', child, 'grant', { finding: '予以容错。', answers: '一、采信。' });
    await approve(child);
    await take('officer', 'Told and filed.', child, 'file', { toldOn: '2026-04-06', toldTo: '本人' });
    await tale.server.work();
    expect((await seen('officer', id)).state).toBe('tolerated');
    expect(await inForce()).toEqual([]);
    const standing = await tale.story.must(
      'officer',
      'What the dossier says.',
      warnings.readWarningStanding,
      {
        params: { subjectId: person },
      },
    );
    expect(standing.tolerated.map((one) => one.id)).toEqual([id]);
  });
});

describe('the special supervision list', () => {
  it('[S1.25] is entered by both organs on what is verified, reviewed by its owner, and ends by itself', async () => {
    const { story } = tale;
    story.chapter('On the list, and off it');
    const open = await found('群众反映工程转包', 'serious', { verify: false, date: '2026-03-25' });
    expect((await begin('special-list', [open])).status).toBe(400);
    const fact = await found('干预招标', 'serious', { date: '2026-03-26' });
    const { id } = (await begin('special-list', [fact])).body;
    await take('officer', 'Told.', id, 'tell', TOLD);
    await take('subject', 'Heard.', id, 'explain', POINTS);
    const enter = {
      finding: '列入。',
      answers: [{ no: 1, answer: '不予采信。' }],
      lastDay: '2026-09-30',
      owner: officer,
    };
    await take('officer', 'Asked of both organs.', id, 'enter', enter);
    await take('head', 'The commission agrees.', id, 'approval.approve', undefined, '同意。');
    const listed = async () =>
      (
        await (
          await tale.aside('officer')
        ).must(warnings.listListings, { query: { standing: 'in-force', subjectId: person } })
      ).items;
    expect(await listed()).toEqual([]);
    await take('orgdept', 'The Organisation Department agrees.', id, 'approval.approve', undefined, '同意。');
    expect(await listed()).toMatchObject([
      { id, untilOn: '2026-09-30', facts: [{ id: fact, stands: true }] },
    ]);
    expect((await listed())[0]!.why.map(({ row }) => row)).toContain('serious-fact');
    await take('subject', 'The person acknowledges receipt of the decision.', id, 'receive-decision');
    await tale.server.laterBy(130);
    await lookAgain();
    expect(await listed()).toMatchObject([{ id, overdue: true }]);
    await take('officer', 'The owner reviews it.', id, 'check', { found: '未再发生。', proposal: 'stay' });
    await tale.server.laterBy(60);
    await lookAgain();
    expect(await listed()).toEqual([]);
    expect((await seen('officer', id)).state).toBe('expired');
  });
});
