import { addDays } from '@plumbline/policy';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayBefore, firstGap, isEmpty, overlap, type Range, stateOn } from './ranges.ts';

const DAYS = Array.from({ length: 40 }, (_, i) =>
  new Date(Date.UTC(2026, 1, 10 + i)).toISOString().slice(0, 10),
);
const day = fc.constantFrom(...DAYS);
const range: fc.Arbitrary<Range> = fc.record({ from: day, to: fc.option(day) });
const holds = (one: Range, on: string) => one.from <= on && (one.to ?? '9999-12-31') >= on;

describe('ranges', () => {
  it.each([
    ['2026-02-28', '2026-03-01'],
    ['2028-02-28', '2028-02-29'],
    ['2026-12-31', '2027-01-01'],
  ])('%s comes before %s', (before, after) => {
    expect(dayBefore(after)).toBe(before);
  });

  it('overlap exactly when some day lies in both', () => {
    fc.assert(
      fc.property(range, range, (a, b) => {
        const far = [...DAYS, '9999-12-31'];
        expect(overlap(a, b)).toBe(far.some((on) => holds(a, on) && holds(b, on)));
        expect(overlap(a, b)).toBe(overlap(b, a));
      }),
    );
  });

  it('are in one state on each day', () => {
    fc.assert(
      fc.property(range, day, (one, on) => {
        expect(stateOn(one, on) === 'current').toBe(holds(one, on));
        if (isEmpty(one)) expect(stateOn(one, on)).toBe('past');
      }),
    );
  });

  it('leave as first gap the first day that none of them covers', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 6 }), day, (ranges, today) => {
        const gap = firstGap(ranges, today);
        const days = [...DAYS, addDays(DAYS.at(-1)!, 1)].filter((on) => on >= today);
        expect(gap ?? undefined).toBe(days.find((on) => !ranges.some((one) => holds(one, on))));
      }),
    );
  });
});
