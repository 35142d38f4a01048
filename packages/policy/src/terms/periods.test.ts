import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chineseCalendar as calendar } from '../testing/notices.ts';
import { addDays } from './days.ts';
import { dueOfPeriod, type Every, lastEnded, periodOf } from './periods.ts';

const day = fc.integer({ min: 0, max: 40_000 }).map((n) => addDays('1980-01-01', n));
const every = fc.constantFrom<Every>('month', 'quarter', 'half-year', 'year');

describe('periods', () => {
  test.each<[Every, string, string, string]>([
    ['month', '2024-02-29', '2024-02-01', '2024-02-29'],
    ['month', '2026-12-31', '2026-12-01', '2026-12-31'],
    ['quarter', '2026-05-01', '2026-04-01', '2026-06-30'],
    ['half-year', '2026-06-30', '2026-01-01', '2026-06-30'],
    ['half-year', '2026-07-01', '2026-07-01', '2026-12-31'],
    ['year', '2026-07-01', '2026-01-01', '2026-12-31'],
  ])('the %s of %s is %s to %s', (kind, on, first, last) => {
    expect(periodOf(kind, on)).toEqual({ first, last });
  });

  test('hold their day, follow each other without a gap, and the one before has ended', () => {
    fc.assert(
      fc.property(every, day, (kind, on) => {
        const { first, last } = periodOf(kind, on);
        expect(first <= on && on <= last).toBe(true);
        expect(periodOf(kind, last)).toEqual({ first, last });
        expect(periodOf(kind, addDays(last, 1)).first).toBe(addDays(last, 1));
        expect(lastEnded(kind, on).last).toBe(addDays(first, -1));
      }),
    );
  });

  test.each([
    [{ monthsAfter: 1, day: 5 }, '2026-10-31', '2026-11-05'],
    // 5 December 2026 is a Saturday.
    [{ monthsAfter: 1, day: 5 }, '2026-11-30', '2026-12-07'],
    [{ monthsAfter: 2, day: 31 }, '2025-12-31', '2026-02-28'],
  ])('what is owed by %o of a period that ended on %s is due on %s', (due, last, on) => {
    expect(dueOfPeriod(due, last, calendar)).toBe(on);
  });
});
