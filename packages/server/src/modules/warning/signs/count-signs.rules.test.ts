import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut, monthsUntil } from './count-signs.rules.ts';

describe('months', () => {
  it.each([
    ['2026-04', 1, ['2026-04']],
    ['2026-02', 4, ['2025-11', '2025-12', '2026-01', '2026-02']],
    ['2026-12', 2, ['2026-11', '2026-12']],
    ['2026-01', 13, expect.arrayContaining(['2025-01', '2025-12', '2026-01'])],
  ])('up to %s, %i of them', (last, count, months) => {
    expect(monthsUntil(last, count)).toEqual(months);
    expect(monthsUntil(last, count)).toHaveLength(count);
  });
});

const ORDER = ['poor-state', 'quick-success', 'low-prestige'];
const months = monthsUntil('2026-04', 12);
const sign = fc.record({
  month: fc.constantFrom(...months),
  tags: fc.uniqueArray(fc.constantFrom(...ORDER, 'gone'), { minLength: 1 }),
});

describe('the table of tags and months', () => {
  it('counts each sign once in all and once with each of its tags, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 40 }), (signs) => {
        const counted = months.flatMap((month) => {
          const own = signs.filter((one) => one.month === month);
          const tags = [...new Set(own.flatMap((one) => one.tags))];
          return [
            { month, tag: null, n: own.length },
            ...tags.map((tag) => ({ month, tag, n: own.filter((one) => one.tags.includes(tag)).length })),
          ];
        });
        const table = layOut(counted, months, ORDER);
        expect(table.total).toBe(signs.length);
        expect(table.totals.reduce((a, b) => a + b, 0)).toBe(signs.length);
        for (const { code, counts, total } of table.tags) {
          expect(total).toBe(signs.filter(({ tags }) => tags.includes(code)).length);
          expect(counts).toHaveLength(months.length);
        }
        // No line of noughts; those of the list in its order, one that left the list last.
        expect(table.tags.every(({ total }) => total > 0)).toBe(true);
        const codes = table.tags.map(({ code }) => code);
        expect(codes).toEqual([...ORDER, 'gone'].filter((code) => codes.includes(code)));
      }),
    );
  });
});
