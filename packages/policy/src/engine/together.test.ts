import { describe, expect, it } from 'vitest';
import { Action } from '../pack/procedure.schema.ts';
import { floodGatePack } from '../testing/flood-gate.ts';
import { childrenOf, countChildren, drivenBy } from './children.ts';
import { decide } from './decide.ts';
import { isRefusal } from './events.ts';
import { evolve } from './evolve.ts';
import { machineOf } from './machine.ts';
import type { Actor, Matter } from './types.ts';
import { NO_RECORDS } from './types.ts';

const NOW = '2026-04-08T01:00:00Z';
const step = (more: object) =>
  Action.parse({ title: { zh: '步', en: 'Step' }, from: 'reported', by: ['engineer', 'keeper'], ...more });
const pack = floodGatePack();
const actions = pack.procedures.repair!.actions as Record<string, Action>;
actions.sign = step({ each: true });
actions.skip = step({});
actions.end = step({ afterEach: { action: 'sign', of: ['engineer', 'keeper'], or: ['skip'] } });
const machine = machineOf(pack, 'repair');

const actor = (account: string, person?: string): Actor => ({
  account,
  ...(person ? { person } : {}),
  permissions: new Set(),
  duties: new Set(),
});
const matter: Matter = {
  ...NO_RECORDS,
  id: 'm',
  procedure: 'repair',
  packVersion: machine.packVersion,
  custodian: 's1',
  subjects: [
    { kind: 'unit', id: 'u1' },
    { kind: 'unit', id: 'u2' },
  ],
  parties: {
    engineer: [
      { kind: 'account', id: 'a' },
      { kind: 'account', id: 'b' },
    ],
    keeper: [{ kind: 'account', id: 'b' }],
  },
  state: 'reported',
  enteredSeq: 1,
  seq: 1,
  acts: [{ action: 'begin', seq: 1, at: NOW, account: 'x' }],
};
const take = (from: Matter, name: string, who: Actor): Matter => {
  const decision = decide(machine, from, name, who, {}, NOW);
  if (isRefusal(decision)) throw new Error(decision.refusal);
  return decision.events.reduce<Matter>((one, event) => evolve(machine, one, event), from);
};
const refusal = (from: Matter, name: string, who: Actor) => {
  const decision = decide(machine, from, name, who, {}, NOW);
  return isRefusal(decision) ? decision : undefined;
};

describe('a step that everybody takes', () => {
  it('is taken once by each person, in whichever place and by whichever account', () => {
    const once = take(matter, 'sign', actor('a', 'p'));
    expect(refusal(once, 'sign', actor('a', 'p'))?.refusal).toBe('order');
    expect(refusal(once, 'sign', actor('b'))).toBeUndefined();
    const other = {
      ...matter,
      parties: { engineer: [{ kind: 'account' as const, id: 'a2' }] },
      acts: once.acts,
      seq: 2,
    };
    expect(refusal(other, 'sign', actor('a2', 'p'))?.refusal).toBe('order');
  });

  it('holds back what waits for all of them, and names who is missing, each once', () => {
    const once = take(matter, 'sign', actor('a'));
    expect(refusal(matter, 'end', actor('a'))?.params).toMatchObject({
      after: ['sign'],
      missing: ['a', 'b'],
    });
    expect(refusal(once, 'end', actor('a'))?.params).toMatchObject({ missing: ['b'] });
    expect(refusal(take(once, 'sign', actor('b')), 'end', actor('a'))).toBeUndefined();
    expect(refusal(take(matter, 'skip', actor('a')), 'end', actor('a'))).toBeUndefined();
  });

  it('counts from the state that was entered last', () => {
    const later = { ...take(matter, 'sign', actor('a')), enteredSeq: 2 };
    expect(refusal(later, 'sign', actor('a'))).toBeUndefined();
  });
});

describe('children for each subject', () => {
  const spawn = { procedure: 'repair', as: 'part', waits: true, each: true };
  it('are as many as there are subjects, each about one of them', () => {
    const action = step({ spawns: [spawn, { procedure: 'repair', as: 'whole' }] });
    expect(countChildren(action, matter)).toBe(3);
    expect(countChildren(undefined, matter)).toBe(0);
    const children = childrenOf(action, matter, ['1', '2', '3']);
    expect(children.map(({ as, subjects }) => [as, subjects.map(({ id }) => id)])).toEqual([
      ['part', ['u1']],
      ['part', ['u2']],
      ['whole', ['u1', 'u2']],
    ]);
    expect(() => childrenOf(action, matter, ['1', '2'])).toThrow('missing');
  });

  it('are driven by a step as long as they are open, with what was said', () => {
    const child = (id: string, as: string, closed?: string) => ({
      id,
      as,
      procedure: 'repair',
      waits: true,
      openedSeq: 1,
      ...(closed ? { closed } : {}),
    });
    const parent = {
      children: [child('1', 'part'), child('2', 'part', 'done'), child('3', 'other')],
      data: { said: '话', more: 1 },
    } as never;
    const action = step({
      drives: { as: 'part', action: 'note', dataFrom: { told: 'said', none: 'missing' } },
    });
    expect(drivenBy(action, parent)).toEqual({ ids: ['1'], action: 'note', data: { told: '话' } });
    expect(drivenBy(step({}), parent)).toBeUndefined();
  });
});
