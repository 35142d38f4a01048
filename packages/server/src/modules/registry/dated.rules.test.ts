import { addDays } from '@plumbline/policy';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bounds,
  type Dated,
  endsBeforeStart,
  heldOn,
  type Kept,
  keptDays,
  overlaps,
  overlapsBeyondOneDay,
  place,
} from './dated.rules.ts';

const day = fc.integer({ min: 0, max: 60 }).map((n) => addDays('2026-01-01', n));
const dated: fc.Arbitrary<Dated> = fc
  .tuple(fc.option(day), fc.option(day))
  .map(([a, b]) => (a !== null && b !== null && b < a ? { from: b, to: a } : { from: a, to: b }));
const DAYS = Array.from({ length: 64 }, (_, i) => addDays('2025-12-30', i));

describe('days of a relation', () => {
  it.each([
    ['2026-01-01', '2026-01-31', '2026-01-01', true],
    ['2026-01-01', '2026-01-31', '2026-01-31', true],
    ['2026-01-01', '2026-01-31', '2026-02-01', false],
    [null, '2026-01-31', '1999-01-01', true],
    ['2026-01-01', null, '2099-01-01', true],
    [null, null, '2026-01-01', true],
  ])('%s to %s holds on %s: %s', (from, to, on, expected) => {
    expect(heldOn({ from, to }, on)).toBe(expected);
  });

  it('overlaps exactly when some day is held by both', () => {
    fc.assert(
      fc.property(dated, dated, (a, b) => {
        const shared = DAYS.some((on) => heldOn(a, on) && heldOn(b, on));
        expect(overlaps(a, b)).toBe(shared || overlaps(b, a));
        if (shared) expect(overlaps(a, b)).toBe(true);
        else if (overlaps(a, b)) {
          // Only relations open to the same side meet outside the days that were tried.
          expect((a.from === null && b.from === null) || (a.to === null && b.to === null)).toBe(true);
        }
      }),
    );
  });

  it('lets one begin on the last day of the other, and nothing more', () => {
    const first = { from: '2026-01-01', to: '2026-03-31' };
    expect(overlapsBeyondOneDay(first, { from: '2026-03-31', to: null })).toBe(false);
    expect(overlapsBeyondOneDay(first, { from: '2026-03-30', to: null })).toBe(true);
  });

  it.each([
    ['2015-01-01', 'year', '2015-01-01', '2015-12-31'],
    ['2016-02-15', 'month', '2016-02-01', '2016-02-29'],
    ['2015-02-15', 'month', '2015-02-01', '2015-02-28'],
    ['2015-02-15', 'day', '2015-02-15', '2015-02-15'],
  ] as const)('%s known to the %s means %s to %s', (value, precision, first, last) => {
    expect(bounds(value, precision)).toEqual({ first, last });
  });

  it('keeps an inexact start as early and an inexact end as late as it may have been', () => {
    expect(keptDays({ from: '2015-06-01', to: '2018-06-01' }, 'year', 'month')).toEqual({
      from: '2015-01-01',
      to: '2018-06-30',
    });
    expect(keptDays({ from: null, to: null }, 'year', 'year')).toEqual({ from: null, to: null });
  });

  it('knows an end before its start', () => {
    expect(endsBeforeStart({ from: '2026-01-02', to: '2026-01-01' })).toBe(true);
    expect(endsBeforeStart({ from: '2026-01-02', to: '2026-01-02' })).toBe(false);
    expect(endsBeforeStart({ from: null, to: '2026-01-01' })).toBe(false);
  });
});

/** What `place` decides, carried out. */
function apply(rows: Kept[], wanted: Dated, endPrevious: boolean, id: string): Kept[] | undefined {
  const result = place(rows, wanted, endPrevious);
  if (!result.ok) return undefined;
  const { end } = result;
  return [...rows.map((row) => (row.id === end?.row.id ? { ...row, to: end.on } : row)), { ...wanted, id }];
}

describe('where at most one may hold at a time', () => {
  it('never lets two hold on one day, whatever is asked', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(dated, fc.boolean()), { maxLength: 12 }), (asked) => {
        let rows: Kept[] = [];
        for (const [i, [wanted, endPrevious]] of asked.entries())
          rows = apply(rows, wanted, endPrevious, String(i)) ?? rows;
        for (const on of [...DAYS, '0001-01-01', '9999-12-31'])
          expect(rows.filter((row) => heldOn(row, on)).length).toBeLessThanOrEqual(1);
        expect(rows.some(endsBeforeStart)).toBe(false);
      }),
    );
  });

  it('refuses nothing that is free', () => {
    fc.assert(
      fc.property(dated, dated, (a, b) => {
        fc.pre(!overlaps(a, b));
        expect(place([{ ...a, id: 'a' }], b)).toEqual({ ok: true, end: null });
      }),
    );
  });

  const held = { id: 'a', from: '2026-01-01', to: null };
  it('ends the one before on the day before, only when told to', () => {
    expect(place([held], { from: '2026-03-01', to: null })).toMatchObject({ ok: false, with: held });
    expect(place([held], { from: '2026-03-01', to: null }, true)).toEqual({
      ok: true,
      end: { row: held, on: '2026-02-28' },
    });
  });

  it.each([
    ['one that begins on the same day', [held], '2026-01-01'],
    ['one that begins later', [held], '2025-12-01'],
    [
      'two at once',
      [
        { ...held, to: '2026-02-01' },
        { id: 'b', from: '2026-02-02', to: null },
      ],
      '2026-01-15',
    ],
  ])('never cuts %s', (_, rows, from) => {
    expect(place(rows, { from, to: null }, true).ok).toBe(false);
  });
});
