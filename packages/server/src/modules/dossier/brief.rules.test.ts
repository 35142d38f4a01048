import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BriefPart, BUDGET, type FittedPart, fitBrief, linesOf, shortened } from './brief.rules.ts';

const part: fc.Arbitrary<BriefPart> = fc.record({
  heading: fc.constant('一、'),
  lines: fc.array(fc.string({ unit: fc.constantFrom('县', '财', 'a', '1'), minLength: 1, maxLength: 200 }), {
    maxLength: 25,
  }),
  least: fc.integer({ min: 0, max: 2 }),
});
const withTable = fc.tuple(part, fc.array(fc.tuple(fc.constant('王伟')), { maxLength: 30 })).map(
  ([each, rows]): BriefPart => ({
    ...each,
    lines: [],
    table: { columns: ['姓名'], rows: rows.map((row) => [...row]) },
  }),
);
const parts = fc.array(fc.oneof(part, withTable), { minLength: 1, maxLength: 6 });
const linesIn = (fitted: readonly FittedPart[]) =>
  fitted.reduce((sum, { lines, table, left }) => {
    const rows = table ? 1 + table.rows.length : 0;
    return sum + 1 + lines.reduce((n, line) => n + linesOf(line), 0) + rows + (left ? 1 : 0);
  }, 0);

describe('fitting a brief into two pages', () => {
  it('never takes more lines than there are, and says how much it leaves out', () => {
    fc.assert(
      fc.property(parts, (given) => {
        const fitted = fitBrief(given);
        expect(linesIn(fitted)).toBeLessThanOrEqual(BUDGET);
        for (const [p, { lines, table, left }] of fitted.entries()) {
          const all = given[p]!.lines.length + (given[p]!.table?.rows.length ?? 0);
          expect(lines.length + (table?.rows.length ?? 0) + left).toBe(all);
        }
      }),
    );
  });

  it('leaves nothing out that fits', () => {
    const given = [
      { heading: '一、', lines: ['现任：局长'], least: 1 },
      { heading: '二、', lines: ['无。'], least: 1 },
    ];
    expect(fitBrief(given).map(({ left }) => left)).toEqual([0, 0]);
  });

  it('gives every part something before any part gets more', () => {
    const many = Array.from({ length: 60 }, (_, i) => `第${i + 1}项`);
    const fitted = fitBrief([
      { heading: '一、', lines: many, least: 1 },
      { heading: '二、', lines: many, least: 1 },
    ]);
    expect(Math.abs(fitted[0]!.lines.length - fitted[1]!.lines.length)).toBeLessThanOrEqual(1);
    expect(fitted.every(({ left }) => left > 0)).toBe(true);
  });

  it('ends what is too long with an ellipsis', () => {
    const long = '县'.repeat(300);
    expect(linesOf(shortened(long))).toBeLessThanOrEqual(3);
    expect(shortened(long).endsWith('…')).toBe(true);
    expect(shortened('局长')).toBe('局长');
  });
});
