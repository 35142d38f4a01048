import { describe, expect, it } from 'vitest';
import { defaultPack } from '../testing/default-pack.ts';
import { idOf, Walk, type WalkOptions, type Who } from '../testing/walk.ts';

const pack = await defaultPack();

const NAMES = [{ no: 1, person: idOf('-subject'), name: '陈立新', unit: '县住建局', post: '局长' }];
const REQUEST = {
  requestNumber: '澄组函〔2026〕8号',
  requestedBy: '县委组织部',
  requestedOn: '2026-04-07',
  occasion: 'promotion',
  names: NAMES,
  petitions: [idOf('second')],
  caseSupervision: [idOf('casemgmt')],
  trial: [idOf('reviewer')],
  supervision: [idOf('dispatched')],
  askerOrgan: idOf('cadre'),
  handlers: [idOf('officer')],
};
const CLEAR = { signed: [{ no: 1, result: 'clear' }] };
const DRAFT = {
  conclusions: [{ no: 1, name: '陈立新', unit: '县住建局', post: '局长', conclusion: 'nothing-found' }],
};
const SIGNS: [string, Who][] = [
  ['sign-petitions', 'second'],
  ['sign-case-supervision', 'casemgmt'],
  ['sign-case-trial', 'reviewer'],
  ['sign-supervision', 'dispatched'],
];

const requested = (options?: WalkOptions, more: object = {}) =>
  new Walk(pack, 'opinion-reply', 'officer', { ...REQUEST, ...more }, options);
const signed = (options?: WalkOptions) =>
  SIGNS.reduce((walk, [action, who]) => walk.act(action, who, CLEAR), requested(options));
const drafted = (options?: WalkOptions) => signed(options).act('conclude', 'officer', DRAFT);

describe('opinion reply', () => {
  it('runs from the request on, within five working days of the pack', () => {
    expect(requested().running).toEqual(['reply']);
    const limit = pack.terms.find((term) => term.code === requested().machine.terms?.reply?.limit);
    expect(limit?.length).toEqual({ value: 5, unit: 'workday' });
  });

  it('has no step that makes the answer later, for one name or for all', () => {
    const actions = Object.values(requested().machine.actions);
    for (const { suspends, extends: more, splits, transfer } of actions)
      expect([suspends, more, splits, transfer]).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('is begun with up to 200 names and with all four departments', () => {
    const many = Array.from({ length: 201 }, (_, i) => ({ ...NAMES[0]!, no: Math.min(200, i + 1) }));
    expect(() => requested({}, { names: many })).toThrow('maxItems');
    expect(() => requested({}, { names: [] })).toThrow('minItems');
    expect(() => requested({}, { trial: undefined })).toThrow('trial');
    expect(() => requested({}, { occasion: 'wedding' })).toThrow('list');
    expect(() => new Walk(pack, 'opinion-reply', 'reviewer', REQUEST)).toThrow('actor');
  });

  it('is signed by each department for itself, by another person each and never by whoever registered it', () => {
    const walk = requested();
    expect(walk.refusal('sign-petitions', 'casemgmt', CLEAR)).toBe('actor.relation');
    expect(walk.refusal('sign-petitions', 'officer', CLEAR)).toBe('actor.relation');
    expect(walk.refusal('sign-petitions', 'second', { signed: [{ no: 1, result: 'rumour' }] })).toBe('form');
    const both = requested({}, { trial: [idOf('casemgmt')] }).act('sign-case-supervision', 'casemgmt', CLEAR);
    expect(both.refusal('sign-case-trial', 'casemgmt', CLEAR)).toBe('actor.second-person');
    const own = requested({}, { petitions: [idOf('officer')] });
    expect(own.refusal('sign-petitions', 'officer', CLEAR)).toBe('actor.second-person');
    expect(requested({ kin: ['casemgmt'] }).refusal('sign-case-supervision', 'casemgmt', CLEAR)).toBe(
      'actor.recused',
    );
  });

  it('leaves no name out of its conclusions and knows only those of the pack', () => {
    expect(signed().refusal('conclude', 'officer', { conclusions: [] })).toBe('form');
    const other = { ...DRAFT.conclusions[0]!, no: 2 };
    expect(signed().refusal('conclude', 'officer', { conclusions: [other] })).toBe('form');
    const invented = { ...DRAFT.conclusions[0]!, conclusion: 'suspicious' };
    expect(signed().refusal('conclude', 'officer', { conclusions: [invented] })).toBe('form');
    expect(signed().refusal('conclude', 'orgdept', DRAFT)).toBe('actor.relation');
  });

  it('shows the person nothing at any time, and the asker nothing before the letter', () => {
    for (const state of Object.values(requested().machine.states))
      expect(state.shownTo ?? []).not.toContain('subject');
    const shown = Object.entries(requested().machine.states).filter(([, state]) => state.shownTo);
    expect(shown.map(([code, { final, shows }]) => [code, final, shows])).toEqual([
      ['replied', false, undefined],
      ['delivered', true, undefined],
      ['returned', true, undefined],
    ]);
    expect(drafted().allowed('subject')).toEqual([]);
  });

  it('goes before, during and after: the letter is issued with the approval of the head', () => {
    const walk = drafted().act('reply', 'officer');
    expect([walk.state, walk.documents, walk.running]).toEqual(['drafted', [], ['reply']]);
    expect(walk.refusal('approval.approve', 'officer')).toBe('approval.not-yours');
    walk.act('approval.approve', 'head');
    expect([walk.state, walk.documents, walk.running]).toEqual(['replied', ['opinion-letter'], ['deliver']]);
    expect(walk.allowed('orgdept')).toContain('receive');
    walk.act('receive', 'orgdept');
    expect([walk.state, walk.running]).toEqual(['delivered', []]);
    expect(walk.phases).toEqual(['before', 'during', 'after']);
    const leader = drafted({ facts: { tags: ['top-leader'] } }).act('reply', 'officer');
    expect(leader.act('approval.approve', 'head').state).toBe('drafted');
    expect(leader.act('approval.approve', 'secretary').state).toBe('replied');
  });

  it('is returned with a reason before anybody signed, and not after', () => {
    expect(requested().refusal('return', 'officer')).toBe('reason');
    expect(requested().act('return', 'officer', undefined, '未附任免审批表').running).toEqual([]);
    const begun = requested().act('sign-petitions', 'second', CLEAR);
    expect(begun.refusal('return', 'officer', undefined, '不全')).toBe('guard');
  });
});
