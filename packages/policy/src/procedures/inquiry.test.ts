import { describe, expect, it } from 'vitest';
import { defaultPack } from '../testing/default-pack.ts';
import { idOf, Walk, type WalkOptions } from '../testing/walk.ts';

const pack = await defaultPack();

const DRAFT = { problems: '一、项目发包程序情况。', countersigner: idOf('-unithead') };
const SERVICE = { 'document-name': '函询通知书', way: '直接送达', server: '罗志远' };
const ANSWER = { answers: [{ problem: '项目发包', explanation: '经集体研究。' }], promise: true };
const assessed = (outcome: string) => ({ assessment: '说明清楚。', inFavour: '有会议记录佐证。', outcome });
const CLOSING = { received: '2026-04-07', finding: '予以采信。' };

const drafted = (options?: WalkOptions, more: object = {}) =>
  new Walk(pack, 'inquiry', 'officer', { ...DRAFT, ...more }, options);
const issued = () => drafted().act('issue', 'officer').act('approval.approve', 'head');
const served = () => issued().act('receive', 'subject');
const answered = () => served().act('answer', 'subject', ANSWER);
const complete = () => answered().act('countersign', 'unithead', { opinion: '情况属实。' });

describe('inquiry', () => {
  it('is drafted by whoever handles matters and goes out only with approval', () => {
    expect(() => new Walk(pack, 'inquiry', 'court', DRAFT)).toThrow('actor.relation');
    expect(() => drafted({}, { problems: '' })).toThrow('form');
    const walk = drafted();
    expect([walk.shownTo, walk.allowed('subject')]).toEqual([[], []]);
    walk.act('issue', 'officer');
    expect([walk.state, walk.documents]).toEqual(['drafted', []]);
    expect(walk.refusal('approval.approve', 'officer')).toBe('approval.not-yours');
    expect(walk.refusal('approval.approve', 'subject')).toBe('approval.not-yours');
    walk.act('approval.approve', 'head');
    expect([walk.state, walk.documents, walk.shownTo]).toEqual(['issued', ['inquiry-letter'], ['subject']]);
  });

  it('forgets in a changed draft whom and what it leaves out', () => {
    const walk = drafted({}, { contact: '罗志远' });
    expect(walk.matter.parties.countersigner).toHaveLength(1);
    walk.act('revise', 'officer', { problems: '一、招标程序情况。' });
    expect(walk.matter.parties.countersigner).toEqual([]);
    expect(walk.matter.data).toEqual({ problems: '一、招标程序情况。' });
    walk.act('issue', 'officer').act('approval.approve', 'head').act('receive', 'subject');
    expect(walk.allowed('subject')).toContain('answer-alone');
    // A step that does not go on with what was said takes nothing away.
    const other = served();
    other.act('ask-more-time', 'subject', undefined, '出差');
    expect(other.matter.parties.countersigner).toHaveLength(1);
  });

  it('goes to the party secretary as well where the person is a top leader or head of a section', () => {
    for (const facts of [{ tags: ['top-leader'] }, { level: 'section-chief' }]) {
      const walk = drafted({ facts }).act('issue', 'officer').act('approval.approve', 'head');
      expect(walk.state).toBe('drafted');
      expect(walk.act('approval.approve', 'secretary').state).toBe('issued');
    }
  });

  it('counts the answer from delivery: signed for by the person, or proved by a receipt', () => {
    expect(issued().running).toEqual(['deliver']);
    expect(issued().refusal('answer', 'subject', ANSWER)).toBe('state');
    expect(issued().refusal('receive', 'officer')).toBe('actor.relation');
    expect(issued().refusal('receive', 'unithead')).toBe('actor.relation');
    expect(served().running).toEqual(['reply']);
    const walk = issued().act('serve', 'officer', SERVICE);
    expect([walk.running, walk.documents.at(-1)]).toEqual([['reply'], 'receipt']);
  });

  it('is answered by nobody but the person, and nothing else ends the time for it', () => {
    const walk = served();
    for (const who of ['officer', 'unithead', 'head', 'casemgmt', 'stranger'] as const) {
      expect(walk.refusal('answer', who, ANSWER), who).toBe('actor.relation');
    }
    expect(walk.refusal('answer', 'subject', { ...ANSWER, promise: false })).toBe('form');
    const closers = Object.entries(walk.machine.actions).filter(([, action]) =>
      action.closes?.includes('reply'),
    );
    expect(closers.length).toBeGreaterThan(1);
    for (const [name, action] of closers) expect(action.by, name).toEqual(['subject']);
    walk.act('answer', 'subject', ANSWER);
    expect(walk.matter.terms.find((term) => term.code === 'reply')?.closedSeq).toBe(walk.matter.seq);
    expect(walk.running).toEqual(['countersign', 'report']);
  });

  it('gives more time twice at most, with a reason and approval, and takes an answer meanwhile', () => {
    const walk = served();
    expect(walk.refusal('ask-more-time', 'subject')).toBe('reason');
    walk.act('ask-more-time', 'subject', undefined, '出差在外');
    expect(walk.refusal('extend', 'officer')).toBe('reason');
    const extend = () => walk.act('extend', 'officer', undefined, '本人申请').act('approval.approve', 'head');
    extend();
    walk.act('extend', 'officer', undefined, '再次申请');
    expect(walk.allowed('subject')).toEqual(['ask-more-time', 'answer', 'ask-tolerance']);
    walk.act('approval.approve', 'head');
    expect(walk.refusal('extend', 'officer', undefined, '三次')).toBe('term.extensions');
    expect(walk.matter.terms.find((term) => term.code === 'reply')?.extensions).toHaveLength(2);
  });

  it('lets an answer overtake a request for more time', () => {
    const walk = served().act('extend', 'officer', undefined, '本人申请').act('answer', 'subject', ANSWER);
    expect([walk.state, walk.matter.pending]).toEqual(['answered', undefined]);
    expect(walk.refusal('approval.approve', 'head')).toBe('state');
  });

  it('is countersigned by the head of the unit alone, who sees nothing before; or it is waived with a reason', () => {
    expect(served().shownTo).not.toContain('countersigner');
    const walk = answered();
    expect(walk.refusal('countersign', 'officer', { opinion: '属实' })).toBe('actor.relation');
    expect(walk.refusal('countersign', 'subject', { opinion: '属实' })).toBe('actor.relation');
    expect(walk.refusal('assess', 'officer', assessed('accept'))).toBe('state');
    expect(complete().state).toBe('complete');
    expect(walk.refusal('waive', 'officer')).toBe('reason');
    expect(walk.act('waive', 'officer', undefined, '本人为主要负责人').running).toEqual(['report']);
  });

  it('never lets the person countersign the own answer', () => {
    const walk = drafted({}, { countersigner: idOf('-subject') }).act('issue', 'officer');
    walk.act('approval.approve', 'head').act('receive', 'subject').act('answer', 'subject', ANSWER);
    expect(walk.refusal('countersign', 'subject', { opinion: '属实' })).toBe('actor.relation');
  });

  it('goes before, during and after, and closes with approval and a notice to the person', () => {
    const walk = complete();
    expect(walk.refusal('assess', 'officer', { ...assessed('accept'), inFavour: '' })).toBe('form');
    walk.act('assess', 'officer', assessed('accept'));
    expect(walk.shownTo).toEqual([]);
    expect(walk.refusal('forward', 'officer', { forwardTo: '初核' })).toBe('guard');
    walk.act('close', 'officer', CLOSING).act('approval.approve', 'head');
    expect([walk.state, walk.running, walk.shownTo]).toEqual(['closed', [], ['subject']]);
    expect(walk.phases).toEqual(['before', 'during', 'after']);
    expect(walk.documents).toEqual(['inquiry-letter', 'inquiry-closing']);
  });

  it('asks again, or is taken further, as the assessment says', () => {
    const again = complete().act('assess', 'officer', assessed('ask-again'));
    expect(again.refusal('close', 'officer', CLOSING)).toBe('guard');
    again.act('ask-again', 'officer', { problems: '补充说明。' }).act('approval.approve', 'head');
    expect([again.state, again.running, again.matter.data.problems]).toEqual([
      'issued',
      ['deliver'],
      '补充说明。',
    ]);
    again.act('receive', 'subject').act('answer', 'subject', ANSWER);
    expect(again.matter.terms.filter((term) => term.code === 'reply')).toHaveLength(2);
    const further = complete().act('assess', 'officer', assessed('verify'));
    further.act('forward', 'officer', { forwardTo: '第一监督检查室初步核实' });
    expect(further.act('approval.approve', 'head').state).toBe('forwarded');
  });

  it('goes on without an answer only when the time is over, with approval; a late answer ends it', () => {
    const walk = served();
    expect(walk.refusal('go-on-unanswered', 'officer', undefined, '未复')).toBe('term.running');
    walk.today = '2026-05-08';
    walk.act('go-on-unanswered', 'officer', undefined, '逾期未复');
    expect(walk.state).toBe('served');
    walk.act('approval.approve', 'head');
    expect([walk.state, walk.running]).toEqual(['complete', ['reply', 'report']]);
    expect(walk.act('supplement', 'subject', ANSWER).running).toEqual(['report']);
  });

  it('lets another person correct an assessment, and drops a draft with a reason', () => {
    const walk = complete().act('assess', 'officer', assessed('accept'));
    expect(walk.refusal('step.correct', 'officer', undefined, '误')).toBe('actor.second-person');
    expect(walk.act('step.correct', 'second', undefined, '结论有误').state).toBe('complete');
    expect(walk.running).toEqual(['report']);
    expect(drafted().refusal('drop', 'officer')).toBe('reason');
    expect(drafted().act('drop', 'officer', undefined, '不再函询').state).toBe('dropped');
    expect(served().refusal('drop', 'officer', undefined, '不再函询')).toBe('state');
  });
});
