import { loadPack } from '@plumbline/policy/node';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type HandedSheet, handingOf, kindOf, picks, remindsOn, rowState } from './submission.rules.ts';

const { pack } = await loadPack('packs/cn-discipline');
const { kinds } = pack!.submission;
const DUE = '2026-04-10';

describe('the kind of a sheet', () => {
  test.each<[boolean, boolean, boolean, string]>([
    [false, false, false, 'regular'],
    [true, false, false, 'late'],
    [false, true, false, 'supplement'],
    [true, true, false, 'supplement'],
    [false, false, true, 'nil'],
    [true, false, true, 'nil'],
  ])('after due %s, handed in %s, nil %s: %s', (afterDue, handedIn, nil, code) => {
    expect(kindOf(kinds, { afterDue, handedIn, nil }).code).toBe(code);
  });

  it('is the plain one where the pack has no other', () => {
    const only = kinds.filter((kind) => kind.code === 'regular');
    expect(kindOf(only, { afterDue: true, handedIn: true, nil: true }).code).toBe('regular');
  });
});

describe('what a body did about a quarter', () => {
  const sheet = (over: Partial<HandedSheet>): HandedSheet => ({
    kind: 'regular',
    submittedOn: null,
    withdrawn: false,
    ...over,
  });
  test.each<[string, HandedSheet[], string, string]>([
    ['nothing before the due day', [], '2026-04-10', 'not-due'],
    ['nothing after it', [], '2026-04-11', 'missing'],
    ['a draft', [sheet({})], '2026-04-10', 'draft'],
    ['a draft after the due day', [sheet({})], '2026-04-11', 'missing'],
    ['handed in on the due day', [sheet({ submittedOn: '2026-04-10' })], '2026-05-01', 'submitted'],
    ['handed in a day late', [sheet({ submittedOn: '2026-04-11' })], '2026-05-01', 'late'],
    ['a nil return', [sheet({ kind: 'nil', submittedOn: '2026-04-01' })], '2026-05-01', 'nil'],
    ['a nil return too late', [sheet({ kind: 'nil', submittedOn: '2026-04-20' })], '2026-05-01', 'late'],
    ['withdrawn', [sheet({ submittedOn: '2026-04-01', withdrawn: true })], '2026-05-01', 'missing'],
    [
      'withdrawn and handed in again',
      [sheet({ submittedOn: '2026-04-01', withdrawn: true }), sheet({ submittedOn: '2026-04-09' })],
      '2026-05-01',
      'submitted',
    ],
    [
      'only a supplement',
      [sheet({ kind: 'supplement', submittedOn: '2026-04-01' })],
      '2026-05-01',
      'missing',
    ],
    [
      'in time, and a supplement later',
      [sheet({ kind: 'supplement', submittedOn: '2026-05-01' }), sheet({ submittedOn: '2026-04-02' })],
      '2026-05-01',
      'submitted',
    ],
  ])('%s', (_, sheets, today, handing) => {
    expect(handingOf(kinds, sheets, DUE, today)).toBe(handing);
  });

  it('does not depend on the order of sheets, and a withdrawn one never counts', () => {
    const some = fc.array(
      fc.record({
        kind: fc.constantFrom(...kinds.map((kind) => kind.code)),
        submittedOn: fc.option(fc.constantFrom('2026-04-01', '2026-04-10', '2026-04-11'), { nil: null }),
        withdrawn: fc.boolean(),
      }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(some, fc.constantFrom('2026-04-05', '2026-04-30'), (sheets, today) => {
        const handing = handingOf(kinds, sheets, DUE, today);
        expect(handingOf(kinds, sheets.toReversed(), DUE, today)).toBe(handing);
        expect(
          handingOf(
            kinds,
            sheets.filter((one) => !one.withdrawn),
            DUE,
            today,
          ),
        ).toBe(handing);
      }),
    );
  });
});

test.each([
  ['2026-04-03', true],
  ['2026-04-04', false],
  ['2026-04-09', true],
  ['2026-04-10', false],
  ['2026-04-11', true],
  ['2026-04-12', false],
  ['2026-04-18', true],
  ['2026-05-09', true],
])('on %s a body that owes is reminded: %s', (day, expected) => {
  expect(remindsOn(day, DUE, ['2026-04-03', '2026-04-09'])).toBe(expected);
});

test.each([
  [0, true, false, 'ready'],
  [0, false, false, 'ambiguous'],
  [1, true, false, 'wrong'],
  [1, false, false, 'wrong'],
  [0, true, true, 'excluded'],
  [2, false, true, 'excluded'],
])('%i faults, subject %s, left out %s: %s', (faults, subject, excluded, state) => {
  expect(rowState({ faults, subject, excluded })).toBe(state);
});

describe('a row that asks for a choice', () => {
  const unit = { column: 'unit', code: 'cell.required' };
  const person = { kind: 'person' };
  test.each([
    [[unit], [person], true],
    [[unit], [{ kind: 'unit' }], false],
    [[unit], null, false],
    [[unit, { column: 'title', code: 'cell.required' }], [person], false],
    [[{ column: 'unit', code: 'cell.too-long' }], [person], false],
    [null, [person], false],
  ])('%j with %j: %s', (faults, candidates, asks) => expect(picks({ faults, candidates })).toBe(asks));

  test('waits for it and is not wrong', () => {
    expect(rowState({ faults: 1, subject: true, picks: true })).toBe('ambiguous');
    expect(rowState({ faults: 1, subject: true, picks: true, excluded: true })).toBe('excluded');
  });
});
