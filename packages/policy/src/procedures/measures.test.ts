import { describe, expect, it } from 'vitest';
import { defaultPack } from '../testing/default-pack.ts';
import { idOf, Walk } from '../testing/walk.ts';

const pack = await defaultPack();
const FILE = '00000000-0000-4000-8700-000000000001';
const DELIVERED = { deliveredOn: '2026-04-08', way: '直接送达', server: '罗志远', receipt: [FILE] };
const PAPER = { handedInOn: '2026-04-08', handedInBy: '本人', scan: [FILE] };
const approved = (walk: Walk) => walk.act('approval.approve', 'head');
const jointly = (walk: Walk) =>
  walk
    .act('approval.approve', 'head')
    .act('approval.approve', 'orgdept')
    .act('approval.approve', 'secretary');

const ordered = () =>
  jointly(
    new Walk(pack, 'ordered-resignation', 'officer', { reason: '长期失察。', facts: '未整改重大隐患。' })
      .act('inform', 'officer')
      .act('hear', 'officer', { heardOn: '2026-04-08', said: '人手不足。', record: [FILE] })
      .act('order', 'officer', { finding: '责令辞职。', answers: '不能免除责任。' }),
  );

describe('nobody is cut short of the time to answer', () => {
  it('whoever is ordered to resign is relieved only once neither came in time, and may object while that waits', () => {
    const walk = ordered();
    const relieve = () => walk.refusal('relieve', 'officer', undefined, '未辞职。');
    walk.today = '2026-05-23';
    // Nobody lets a time pass of which nothing was told.
    expect(relieve()).toBe('term.undelivered');
    walk.today = '2026-04-08';
    walk.act('deliver', 'officer', DELIVERED);
    expect([relieve(), walk.allowed('officer')]).toEqual([
      'term.running',
      ['resign-on-paper', 'object-on-paper', 'recusal.declare'],
    ]);
    walk.today = '2026-04-23';
    expect(relieve()).toBe('term.running');
    walk.today = '2026-04-24';
    walk.act('relieve', 'officer', undefined, '期满未辞职。');
    expect(walk.allowed('subject')).toEqual(['resign', 'object']);
    walk.act('object', 'subject', { objection: '已经整改。' });
    // What was asked for waits no more.
    expect([walk.state, walk.refusal('approval.approve', 'head')]).toEqual(['objected', 'state']);
  });

  it('an order stands or is lifted after one objection', () => {
    const walk = ordered().act('object', 'subject', { objection: '已经整改。' });
    jointly(walk.act('uphold', 'officer', { reply: '未通过验收。' }));
    expect([walk.running, walk.refusal('object', 'subject', { objection: '再次。' })]).toEqual([
      ['deliver'],
      'guard',
    ]);
    // The first objection answers nothing of the order that was upheld.
    walk.today = '2026-06-01';
    expect(walk.refusal('relieve', 'officer', undefined, '未辞职。')).toBe('term.undelivered');
    const paper = ordered().act('object-on-paper', 'officer', { ...PAPER, objection: '已经整改。' });
    expect(paper.state).toBe('objected');
  });

  it('an audit is concluded after the comment, or after the time for it', () => {
    const drafted = () =>
      approved(
        new Walk(pack, 'audit', 'officer', {
          reason: '超概算。',
          from: '2023-01-01',
          to: '2025-12-31',
          auditor: idOf('town'),
        }).act('commission', 'officer'),
      ).act('draft', 'officer', { receivedOn: '2026-04-08', draft: '要点。' });
    const report = { reportNumber: '6号', result: '未发现。', answers: '无。' };
    const silent = drafted();
    expect(silent.refusal('report', 'officer', report)).toBe('term.undelivered');
    silent.act('receive', 'subject');
    expect(silent.refusal('report', 'officer', report)).toBe('term.running');
    silent.today = '2026-04-21';
    expect(silent.act('report', 'officer', report).state).toBe('reported');
    expect(silent.refusal('note-unrectified', 'officer', undefined, '未报。')).toBe('term.undelivered');
    silent.act('deliver-result', 'officer', { ...DELIVERED, deliveredOn: '2026-04-21' });
    expect(silent.refusal('note-unrectified', 'officer', undefined, '未报。')).toBe('term.running');
    silent.today = '2026-07-01';
    expect(silent.act('note-unrectified', 'officer', undefined, '未报。').state).toBe('rectified');
    const spoken = drafted().act('comment', 'subject', { comment: '有批复。' });
    expect(spoken.act('report', 'officer', report).state).toBe('reported');
  });

  it('an appraisal is filed after the statement, or after the time for it', () => {
    const told = () =>
      approved(
        new Walk(pack, 'appraisal', 'officer', { reason: '了解。', voters: 3, whenWhere: '会议室' }).act(
          'launch',
          'officer',
        ),
      )
        .act('count', 'officer', { heldOn: '2026-04-08', given: 2, good: 2, fair: 0, poor: 0 })
        .act('tell', 'officer', { result: '好2票。' });
    const silent = told();
    expect(silent.refusal('close', 'officer')).toBe('term.undelivered');
    silent.act('receive', 'subject');
    expect(silent.refusal('close', 'officer')).toBe('term.running');
    silent.today = '2026-04-16';
    expect(approved(silent.act('close', 'officer')).state).toBe('closed');
    expect(
      approved(told().act('state', 'subject', { statement: '无。' }).act('close', 'officer')).state,
    ).toBe('closed');
  });

  it('a resignation may be taken back while its answer waits for approval', () => {
    const walk = new Walk(pack, 'resignation', 'officer', { reason: '事故。', appliedOn: '2026-04-01' })
      .act('review', 'officer', { review: '符合。', duties: '交接。' })
      .act('accept', 'officer', { finding: '同意。' });
    expect(walk.act('take-back', 'subject', undefined, '继续整改。').state).toBe('retracted');
  });
});

describe('tolerance', () => {
  const CHECK = {
    facts: '系统未上线。',
    noPrivateGain: true,
    diligent: true,
    democratic: true,
    remedied: true,
    safetyAccident: false,
    ecologicalDamage: false,
    breach: false,
    inFavour: '集体研究。',
    against: '未报备。',
  };
  const DECISION = { finding: '认定意见。', answers: '逐条回应。' };
  const begun = () =>
    new Walk(pack, 'tolerance', 'officer', { applicant: 'organ', event: '超期。', grounds: '试行。' });
  const heard = (check = CHECK) =>
    begun().act('check', 'officer', check).act('explain', 'subject', { statement: '已补办。' });

  it('is granted with all four conditions and none of the exclusions, whichever is missing', () => {
    expect(heard().refusal('grant', 'officer', DECISION)).toBe('allowed');
    for (const condition of ['noPrivateGain', 'diligent', 'democratic', 'remedied'])
      expect(heard({ ...CHECK, [condition]: false }).refusal('grant', 'officer', DECISION), condition).toBe(
        'guard',
      );
    for (const exclusion of ['safetyAccident', 'ecologicalDamage', 'breach'])
      expect(heard({ ...CHECK, [exclusion]: true }).refusal('grant', 'officer', DECISION), exclusion).toBe(
        'guard',
      );
  });

  it('is decided on what the person was heard on: a new check asks for a new hearing', () => {
    const walk = heard().act('check', 'officer', { ...CHECK, facts: '另有情况。' });
    expect([walk.refusal('grant', 'officer', DECISION), walk.refusal('refuse', 'officer', DECISION)]).toEqual(
      ['guard', 'guard'],
    );
  });

  it('ends after a refusal only when the time to object is over', () => {
    const walk = approved(heard().act('refuse', 'officer', DECISION));
    expect(walk.refusal('end', 'officer')).toBe('term.undelivered');
    expect(walk.allowed('subject')).toEqual(['receive', 'object']);
    walk.act('receive', 'subject');
    expect(walk.refusal('end', 'officer')).toBe('term.running');
    walk.today = '2026-05-06';
    expect(walk.act('end', 'officer').state).toBe('ended');
  });

  it('is withdrawn by whoever asked; by the office with an approval alone', () => {
    expect(begun().refusal('withdraw-application', 'officer', undefined, '不要了。')).toBe('actor.relation');
    expect(begun().act('withdraw-application', 'subject', undefined, '不要了。').state).toBe('withdrawn');
    const walk = begun().act('record-withdrawal', 'officer', undefined, '书面撤回。');
    expect([walk.state, approved(walk).state]).toEqual(['applied', 'withdrawn']);
  });
});
