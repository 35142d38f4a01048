import { describe, expect, it } from 'vitest';
import { defaultPack } from '../testing/default-pack.ts';
import { Walk, type WalkOptions } from '../testing/walk.ts';

const pack = await defaultPack();

const REQUEST = {
  requestNumber: '澄组函〔2026〕8号',
  requestedBy: '县委组织部',
  requestedOn: '2026-04-07',
  occasion: 'promotion',
};
const CHECK = { department: 'petitions', checked: 'nothing', checkedBy: '何雨晴' };
const DRAFT = { replyKind: 'nothing-found', replyText: '暂未发现影响使用的问题。' };

const requested = (options?: WalkOptions) => new Walk(pack, 'opinion-reply', 'officer', REQUEST, options);
const drafted = (options?: WalkOptions) =>
  requested(options).act('consult', 'second', CHECK).act('draft', 'officer', DRAFT);

describe('opinion reply', () => {
  it('runs from the request on, within five working days of the pack', () => {
    expect(requested().running).toEqual(['reply']);
    const limit = pack.terms.find((term) => term.code === requested().machine.terms?.reply?.limit);
    expect(limit?.length).toEqual({ value: 5, unit: 'workday' });
  });

  it('is drafted only after a department was heard, by whoever handles it', () => {
    expect(requested().refusal('draft', 'officer', DRAFT)).toBe('guard');
    expect(requested().refusal('consult', 'orgdept', CHECK)).toBe('actor.relation');
    expect(requested().refusal('consult', 'officer', { ...CHECK, department: 'kitchen' })).toBe('form');
    expect(drafted().state).toBe('drafted');
  });

  it('shows the person nothing at any time', () => {
    for (const state of Object.values(requested().machine.states)) expect(state.shownTo).toBeUndefined();
    expect(drafted().allowed('subject')).toEqual([]);
  });

  it('goes before, during and after: the letter is issued with the approval of the head', () => {
    const walk = drafted().act('reply', 'officer');
    expect([walk.state, walk.documents, walk.running]).toEqual(['drafted', [], ['reply']]);
    expect(walk.refusal('approval.approve', 'officer')).toBe('approval.not-yours');
    walk.act('approval.approve', 'head');
    expect([walk.state, walk.documents, walk.running]).toEqual(['replied', ['opinion-letter'], []]);
    expect(walk.phases).toEqual(['before', 'during', 'after']);
    const leader = drafted({ facts: { tags: ['top-leader'] } }).act('reply', 'officer');
    expect(leader.act('approval.approve', 'head').state).toBe('drafted');
    expect(leader.act('approval.approve', 'secretary').state).toBe('replied');
  });

  it('returns a request that is not whole, with a reason; a draft is corrected by another person', () => {
    expect(requested().refusal('return', 'officer')).toBe('reason');
    expect(requested().act('return', 'officer', undefined, '未附任免审批表').running).toEqual([]);
    const walk = drafted();
    expect(walk.refusal('step.correct', 'officer', undefined, '误')).toBe('actor.second-person');
    expect(walk.act('step.correct', 'second', undefined, '结论有误').state).toBe('requested');
  });
});
