import { describe, expect, it } from 'vitest';
import { recordChildClosed } from '../engine/system-steps.ts';
import { defaultPack } from '../testing/default-pack.ts';
import { idOf, NOW, Walk, type WalkOptions } from '../testing/walk.ts';

const pack = await defaultPack();

const PLAN = {
  problem: '请销假手续办理不及时。',
  day: '2026-04-10',
  from: '09:00',
  until: '10:00',
  place: '谈话室',
  health: 'good',
  safety: '安排专人陪同，备好常用药品。',
  talkers: [idOf('officer'), idOf('second')],
  recorder: idOf('second'),
  outline: '一、说明来意。二、听取说明。',
};
const SIGN = { signed: true };
const PAPER = { signedOn: '2026-04-08', scan: ['00000000-0000-4000-8700-000000000001'] };
const REFUSED = {
  refusedOn: '2026-04-08',
  reasons: '认为第二问记录不准确。',
  readOut: true,
  witnesses: '邓家宁',
};
const CORRECTION = { where: '第2问', instead: '时间应为下午。', initials: '赵启明' };
const NOTICE = { day: '2026-04-10', from: '09:00', until: '10:00', place: '谈话室' };
const RECORD = {
  day: '2026-04-08',
  from: '09:05',
  until: '10:00',
  place: '谈话室',
  rightsTold: true,
  exchanges: [{ question: '请说明情况。', answer: '因公外出，补办手续。' }],
};
const REPORT = { result: '情况清楚。', inFavour: '已补办手续。', proposal: 'close' };
const DELIVERY = {
  deliveredOn: '2026-04-08',
  way: '直接送达',
  server: '罗志远',
  receipt: ['00000000-0000-4000-8700-000000000001'],
};
const ADMONITION = { facts: '履行职责不力。', demands: '切实改进。' };

const plan = (kind: string, options?: WalkOptions, more: object = {}) =>
  new Walk(
    pack,
    'talk',
    options?.custodian === 'dispatched' ? 'dispatched' : 'officer',
    { kind, ...PLAN, ...more },
    options,
  );
const notified = (kind = 'reminder') =>
  plan(kind).act('submit', 'officer').act('approval.approve', 'head').act('notify', 'officer', NOTICE);
const held = () => notified().act('hold', 'officer', RECORD);
/** By the person on the own account, then by both talkers, one of whom took the record. */
const signed = (walk = held()) =>
  walk
    .act('confirm', 'subject', { stance: 'agrees' })
    .act('sign', 'officer', SIGN)
    .act('sign', 'second', SIGN);

const FOLLOWED = { progress: 'mended', findings: '已整改。' };

describe('talk', () => {
  it('is begun by whoever handles matters, about one person, with two talkers at least', () => {
    expect(() => plan('chat')).toThrow('form');
    expect(() => plan('reminder', {}, { talkers: [idOf('officer')] })).toThrow('minItems');
    expect(() => new Walk(pack, 'talk', 'reviewer', { kind: 'reminder', ...PLAN })).toThrow(
      'actor.permission',
    );
    expect(() => new Walk(pack, 'talk', 'subject', { kind: 'reminder', ...PLAN })).toThrow('actor.relation');
    expect(() => plan('reminder', { subjects: [{ kind: 'unit', id: 'u' }] })).toThrow('subjects');
  });

  it('goes before, during and after; its papers are issued on approval, never before', () => {
    const walk = plan('reminder').act('submit', 'officer');
    expect([walk.state, walk.documents, walk.running]).toEqual(['planned', [], []]);
    expect(walk.refusal('notify', 'officer', NOTICE)).toBe('approval.pending');
    expect(walk.refusal('approval.approve', 'officer')).toBe('approval.not-yours');
    expect(walk.refusal('approval.approve', 'secretary')).toBe('approval.not-yours');
    walk.act('approval.approve', 'head');
    expect([walk.state, walk.documents, walk.running]).toEqual(['scheduled', ['talk-approval'], ['hold']]);
    walk.act('notify', 'officer', NOTICE).act('hold', 'officer', RECORD);
    expect(walk.running).toEqual(['report']);
    expect(walk.refusal('report', 'officer', REPORT)).toBe('order');
    walk.act('confirm', 'subject', { stance: 'corrects', corrections: [CORRECTION] });
    walk.act('sign', 'officer', SIGN).act('sign', 'second', SIGN);
    walk.act('report', 'officer', REPORT).act('close', 'officer');
    expect(walk.refusal('approval.approve', 'officer')).toBe('approval.not-yours');
    walk.act('approval.approve', 'head');
    expect([walk.state, walk.running]).toEqual(['closed', []]);
    expect(walk.phases).toEqual(['before', 'during', 'after']);
    expect(walk.documents).toEqual(['talk-approval', 'talk-notice', 'talk-record', 'talk-signing']);
  });

  it('is shown to the person from the notice on, who checks the record alone', () => {
    const early = plan('reminder');
    expect(early.shownTo).toEqual([]);
    expect(early.allowed('subject')).toEqual([]);
    const walk = held();
    expect(walk.shownTo).toEqual(['subject']);
    expect(walk.refusal('confirm', 'officer', { stance: 'agrees' })).toBe('actor.relation');
    expect(walk.refusal('confirm', 'unithead', { stance: 'agrees' })).toBe('actor.relation');
    expect(walk.allowed('subject')).toEqual(['receive-record', 'confirm', 'ask-tolerance']);
    walk.act('confirm', 'subject', { stance: 'agrees' });
    expect(walk.refusal('confirm', 'subject', { stance: 'agrees' })).toBe('order');
    expect(walk.refusal('attest', 'second', PAPER)).toBe('order');
  });

  it('is corrected place by place, each of which is initialled', () => {
    const walk = held();
    expect(walk.refusal('confirm', 'subject', { stance: 'corrects', remarks: '不对。' })).toBe(
      'guard.failed',
    );
    expect(walk.refusal('confirm', 'subject', { stance: 'corrects', corrections: [] })).toBe('guard');
    const { initials: _, ...bare } = CORRECTION;
    expect(walk.refusal('confirm', 'subject', { stance: 'corrects', corrections: [bare] })).toBe('form');
  });

  it('is signed by everybody: person, each talker and the recorder once, in this order', () => {
    const walk = held();
    expect(walk.refusal('sign', 'officer', SIGN)).toBe('order');
    walk.act('confirm', 'subject', { stance: 'agrees' });
    expect(walk.refusal('sign', 'third', SIGN)).toBe('actor.relation');
    expect(walk.refusal('sign', 'subject', SIGN)).toBe('actor.relation');
    expect(walk.refusal('sign', 'officer', { signed: false })).toBe('form');
    walk.act('sign', 'officer', SIGN);
    expect(walk.refusal('sign', 'officer', SIGN)).toBe('order');
    expect(walk.refusal('report', 'officer', REPORT)).toBe('order');
    expect(walk.act('sign', 'second', SIGN).act('report', 'officer', REPORT).state).toBe('reported');
  });

  it('takes the scan of what everybody signed on paper, and a refusal to sign with its reasons', () => {
    const walk = held();
    expect(walk.refusal('attest', 'second', { ...PAPER, scan: [] })).toBe('form');
    expect(walk.act('attest', 'second', PAPER).act('report', 'officer', REPORT).state).toBe('reported');
  });

  it('[S1.34] notes a refusal to sign only after the time to read the record, by another person and with a witness', () => {
    const other = held();
    other.today = '2026-05-08';
    expect(other.refusal('note-refusal', 'second', REFUSED)).toBe('term.undelivered');
    other.today = '2026-04-08';
    other.act('hand-record', 'officer', DELIVERY);
    expect(other.refusal('note-refusal', 'second', REFUSED)).toBe('term.running');
    other.today = '2026-04-14';
    // Whoever recorded the talk does not say alone that the person would not sign.
    expect(other.refusal('note-refusal', 'officer', REFUSED)).toBe('actor.second-person');
    for (const missing of ['reasons', 'witnesses'])
      expect(other.refusal('note-refusal', 'second', { ...REFUSED, [missing]: '' }), missing).toBe('form');
    expect(other.allowed('subject')).toContain('confirm');
    other.act('note-refusal', 'second', REFUSED);
    expect(other.refusal('report', 'officer', REPORT)).toBe('order');
    other.act('sign', 'officer', SIGN).act('sign', 'second', SIGN);
    expect(other.act('report', 'officer', REPORT).state).toBe('reported');
  });

  it('is handed back to the unit where the person was accompanied, by a matter that the unit alone signs', () => {
    const escorted = plan('reminder', {}, { escort: true });
    escorted.act('submit', 'officer').act('approval.approve', 'head').act('notify', 'officer', NOTICE);
    const walk = signed(escorted.act('hold', 'officer', RECORD)).act('report', 'officer', REPORT);
    expect(walk.refusal('close', 'officer')).toBe('guard');
    const back = {
      unit: idOf('-unithead'),
      handedOn: '2026-04-08',
      handedAt: '10:20',
      condition: '情绪平稳。',
    };
    walk.act('hand-back', 'officer', back);
    expect(walk.matter.children).toMatchObject([{ procedure: 'talk-return', as: 'return', waits: true }]);
    expect(walk.refusal('close', 'officer')).toBe('children.open');
    walk.record(recordChildClosed(walk.machine, walk.matter, walk.matter.children[0]!.id, 'taken', NOW));
    expect(walk.act('close', 'officer').matter.pending).toBeDefined();
  });

  it('that presses for a duty gives a task with its day, and waits for it', () => {
    expect(signed().refusal('give-task', 'officer', { task: '整改', doBy: '2026-05-08' })).toBe('guard');
    const pressed = notified('pressure').act('hold', 'officer', RECORD);
    const walk = signed(pressed).act('report', 'officer', REPORT);
    expect(walk.refusal('close', 'officer')).toBe('guard');
    walk.act('give-task', 'officer', { task: '整改', doBy: '2026-05-08' });
    expect(walk.events.at(-1)).toMatchObject({ children: [{ data: { what: '整改', doBy: '2026-05-08' } }] });
    expect(walk.refusal('close', 'officer')).toBe('children.open');
  });

  it('keeps two talkers when one hands over, none of whom but the first approved it', () => {
    const over = (walk: Walk, from: 'officer' | 'second', to: 'officer' | 'second' | 'head' | 'third') =>
      walk.refusal(
        'matter.hand-over',
        'head',
        { from: { account: idOf(from) }, to: { account: idOf(to) } },
        '调离',
      );
    const approved = plan('reminder').act('submit', 'officer').act('approval.approve', 'head');
    expect(over(approved, 'second', 'officer')).toBe('form');
    expect(over(approved, 'second', 'head')).toBe('form');
    expect(over(approved, 'officer', 'head')).toBe('allowed');
    expect(over(approved, 'second', 'third')).toBe('allowed');
    // While it waits whoever took such a place decides on it no more.
    const waiting = plan(
      'reminder',
      { custodian: 'dispatched' },
      { talkers: [idOf('dispatched'), idOf('third')], recorder: idOf('third') },
    );
    waiting.act('submit', 'dispatched');
    expect(waiting.allowed('deskhead')).toContain('approval.approve');
    const handOver = { from: { account: idOf('third') }, to: { account: idOf('deskhead') } };
    waiting.act('matter.hand-over', 'deskhead', handOver, '调离');
    expect(waiting.allowed('deskhead')).not.toContain('approval.approve');
  });

  it('is approved by nobody who talks as second; whoever leads it may', () => {
    const asked = (talkers: string[]) =>
      plan('reminder', { custodian: 'dispatched' }, { talkers, recorder: idOf('third') }).act(
        'submit',
        'dispatched',
      );
    expect(asked([idOf('dispatched'), idOf('deskhead')]).refusal('approval.approve', 'deskhead')).toBe(
      'approval.not-yours',
    );
    // One level up, as where the approver is kin.
    expect(asked([idOf('dispatched'), idOf('deskhead')]).act('approval.approve', 'head').state).toBe(
      'scheduled',
    );
    expect(asked([idOf('deskhead'), idOf('third')]).act('approval.approve', 'deskhead').state).toBe(
      'scheduled',
    );
  });

  it('is held by a talker or the recorder, not by whoever else handles matters', () => {
    expect(notified().refusal('hold', 'dispatched', RECORD)).toBe('actor.relation');
    expect(notified().refusal('hold', 'head', RECORD)).toBe('actor.relation');
    expect(notified().refusal('hold', 'second', { ...RECORD, rightsTold: false })).toBe('form');
  });

  it('with a top leader needs the head of the commission, then the party secretary', () => {
    const walk = plan('pre-appointment', { facts: { tags: ['top-leader'], level: 'section-chief' } });
    walk.act('submit', 'officer');
    expect(walk.refusal('approval.approve', 'secretary')).toBe('approval.not-yours');
    walk.act('approval.approve', 'head');
    expect(walk.state).toBe('planned');
    expect(walk.refusal('approval.approve', 'head')).toBe('approval.not-yours');
    expect(walk.act('approval.approve', 'secretary').state).toBe('scheduled');
  });

  it('moves one level up when the approver is kin of the person, or recused', () => {
    const near = plan('warning', { custodian: 'dispatched', kin: ['deskhead'] }).act('submit', 'dispatched');
    expect(near.refusal('approval.approve', 'deskhead')).toBe('approval.not-yours');
    expect(near.act('approval.approve', 'head').state).toBe('scheduled');
    const asked = plan('warning', { custodian: 'dispatched' }).act('submit', 'dispatched');
    asked.act('recusal.declare', 'deskhead', undefined, '与本人有利害关系');
    expect(asked.refusal('approval.approve', 'deskhead')).toBe('approval.not-yours');
    expect(asked.act('approval.approve', 'head').state).toBe('scheduled');
  });

  it('may be replaced by a letter only when it reminds', () => {
    const letter = { signs: '请销假不及时。', demands: '严格执行制度。' };
    const other = plan('warning').act('submit', 'officer').act('approval.approve', 'head');
    expect(other.refusal('remind-by-letter', 'officer', letter)).toBe('guard');
    const walk = plan('reminder').act('submit', 'officer').act('approval.approve', 'head');
    walk.act('remind-by-letter', 'officer', letter);
    expect([walk.state, walk.running, walk.documents.at(-1)]).toEqual(['reported', [], 'reminder-letter']);
  });

  it('is returned, corrected by another person, handed over and dropped with a reason', () => {
    const walk = plan('reminder').act('submit', 'officer');
    walk.act('approval.return', 'head', undefined, '补充依据');
    walk.act('revise', 'officer', { kind: 'reminder', ...PLAN, basis: '请休假管理办法' });
    expect(walk.state).toBe('planned');
    const done = signed().act('report', 'officer', REPORT);
    expect(done.refusal('step.correct', 'officer', undefined, '误')).toBe('actor.second-person');
    expect(done.act('step.correct', 'second', undefined, '结论有误').state).toBe('held');
    expect(done.running).toEqual(['report']);
    const handOver = { from: { account: idOf('second') }, to: { account: idOf('third') } };
    expect(walk.refusal('matter.hand-over', 'officer', handOver, '调离')).toBe('actor.permission');
    walk.act('matter.hand-over', 'head', handOver, '调离');
    expect(walk.matter.parties.recorder).toEqual([{ kind: 'account', id: idOf('third') }]);
    expect(walk.refusal('drop', 'officer')).toBe('reason');
    expect(walk.act('drop', 'officer', undefined, '情况已澄清').state).toBe('dropped');
  });
});

describe('admonition', () => {
  const chief = { facts: { level: 'section-chief', tags: [] } };
  const partner = { partner: idOf('cadre') };
  const asked = () => plan('admonition', chief, partner).act('submit-admonition', 'officer');

  it('has its own approval: both organs jointly in any order, then the party secretary', () => {
    expect(plan('admonition', chief).refusal('submit', 'officer')).toBe('guard');
    expect(plan('reminder').refusal('submit-admonition', 'officer')).toBe('guard');
    const walk = asked();
    expect(walk.refusal('approval.approve', 'secretary')).toBe('approval.not-yours');
    walk.act('approval.approve', 'orgdept');
    expect(walk.refusal('approval.approve', 'orgdept')).toBe('approval.not-yours');
    expect(walk.refusal('approval.approve', 'secretary')).toBe('approval.not-yours');
    walk.act('approval.approve', 'head');
    expect(walk.state).toBe('planned');
    expect(walk.act('approval.approve', 'secretary').state).toBe('scheduled');
    const lower = plan('admonition', {}, partner).act('submit-admonition', 'officer');
    lower.act('approval.approve', 'head').act('approval.approve', 'orgdept');
    expect(lower.state).toBe('scheduled');
  });

  it('is rejected by one of the two organs for both', () => {
    const walk = asked().act('approval.approve', 'head');
    walk.act('approval.reject', 'orgdept', undefined, '依据不足');
    expect([walk.state, walk.matter.pending]).toEqual(['planned', undefined]);
  });

  it('is held by a head, followed by the written self-criticism of nobody but the person', () => {
    const walk = asked();
    for (const who of ['head', 'orgdept', 'secretary'] as const) walk.act('approval.approve', who);
    walk.act('notify', 'officer', NOTICE);
    expect(walk.refusal('hold-admonition', 'officer', RECORD)).toBe('actor.permission');
    expect(walk.refusal('hold-admonition', 'subject', RECORD)).toBe('actor.relation');
    expect(walk.refusal('hold', 'officer', RECORD)).toBe('guard');
    expect(walk.allowed('head')).toContain('hold-admonition');
    signed(walk.act('hold-admonition', 'orgdept', RECORD));
    walk.act('admonish', 'officer', ADMONITION);
    const review = { review: '认识到问题。', measures: '完善制度。' };
    expect([walk.running, walk.refusal('self-review', 'subject', review)]).toEqual([['follow-up'], 'guard']);
    expect(walk.refusal('receive', 'officer')).toBe('actor.relation');
    walk.act('receive', 'subject');
    expect(walk.refusal('deliver', 'officer', DELIVERY)).toBe('order');
    expect(walk.running).toEqual(['follow-up', 'self-review', 'object']);
    expect(walk.refusal('self-review', 'officer', review)).toBe('actor.relation');
    expect(walk.refusal('follow-up', 'officer', FOLLOWED)).toBe('term.running');
    walk.act('self-review', 'subject', review);
    walk.today = '2026-10-09';
    walk.act('follow-up', 'officer', FOLLOWED);
    walk.act('close', 'officer').act('approval.approve', 'head');
    expect([walk.state, walk.running]).toEqual(['closed', []]);
    expect(walk.phases).toEqual(['before', 'during', 'after']);
    expect(walk.documents).toEqual([
      'talk-approval',
      'talk-notice',
      'talk-record',
      'admonition',
      'talk-signing',
    ]);
  });

  it('can be objected to once, point by point, and each point is answered before it is followed up', () => {
    const walk = asked();
    for (const who of ['head', 'orgdept', 'secretary'] as const) walk.act('approval.approve', who);
    walk.act('notify', 'officer', NOTICE);
    signed(walk.act('hold-admonition', 'orgdept', RECORD));
    walk.act('admonish', 'officer', ADMONITION);
    const { receipt: _, ...unproved } = DELIVERY;
    expect(walk.refusal('deliver', 'officer', unproved)).toBe('form');
    expect(walk.refusal('deliver', 'officer', { ...DELIVERY, deliveredOn: '2026-04-09' })).toBe('form');
    walk.act('deliver', 'officer', DELIVERY);
    const objection = {
      objections: [
        { no: 1, said: '超期系系统故障。' },
        { no: 2, said: '已补报。' },
      ],
    };
    const reply = (no: number) => ({ no, reply: '经复核，维持。' });
    const review = (...nos: number[]) => ({ replies: nos.map(reply), finding: '维持诫勉。' });
    expect(walk.refusal('object', 'officer', objection)).toBe('actor.relation');
    expect(walk.refusal('uphold-admonition', 'officer', review(1, 2))).toBe('order');
    walk
      .act('object', 'subject', objection)
      .act('self-review', 'subject', { review: '已认识。', measures: '改。' });
    expect([walk.running, walk.refusal('object', 'subject', objection)]).toEqual([
      ['follow-up', 'review'],
      'order',
    ]);
    expect(walk.refusal('follow-up', 'officer', FOLLOWED)).toBe('guard');
    expect(walk.refusal('uphold-admonition', 'officer', review(1))).toBe('form');
    walk.act('uphold-admonition', 'officer', review(1, 2));
    for (const who of ['head', 'secretary'] as const) walk.act('approval.approve', who);
    expect(walk.running).toEqual(['follow-up']);
    expect(walk.act('follow-up', 'officer', FOLLOWED).state).toBe('reported');
  });
});
