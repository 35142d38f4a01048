import { addDays, daysBetween } from '@plumbline/policy';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstDays, periodTitle, spanOf } from './figure.rules.ts';

const EVERY = ['month', 'quarter', 'year'] as const;
const every = fc.constantFrom(...EVERY);
const day = fc.integer({ min: 0, max: 40_000 }).map((n) => addDays('1990-01-01', n));

describe('the periods of a table', () => {
  it('follow each other without gap or overlap, and the last one holds the day', () => {
    fc.assert(
      fc.property(every, day, (kind, on) => {
        const { from, to } = spanOf(kind, on, true);
        const days = firstDays(kind, spanOf(kind, on, false).from);
        expect(days[0]).toBe(from);
        expect(new Set(days).size).toBe(days.length);
        const ends = days.map((first) => spanOf(kind, first, false));
        for (const [i, span] of ends.entries()) {
          expect(span.from).toBe(days[i]);
          if (i > 0) expect(daysBetween(ends[i - 1]!.to, span.from)).toBe(1);
        }
        expect(ends.at(-1)!.to).toBe(to);
        expect(on >= days.at(-1)! && on <= to).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['month', '2026-02-28', 12, '2025-03-01', '2026-02-28'],
    ['quarter', '2026-04-06', 8, '2024-07-01', '2026-06-30'],
    ['year', '2026-12-31', 5, '2022-01-01', '2026-12-31'],
  ] as const)('%s of %s: %i of them from %s to %s', (kind, on, count, from, to) => {
    expect(spanOf(kind, on, true)).toEqual({ from, to });
    expect(firstDays(kind, spanOf(kind, on, false).from)).toHaveLength(count);
  });

  it.each([
    ['month', '2026-04-01', '2026年4月', '2026-04'],
    ['quarter', '2026-10-01', '2026年第4季度', '2026 Q4'],
    ['year', '2026-01-01', '2026年', '2026'],
  ] as const)('%s that begins on %s is called %s', (kind, first, zh, en) => {
    expect(periodTitle(kind, first)).toEqual({ zh, en });
  });
});
