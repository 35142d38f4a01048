import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CustodyFacts, custodianOfPerson, custodianOfUnit, type Held } from './custody.rules.ts';

const facts: CustodyFacts = {
  parents: new Map([
    ['bureau', null],
    ['section', 'bureau'],
    ['desk', 'section'],
    ['school', null],
    ['loose', null],
    ['loop-a', 'loop-b'],
    ['loop-b', 'loop-a'],
  ]),
  supervisions: [
    { organId: 'room1', unitId: 'bureau', kind: 'keeps', from: '2020-01-01', to: '2025-12-31' },
    { organId: 'room2', unitId: 'bureau', kind: 'keeps', from: '2026-01-01', to: null },
    { organId: 'visitors', unitId: 'bureau', kind: 'looks', from: '2020-01-01', to: null },
    { organId: 'room3', unitId: 'school', kind: 'keeps', from: '2020-01-01', to: null },
    { organId: 'visitors', unitId: 'loose', kind: 'looks', from: '2020-01-01', to: null },
  ],
  custodyKinds: new Set(['keeps']),
  day: '2026-04-06',
};
const on = (day: string): CustodyFacts => ({ ...facts, day });

describe('who keeps the dossier of a unit', () => {
  it.each([
    ['bureau', '2026-04-06', 'room2'],
    ['bureau', '2025-12-31', 'room1'],
    ['section', '2026-04-06', 'room2'],
    ['desk', '2026-04-06', 'room2'],
    ['school', '2026-04-06', 'room3'],
    ['loose', '2026-04-06', undefined],
    ['bureau', '2019-12-31', undefined],
    ['loop-a', '2026-04-06', undefined],
    ['unknown', '2026-04-06', undefined],
  ])('%s on %s: %s', (unit, day, organ) => {
    expect(custodianOfUnit(unit, on(day))).toBe(organ);
  });
});

const post = (over: Partial<Held>): Held => ({
  unitId: 'bureau',
  kind: 'appointed',
  from: '2021-01-01',
  to: null,
  rank: 30,
  ...over,
});

describe('who keeps the dossier of a person', () => {
  it.each([
    ['a present post', [post({})], 'room2'],
    ['no post at all', [], undefined],
    ['a post in a unit without supervision', [post({ unitId: 'loose' })], undefined],
    [
      'an appointed before a concurrent post, whatever its level',
      [post({ unitId: 'school', kind: 'concurrent', rank: 60 }), post({})],
      'room2',
    ],
    ['the higher of two posts', [post({}), post({ unitId: 'school', rank: 40 })], 'room3'],
    [
      'the older of two equal posts',
      [post({ from: '2022-01-01' }), post({ unitId: 'school', from: '2019-01-01' })],
      'room3',
    ],
    [
      'the last post of one who left',
      [post({ to: '2024-01-01' }), post({ unitId: 'school', to: '2025-01-01' })],
      'room3',
    ],
    [
      'a present post before a higher past one',
      [post({ unitId: 'school', to: '2025-01-01', rank: 80 }), post({ rank: 5 })],
      'room2',
    ],
    [
      'a past post when the next has not begun',
      [post({ to: '2026-01-31' }), post({ unitId: 'school', from: '2026-09-01' })],
      'room2',
    ],
    [
      'the next best post when the main one tells nothing',
      [post({ unitId: 'loose', rank: 90 }), post({ unitId: 'school' })],
      'room3',
    ],
  ])('%s', (_, held, organ) => {
    expect(custodianOfPerson(held, facts)).toBe(organ);
  });

  it('does not depend on the order in which posts were entered', () => {
    const any = fc.record({
      unitId: fc.constantFrom('bureau', 'section', 'school'),
      kind: fc.constantFrom('appointed', 'acting', 'concurrent'),
      from: fc.constantFrom('2018-01-01', '2021-01-01', '2024-01-01'),
      to: fc.constantFrom(null, '2025-06-30'),
      rank: fc.constantFrom(10, 30, 40),
    });
    const same = (a: Held, b: Held) =>
      a.unitId !== b.unitId && a.kind === b.kind && a.from === b.from && a.to === b.to && a.rank === b.rank;
    fc.assert(
      fc.property(fc.array(any, { maxLength: 5 }), (held) => {
        // Two posts equal in everything but the unit are a draw; past ones draw on the day they ended.
        fc.pre(
          !held.some((a) => held.some((b) => same(a, b) || (a !== b && a.to !== null && a.to === b.to))),
        );
        expect(custodianOfPerson(held.toReversed(), facts)).toBe(custodianOfPerson(held, facts));
      }),
    );
  });
});
