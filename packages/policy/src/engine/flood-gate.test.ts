import { describe, expect, test } from 'vitest';
import { floodGatePack } from '../testing/flood-gate.ts';
import { openSeats } from './approval/approvers.ts';
import { available, begin, decide } from './decide.ts';
import { type Decision, isRefusal, type MatterEvent } from './events.ts';
import { evolve, replay } from './evolve.ts';
import { machineOf, phaseOf } from './machine.ts';
import { moveVersion, recordAbsorbed, recordChildClosed } from './system-steps.ts';
import { type Actor, type Matter, SYSTEM } from './types.ts';
import type { Holder, World } from './world.ts';

const pack = floodGatePack();
const machine = machineOf(pack, 'repair');
const NOW = '2026-04-08T01:00:00Z';

const actor = (account: string, organs: string[] = [], permissions: string[] = []): Actor => ({
  account,
  person: `p-${account}`,
  organs,
  permissions: new Set(permissions),
  duties: new Set(),
});
const keeper = actor('keeper', ['s1'], ['gate.staff']);
const deputy = actor('deputy', ['s1'], ['gate.staff']);
const [eng, second, m1, m2, m3, chair] = ['eng', 'second', 'm1', 'm2', 'm3', 'chair'].map((a) =>
  actor(a),
) as [Actor, Actor, Actor, Actor, Actor, Actor];
const owner = actor('owner');

const holder = (
  account: string,
  organ: string,
  permission = 'gate.sign',
  more: Partial<Holder> = {},
): Holder => ({
  account,
  person: `p-${account}`,
  organ,
  permission,
  ...more,
});
const world = (holders: Holder[], more: Partial<World> = {}): World => ({
  organs: [
    { id: 's1', parentId: 'b1', kind: 'station' },
    { id: 'b1', parentId: 'top', kind: 'river-board' },
    { id: 'top', parentId: null, kind: 'ministry' },
    { id: 's2', parentId: 'b1', kind: 'station' },
  ],
  holders,
  subjectFacts: [{ kind: 'person', tags: [] }],
  kin: new Set(),
  ...more,
});
const usual = world([holder('head', 's1'), holder('boss', 'b1', 'gate.seal')]);
const grand = { subjectFacts: [{ kind: 'person' as const, level: 'grand', tags: [] }] };

class Story {
  events: MatterEvent[] = [];
  world: World | undefined = usual;
  constructor(subjects: Matter['subjects'] = [{ kind: 'person', id: 'p-owner' }], parent?: Matter['parent']) {
    const beginning = { id: 'm', custodian: 's1', subjects, ...(parent ? { parent } : {}) };
    this.take(begin(machine, beginning, keeper, { data: { depth: 3, cause: 'rust' } }, NOW));
  }
  get matter(): Matter {
    return replay(machine, this.events);
  }
  decide(name: string, by: Actor, data?: unknown, reason = 'why', ids?: string[]): Decision {
    const input = { reason, ...(data === undefined ? {} : { data }), ...(ids ? { ids } : {}) };
    return decide(machine, this.matter, name, by, input, NOW, this.world);
  }
  act(name: string, by: Actor, data?: unknown, reason?: string, ids?: string[]): this {
    return this.take(this.decide(name, by, data, reason, ids));
  }
  refusal(name: string, by: Actor, data?: unknown, reason?: string): string {
    const decision = this.decide(name, by, data, reason);
    return isRefusal(decision) ? decision.refusal : 'allowed';
  }
  take(decision: Decision): this {
    if (isRefusal(decision)) throw new Error(JSON.stringify(decision));
    this.events.push(...structuredClone(decision.events));
    return this;
  }
}

const named = (subjects?: Matter['subjects'], parent?: Matter['parent']) =>
  new Story(subjects, parent).act('name', keeper, {
    engineer: ['eng', 'second'],
    members: ['m1', 'm2', 'm3'],
    chair: 'chair',
  });
const planned = (parent?: Matter['parent']) => {
  const story = named(undefined, parent).act('convene', chair);
  for (const member of [m1, m2, m3, chair]) story.act('speak', member, { vote: 'dry' });
  return story.act('settle', chair);
};

describe('terms', () => {
  const term = (story: Story) => story.matter.terms.find((t) => t.code === 'inspect');
  test('open with the beginning, stand still, run on, get more time once, and close', () => {
    const story = named();
    expect(term(story)).toMatchObject({ limit: 'gate.inspect', openedSeq: 1, suspensions: [] });
    story.act('halt', eng);
    expect(term(story)?.suspensions).toEqual([{ from: NOW }]);
    story.act('halt', eng).act('resume', eng).act('longer', eng);
    expect(term(story)).toMatchObject({
      suspensions: [{ from: NOW, to: NOW }],
      extensions: [{ limit: 'gate.more' }],
    });
    expect(story.refusal('longer', eng)).toBe('term.extensions');
    story.act('look', eng);
    expect(term(story)).toMatchObject({ closedAt: NOW, closedSeq: story.matter.seq });
    expect(story.refusal('longer', eng)).toBe('term.closed');
  });
  test('an answer term is closed by nobody but the addressee', () => {
    const story = planned().act('ask', eng);
    expect(story.refusal('answer', eng)).toBe('actor.relation');
    expect(available(machine, story.matter, eng)).not.toContain('answer');
    expect(story.act('answer', owner).matter.terms.at(-1)).toMatchObject({
      code: 'answer',
      closedSeq: story.matter.seq,
    });
  });
});

describe('parties and phases', () => {
  test('places are filled from the form, and counted', () => {
    expect(named().matter.parties.engineer).toEqual([
      { kind: 'account', id: 'eng' },
      { kind: 'account', id: 'second' },
    ]);
    expect(new Story().refusal('name', keeper, { engineer: ['a', 'b', 'c'] })).toBe('form');
    expect(new Story().act('name', keeper, { engineer: ['eng'] }).matter.parties).not.toHaveProperty('chair');
  });
  test('the phase is that of the state', () => {
    expect([phaseOf(machine, 'reported'), phaseOf(machine, 'planned'), phaseOf(machine, 'mended')]).toEqual([
      'before',
      'during',
      'after',
    ]);
  });
});

describe('approval', () => {
  const head = actor('head');
  const boss = actor('boss');
  test('step by step; the action counts with the last one, as taken by whoever asked', () => {
    const story = planned().act('drain', eng, undefined, 'leak');
    expect(story.matter.pending).toMatchObject({ action: 'drain', account: 'eng', reason: 'leak' });
    expect(available(machine, story.matter, eng, usual)).toEqual([
      'note',
      'approval.withdraw',
      'recusal.declare',
    ]);
    expect(story.refusal('mend', eng)).toBe('approval.pending');
    expect(story.refusal('approval.approve', boss)).toBe('approval.not-yours');
    expect(available(machine, story.matter, head, usual)).toEqual([
      'approval.approve',
      'approval.return',
      'approval.reject',
      'recusal.declare',
    ]);
    story.act('approval.approve', head);
    expect(openSeats(story.matter, story.matter.pending!, usual).map((s) => s.organ)).toEqual(['b1']);
    story.act('approval.approve', boss);
    expect(story.events.slice(-2).map((e) => [e.type, e.account])).toEqual([
      ['approved', 'boss'],
      ['acted', 'eng'],
    ]);
    expect(story.matter.pending).toBeUndefined();
    expect(story.refusal('drain', eng)).toBe('guard');
  });
  test('is given back, rejected to a state, or withdrawn, with a reason where one is due', () => {
    const asked = () => planned().act('drain', eng);
    expect(asked().refusal('approval.return', head, undefined, '')).toBe('reason');
    expect(asked().act('approval.return', head).matter).toMatchObject({ state: 'planned' });
    expect(asked().act('approval.reject', head).matter).toMatchObject({ state: 'reported' });
    const withdrawn = asked().act('approval.withdraw', eng);
    expect(withdrawn.matter.pending).toBeUndefined();
    expect(withdrawn.refusal('approval.approve', head)).toBe('state');
    expect(withdrawn.act('drain', eng).matter.pending).toBeDefined();
  });
  test('two organs act jointly, by two people, in any order', () => {
    const story = planned();
    story.world = world([holder('head', 's1'), holder('boss', 'b1'), holder('head', 'b1')], grand);
    story.act('drain', eng).act('approval.approve', boss);
    expect(story.refusal('approval.approve', boss)).toBe('approval.not-yours');
    expect(story.act('approval.approve', head).matter.pending).toBeUndefined();
  });
  test.each<[string, Partial<World>, Holder[]]>([
    ['whoever asked', {}, [holder('eng', 's1')]],
    ['another account of whoever asked', {}, [holder('eng2', 's1', 'gate.sign', { person: 'p-eng' })]],
    ['the subject', {}, [holder('owner', 's1')]],
    ['kin of the subject', { kin: new Set(['p-cousin']) }, [holder('cousin', 's1')]],
    [
      'a delegate of the subject',
      {},
      [holder('friend', 's1', 'gate.sign', { delegateOf: { account: 'owner', person: 'p-owner' } })],
    ],
  ])('%s approves nothing: it moves one level up', (_, more, barred) => {
    const story = planned();
    story.world = world([...barred, holder('up', 'b1'), holder('boss', 'b1', 'gate.seal')], more);
    story.act('drain', eng);
    expect(story.refusal('approval.approve', actor(barred[0]!.account))).toBe('approval.not-yours');
    expect(openSeats(story.matter, story.matter.pending!, story.world)[0]).toMatchObject({
      organ: 'b1',
      holders: [{ account: 'up' }],
    });
    story.world = world([...barred, holder('boss', 'b1', 'gate.seal')], more);
    const lonely = planned();
    lonely.world = story.world;
    expect(lonely.refusal('drain', eng)).toBe('approval.nobody');
  });
  test('who approved once is out of later steps, and so is whom a delegate stood for', () => {
    const story = planned();
    story.world = world([
      holder('aide', 's1', 'gate.sign', { delegateOf: { account: 'head', person: 'p-head' } }),
      holder('head', 'b1', 'gate.seal'),
      holder('minister', 'top', 'gate.seal'),
    ]);
    story.act('drain', eng).act('approval.approve', actor('aide'));
    expect(story.events.at(-1)).toMatchObject({ for: { account: 'head' } });
    expect(story.refusal('approval.approve', head)).toBe('approval.not-yours');
    expect(story.act('approval.approve', actor('minister')).matter.pending).toBeUndefined();
  });
  test('an approver who recuses itself is out', () => {
    const story = planned().act('drain', eng).act('recusal.declare', head);
    expect(story.refusal('approval.approve', head)).toBe('approval.not-yours');
  });
});

describe('a panel', () => {
  test('hears the chair last, needs its quorum, and keeps every opinion', () => {
    const story = named();
    expect(story.refusal('speak', m1, { vote: 'dry' })).toBe('order');
    story.act('convene', chair);
    expect(story.refusal('speak', m1, { vote: 'maybe' })).toBe('form');
    story.act('speak', m1, { vote: 'wet' }).act('speak', m1, { vote: 'dry' });
    expect(story.refusal('speak', chair, { vote: 'dry' })).toBe('panel.chair-last');
    expect(story.refusal('settle', chair)).toBe('panel.quorum');
    story.act('speak', m2, { vote: 'dry' }).act('speak', m3, { vote: 'none' });
    expect(story.refusal('settle', chair)).toBe('panel.chair-last');
    story.act('speak', chair, { vote: 'dry' });
    expect(story.refusal('speak', m3, { vote: 'dry' })).toBe('panel.spoken');
    story.act('settle', chair);
    expect(story.matter).toMatchObject({ state: 'planned' });
    expect(story.matter.panels.board?.opinions).toHaveLength(5);
    expect(story.events.at(-1)).toMatchObject({
      panel: { outcome: 'passed', tally: { dry: 3, wet: 0, none: 1 } },
    });
  });
  test('half is no majority; the recused have no voice and are not counted', () => {
    const half = named().act('convene', chair);
    for (const [member, vote] of [
      [m1, 'dry'],
      [m2, 'wet'],
      [m3, 'wet'],
      [chair, 'dry'],
    ] as const)
      half.act('speak', member, { vote });
    expect(half.act('settle', chair).matter.state).toBe('refused');
    const out = named().act('convene', chair).act('recusal.declare', m3);
    expect(out.refusal('speak', m3, { vote: 'wet' })).toBe('actor.recused');
    for (const [member, vote] of [
      [m1, 'dry'],
      [m2, 'wet'],
      [chair, 'dry'],
    ] as const)
      out.act('speak', member, { vote });
    expect(out.act('settle', chair).matter.state).toBe('planned');
  });
});

describe('children', () => {
  test('begin with the ids that the caller gives; the end waits for them', () => {
    const story = planned().act('order', eng, undefined, 'why', ['c1']);
    expect(story.events.at(-1)).toMatchObject({
      children: [{ id: 'c1', procedure: 'order', data: { what: 'rust' } }],
    });
    expect(story.refusal('mend', eng)).toBe('children.open');
    story.take(recordChildClosed(machine, story.matter, 'c1', 'come', NOW));
    expect(recordChildClosed(machine, story.matter, 'c1', 'come', NOW)).toMatchObject({ refusal: 'order' });
    expect(story.act('mend', eng).matter.state).toBe('mended');
    expect(() => planned().act('order', eng, undefined, 'why', [])).toThrow();
  });
  test('a split moves subjects to a matter of their own, never all of them', () => {
    const two = [
      { kind: 'person', id: 'p-owner' },
      { kind: 'unit', id: 'u2' },
    ] as const;
    const story = named(two);
    expect(story.refusal('part', keeper, { subjects: ['p-owner', 'u2'] })).toBe('form');
    story.act('part', keeper, { subjects: ['u2'] }, 'why', ['c2']);
    expect(story.matter).toMatchObject({
      subjects: [two[0]],
      children: [{ id: 'c2', as: 'split', waits: false }],
    });
  });
  test('a matter that joins another ends there', () => {
    const story = named().act('merge', keeper, { into: 'other' });
    expect(story.matter).toMatchObject({ state: 'merged', joined: 'other' });
    expect(named().refusal('merge', keeper, { into: 'm' })).toBe('form');
    expect(
      named()
        .take(recordAbsorbed(machine, named().matter, 'x', NOW))
        .events.at(-1),
    ).toMatchObject({ matter: 'x' });
  });
});

describe('custody', () => {
  const other = actor('other', ['s2'], ['gate.staff']);
  test('passes when the other organ accepts, and stays when it does not', () => {
    const story = named().act('pass', keeper, { organ: 's2' });
    expect(story.matter).toMatchObject({ custodian: 's1', state: 'reported', transfer: { organ: 's2' } });
    expect(story.refusal('look', eng)).toBe('transfer.pending');
    expect(story.refusal('transfer.accept', keeper)).toBe('actor.relation');
    expect(story.refusal('transfer.accept', actor('x', ['s2']))).toBe('actor.permission');
    expect(story.refusal('transfer.return', other, undefined, '')).toBe('reason');
    const back = new Story();
    back.events = [...story.events];
    expect(back.act('transfer.return', other).matter).toMatchObject({ custodian: 's1', state: 'reported' });
    story.act('transfer.accept', other);
    expect(story.matter).toMatchObject({ custodian: 's2', state: 'reported' });
    expect(story.matter.transfer).toBeUndefined();
    expect(named().refusal('pass', keeper, { organ: 's1' })).toBe('form');
  });
});

describe('correction', () => {
  test('brings back exactly what was, by another person, while nothing has followed', () => {
    const story = named();
    const { seq: _, acts: __, ...before } = story.matter;
    story.act('look', eng);
    expect(story.refusal('step.correct', eng)).toBe('actor.second-person');
    expect(story.refusal('step.correct', actor('passer'))).toBe('actor.relation');
    expect(story.refusal('step.correct', second, undefined, '')).toBe('reason');
    const { seq: ___, acts, ...after } = story.act('step.correct', second).matter;
    expect(after).toEqual(before);
    expect(acts.slice(-2)).toMatchObject([{ action: 'look', undone: true }, { action: 'step.correct' }]);
    expect(story.refusal('step.correct', second)).toBe('state');
    expect(story.act('look', eng).act('resume', eng).refusal('step.correct', second)).toBe('state');
  });
  test('an approved step goes back to before it was asked for', () => {
    const story = planned().act('drain', eng);
    story.act('approval.approve', actor('head')).act('approval.approve', actor('boss'));
    expect(story.act('step.correct', second).matter.pending).toBeUndefined();
    expect(story.refusal('drain', eng)).toBe('allowed');
  });
  test('a wrong end is undone, but not that of a child: its parent has gone on', () => {
    const story = planned().act('mend', eng);
    expect(available(machine, story.matter, second)).toEqual(['step.correct']);
    expect(story.act('step.correct', second).matter.state).toBe('planned');
    expect(planned({ matter: 'p', as: 'part' }).act('mend', eng).refusal('step.correct', second)).toBe(
      'state',
    );
  });
});

describe('people', () => {
  test('a leaver’s places go to another; the history stays', () => {
    const story = named().act('look', eng);
    expect(
      story.refusal('matter.hand-over', eng, { from: { account: 'eng' }, to: { account: 'second' } }),
    ).toBe('actor.relation');
    expect(story.refusal('matter.hand-over', keeper, {})).toBe('form');
    expect(story.refusal('matter.hand-over', keeper, { from: { account: 'x' }, to: { account: 'y' } })).toBe(
      'form',
    );
    story.act('matter.hand-over', keeper, { from: { account: 'eng' }, to: { account: 'third' } });
    expect(story.matter.acts.map((a) => a.account)).toContain('eng');
    expect(available(machine, story.matter, actor('third'))).toContain('halt');
    expect(available(machine, story.matter, eng)).toEqual([]);
  });
  test('the recused and kin of a subject handle nothing more', () => {
    const story = named().act('recusal.declare', eng);
    expect(story.refusal('look', eng)).toBe('actor.recused');
    story.act('recusal.declare', keeper, { account: 'deputy', person: 'p-deputy' });
    expect(story.refusal('name', deputy, {})).toBe('actor.recused');
    expect(named().refusal('recusal.declare', eng, { account: 'm1' })).toBe('actor.relation');
    const kin = named();
    kin.world = world([], { kin: new Set(['p-keeper']) });
    expect(kin.refusal('name', keeper, {})).toBe('actor.recused');
  });
});

test('a matter moves to another version by a step of its own, with a reason', () => {
  const next = { ...machine, packVersion: '2.0.0' };
  const story = named();
  const { state } = story.matter;
  const move = (target: typeof machine, to: string, reason = 'new rules') =>
    moveVersion(machine, target, story.matter, to, SYSTEM, reason, NOW);
  expect(move(next, 'nowhere')).toMatchObject({ refusal: 'state' });
  expect(move(next, state, ' ')).toMatchObject({ refusal: 'reason' });
  expect(move(machine, state)).toMatchObject({ refusal: 'state' });
  const moved = move(next, state);
  if (isRefusal(moved)) throw new Error(moved.refusal);
  expect(evolve(machine, story.matter, moved.events[0]!)).toMatchObject({ packVersion: '2.0.0', state });
});

test('moving to another version takes no step: no state but one that takes the place of the present one', () => {
  const story = named();
  const { state } = story.matter;
  const own = machine.states[state]!;
  const withStates = (states: typeof machine.states) => ({ ...machine, packVersion: '2.0.0', states });
  const move = (target: typeof machine, to: string) =>
    moveVersion(machine, target, story.matter, to, SYSTEM, 'new rules', NOW);
  const same = withStates(machine.states);
  for (const to of Object.keys(machine.states).filter((one) => one !== state))
    expect(move(same, to), to).toMatchObject({ refusal: 'state' });
  const split = withStates({ ...machine.states, fresh: own, ending: { ...own, final: true } });
  expect(isRefusal(move(split, 'fresh'))).toBe(false);
  expect(move(split, 'ending')).toMatchObject({ refusal: 'state' });
  const { [state]: _, ...others } = machine.states;
  const gone = withStates({ ...others, fresh: own });
  expect(isRefusal(move(gone, 'fresh'))).toBe(false);
});
