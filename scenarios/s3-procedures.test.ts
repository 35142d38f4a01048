import { listAuthorities } from '@plumbline/contract/authority';
import { listColleagues } from '@plumbline/contract/delegation';
import { listDocuments, openDocument } from '@plumbline/contract/document';
import * as matters from '@plumbline/contract/matter';
import { listPersons } from '@plumbline/contract/registry-persons';
import { getSession } from '@plumbline/contract/session';
import { getWorkbench } from '@plumbline/contract/workbench';
import { describe, expect, it } from 'vitest';
import { organNamed } from './find.ts';
import { beginTale } from './tale.ts';

const tale = beginTale(
  's3-procedures',
  'S3 · Procedures of the pack: assign and supervise, act jointly, ask in writing',
);

/** Takes a step in the story. */
const take = (who: string, why: string, id: string, action: string, body: Record<string, unknown> = {}) =>
  tale.story.must(who, why, matters.actOnMatter, { params: { id, action }, body });
/** A step that is refused. */
const refused = (who: string, why: string, id: string, action: string, body: Record<string, unknown> = {}) =>
  tale.story.call(who, why, matters.actOnMatter, { params: { id, action }, body });
/** The matter as somebody sees it, outside of the story. */
const seen = async (who: string, id: string) =>
  (await tale.aside(who)).call(matters.getMatter, { params: { id } });
const accountOf = async (who: string) => (await (await tale.aside(who)).must(getSession)).accountId;
const personOf = async (who: string) => (await (await tale.aside(who)).must(getSession)).personId!;

describe('assign and supervise', () => {
  it('[S3.28] is approved and sent, accepted, reported on, urged, answered, sent back and closed by the assigner', async () => {
    const { story } = tale;
    story.chapter('A task is assigned to the dispatched office');
    const data = { task: '核查县住建局下属单位津贴补贴发放情况', demands: '一个月内报告核查结果。' };
    const outside = await story.call(
      'court',
      'A member body’s liaison assigns nothing.',
      matters.beginMatter,
      {
        body: { procedure: 'assignment', subjects: [], data },
      },
    );
    expect(outside.status).toBe(403);
    const { id, number } = await story.must(
      'head',
      'Drafted by the head of the commission.',
      matters.beginMatter,
      {
        body: { procedure: 'assignment', subjects: [], data },
      },
    );
    expect(number).toMatch(/交办〔2026〕0001号$/);
    const receiver = (await seen('dispatched', id)).status;
    expect(receiver).toBe(404);
    const { organId } = await (await tale.aside('dispatched')).must(getSession);
    const sent = { receiver: organId, reportBy: '2026-04-30' };
    const past = await refused('head', 'Nobody is given a day that has passed.', id, 'dispatch', {
      data: { ...sent, reportBy: '2026-04-01' },
    });
    expect(past).toMatchObject({
      status: 400,
      body: { faults: [{ pointer: '/data/reportBy', code: 'due-past' }] },
    });
    const beyond = await refused('head', 'Nor one beyond the limit of the pack.', id, 'dispatch', {
      data: { ...sent, reportBy: '2026-09-30' },
    });
    expect(beyond).toMatchObject({
      status: 400,
      body: { faults: [{ pointer: '/data/reportBy', code: 'due-beyond' }] },
    });
    const { id: assignment } = await story.must(
      'casemgmt',
      'Case supervision drafts it.',
      matters.beginMatter,
      {
        body: { procedure: 'assignment', subjects: [], data },
      },
    );
    await take('casemgmt', 'Sent for approval.', assignment, 'dispatch', { data: sent });
    const own = await refused('casemgmt', 'Nobody approves an own request.', assignment, 'approval.approve');
    expect(own.status).toBe(403);
    expect((await seen('dispatched', assignment)).body.state).not.toBe('offered');
    await take(
      'head',
      'The head approves: the letter is issued and the time runs.',
      assignment,
      'approval.approve',
      {
        reason: '同意交办。',
      },
    );
    const offered = (await seen('dispatched', assignment)).body;
    expect(offered).toMatchObject({ state: 'offered', phase: 'before' });
    expect(offered.terms.map((term) => term.code).sort()).toEqual(['accept', 'finish']);
    expect(offered.terms.find((term) => term.code === 'finish')).toMatchObject({
      dueOn: '2026-04-30',
      limit: '表单所定“办结期限”，不晚于“交办事项办结”',
      standing: 'default',
    });
    const { items: papers } = await (await tale.aside('casemgmt')).must(listDocuments, {
      query: { matterId: assignment },
    });
    expect(papers).toHaveLength(1);

    story.chapter('The dispatched office works on it');
    const handler = await accountOf('dispatched');
    expect(
      (
        await refused('court', 'Nobody else accepts it.', assignment, 'accept', {
          data: { handlers: [handler] },
        })
      ).status,
    ).toBe(404);
    await take('dispatched', 'Accepted, with a handler.', assignment, 'accept', {
      data: { handlers: [handler] },
    });
    await take(
      'dispatched',
      'Progress is reported; the next report falls due.',
      assignment,
      'report-progress',
      {
        data: { asOf: '2026-04-06', progressText: '已调取账册。' },
      },
    );
    await take('casemgmt', 'A letter of urging.', assignment, 'urge', {
      data: { assigned: data.task, demands: '请书面反馈。', answerBy: '2026-04-13' },
    });
    await take('dispatched', 'The answer; the time stands still while it is judged.', assignment, 'answer', {
      data: { result: '未发现违规发放。', evidence: '账册复印件。' },
    });
    const answered = (await seen('casemgmt', assignment)).body;
    expect(answered.terms.find((term) => term.code === 'finish')?.state).toBe('suspended');
    expect(
      (
        await refused('dispatched', 'Who answered does not accept the answer.', assignment, 'close', {
          data: { acceptance: '同意' },
        })
      ).status,
    ).toBe(403);
    await take('casemgmt', 'Sent back: one question is open.', assignment, 'send-back', {
      reason: '请补充临聘人员情况。',
    });
    await take('dispatched', 'Answered anew.', assignment, 'answer', {
      data: { result: '含临聘人员均未发现违规。', evidence: '补充名册。' },
    });
    await take('casemgmt', 'Accepted and closed.', assignment, 'close', {
      data: { acceptance: '情况属实，予以销号。' },
    });
    const closed = (await seen('casemgmt', assignment)).body;
    expect(closed).toMatchObject({ state: 'closed', final: true, phase: 'after', dueOn: null });
    expect(closed.steps.map((step) => step.action)).toContain('urge');
  });

  it('[S3.30] marks what is still to come, under way and done, on the matter and in lists', async () => {
    const { story } = tale;
    story.chapter('Before, during, after');
    const { items } = await story.must('head', 'Assignments with their phase.', matters.listMatters, {
      query: { procedure: 'assignment', limit: 50 },
    });
    expect(new Set(items.map((item) => item.phase))).toContain('after');
    const fresh = await (await tale.aside('casemgmt')).must(matters.beginMatter, {
      body: { procedure: 'assignment', subjects: [], data: { task: '核查', demands: '报告' } },
    });
    expect((await seen('casemgmt', fresh.id)).body.phase).toBe('before');
    await (await tale.aside('casemgmt')).must(matters.actOnMatter, {
      params: { id: fresh.id, action: 'dispatch' },
      body: {
        data: {
          receiver: (await (await tale.aside('dispatched')).must(getSession)).organId,
          reportBy: '2026-04-30',
        },
      },
    });
    await (await tale.aside('head')).must(matters.actOnMatter, {
      params: { id: fresh.id, action: 'approval.approve' },
      body: {},
    });
    const handlers = [await accountOf('dispatched')];
    await take('dispatched', 'Work begins.', fresh.id, 'accept', { data: { handlers } });
    expect((await seen('casemgmt', fresh.id)).body.phase).toBe('during');
  });
});

describe('two organs act jointly', () => {
  it('[S1.39] approves an admonition by the commission and the Organisation Department together, then by the secretary', async () => {
    const { story } = tale;
    story.chapter('An admonition needs both organs');
    const subject = await personOf('subject');
    const { items: colleagues } = await (await tale.aside('officer')).must(listColleagues);
    const talkers = colleagues.slice(0, 2).map((one) => one.id);
    const cadre = await organNamed(tale, '干部监督科').catch(() => undefined);
    const { id } = await story.must('officer', 'A plan of an admonishing talk.', matters.beginMatter, {
      body: {
        procedure: 'talk',
        subjects: [{ kind: 'person', id: subject }],
        data: {
          kind: 'admonition',
          problem: '履行管党治党责任不力的苗头性问题。',
          day: '2026-04-10',
          from: '09:00',
          until: '10:00',
          place: '谈话室',
          health: 'good',
          safety: '安排专人陪同，备好常用药品。',
          talkers,
          recorder: talkers[1],
          outline: '指出问题，提出要求。',
          ...(cadre ? { partner: cadre.id } : {}),
        },
      },
    });
    expect(
      (
        await refused(
          'officer',
          'An ordinary talk’s approval is not offered for an admonition.',
          id,
          'submit',
        )
      ).status,
    ).toBe(409);
    await take('officer', 'Both organs are asked.', id, 'submit-admonition');
    const waiting = (await seen('officer', id)).body;
    expect(waiting.request?.steps[0]?.approvals).toHaveLength(2);
    expect(
      (await refused('secretary', 'The secretary’s turn comes after both.', id, 'approval.approve')).status,
    ).toBe(403);
    expect((await seen('subject', id)).status).toBe(404);
    await take('orgdept', 'The Organisation Department approves.', id, 'approval.approve', {
      reason: '同意。',
    });
    expect((await seen('officer', id)).body.state).toBe('planned');
    await take('head', 'So does the commission.', id, 'approval.approve', { reason: '同意。' });
    expect((await seen('officer', id)).body.state).toBe('planned');
    await take('secretary', 'And then the secretary: now it is approved.', id, 'approval.approve', {
      reason: '同意。',
    });
    const approved = (await seen('officer', id)).body;
    expect(approved.state).toBe('scheduled');
    expect(approved.steps.filter((step) => step.action === 'approval.approve')).toHaveLength(3);
    expect((await seen('subject', id)).status).toBe(404);
  });
});

describe('who approves what', () => {
  it('[S4.32] is a matrix of the five kinds of work, by subject and level, that decides whom a request goes to', async () => {
    const { story } = tale;
    story.chapter('Approval authority');
    const outside = await story.call('unit', 'A unit’s liaison does not see it.', listAuthorities);
    expect(outside.status).toBe(403);
    const { works, items } = await story.must('officer', 'The matrix in force.', listAuthorities);
    expect(works.map((work) => work.code)).toEqual([
      'daily-supervision',
      'special-inspection',
      'clue-handling',
      'preliminary-verification',
      'review-investigation',
    ]);
    for (const work of works) {
      const own = items.filter((item) => item.work.code === work.code);
      expect(own.length, work.code).toBeGreaterThan(0);
      for (const item of own) {
        expect(item.rows.at(-1)!.when, item.code).toEqual([]);
        expect(item.rows.every((row) => row.source.length > 0 && row.steps.length > 0)).toBe(true);
      }
    }
    // A top leader’s request goes further than anybody else’s.
    const talk = items.find((item) => item.code === 'talk.hold')!;
    expect(talk.rows[0]!.steps.length).toBeGreaterThan(talk.rows.at(-1)!.steps.length);
    const { items: leaders } = await (await tale.aside('officer')).must(listPersons, {
      query: { heads: true, limit: 1 },
    });
    const chainFor = async (id: string) => {
      const begun = await (await tale.aside('officer')).must(matters.beginMatter, {
        body: { procedure: 'inquiry', subjects: [{ kind: 'person', id }], data: { problems: '请说明。' } },
      });
      await take('officer', 'A request about this person.', begun.id, 'issue');
      return (await seen('officer', begun.id)).body.request!.steps.length;
    };
    expect(await chainFor(leaders[0]!.id)).toBe(2);
    expect(await chainFor(await personOf('subject'))).toBe(1);
  });
});

describe('a letter of inquiry', () => {
  it('is approved, reaches the person alone with its paper, and only the person’s own answer ends the term', async () => {
    const { story } = tale;
    story.chapter('Asking in writing');
    const subject = await personOf('subject');
    const { id } = await story.must('officer', 'A letter is drafted.', matters.beginMatter, {
      body: {
        procedure: 'inquiry',
        subjects: [{ kind: 'person', id: subject }],
        data: { problems: '一、请说明本人及家庭住房情况。' },
      },
    });
    await take('officer', 'Sent for approval.', id, 'issue');
    for (const who of ['head', 'secretary']) {
      const { todo } = await (await tale.aside(who)).must(getWorkbench, { query: { limit: 200 } });
      if (todo.some((one) => one.id === id && one.why === 'approve')) {
        await take(who, 'Approved.', id, 'approval.approve', { reason: '同意。' });
      }
    }
    expect((await seen('officer', id)).body.state).toBe('issued');
    const { items } = await story.must('subject', 'The person finds the letter.', listDocuments, {
      query: { matterId: id },
    });
    expect(items).toHaveLength(1);
    const paper = await story.must('subject', 'Opens it; the opening is recorded.', openDocument, {
      params: { id: items[0]!.id },
    });
    expect(JSON.stringify(paper)).toContain('住房');
    expect((await (await tale.aside('unit')).must(listDocuments, { query: { matterId: id } })).items).toEqual(
      [],
    );
    await take('subject', 'Receipt is acknowledged: the term for the answer runs.', id, 'receive');
    const answer = {
      answers: [{ problem: '住房情况', explanation: '家庭住房一套。' }],
      selfExamination: '对照检查，家庭住房均已报告。',
      promise: true,
      rectification: '今后有变化按时报告。',
      signature: (await (await tale.aside('subject')).must(getSession)).name,
    };
    expect(
      (await refused('officer', 'Nobody answers for the person.', id, 'answer-alone', { data: answer }))
        .status,
    ).toBe(403);
    await take('subject', 'The answer.', id, 'answer-alone', { data: answer });
    const answered = (await seen('officer', id)).body;
    expect(answered.terms.find((term) => term.code === 'reply')?.state).toBe('met');
    // Nobody was named to countersign: it waits for the assessment at once.
    expect(answered.state).toBe('complete');
    const own = (await seen('subject', id)).body;
    expect(own.outside).toBe(true);
    expect(own.steps.every((step) => ['receive', 'answer-alone'].includes(step.action))).toBe(true);
  });
});
