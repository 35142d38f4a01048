import { expect, test } from 'vitest';
import { percent, quartersBack } from './clue.format.ts';

test.each([
  ['2026-04-06', 3, ['2026Q2', '2026Q1', '2025Q4']],
  ['2026-01-01', 2, ['2026Q1', '2025Q4']],
  ['2026-12-31', 5, ['2026Q4', '2026Q3', '2026Q2', '2026Q1', '2025Q4']],
])('the quarters back from %s', (day, count, quarters) => {
  expect(quartersBack(day, count)).toEqual(quarters);
});

test('a share of nobody is none', () => {
  expect([percent({ officials: 0, covered: 0 }), percent({ officials: 3, covered: 2 })]).toEqual([
    '—',
    '67 %',
  ]);
});
