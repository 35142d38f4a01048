import { expect, test } from 'vitest';
import { percent, personOption, quartersBack, unitOption, widthOf } from './clue.format.ts';

test.each([
  ['2026-04-06', 3, ['2026Q2', '2026Q1', '2025Q4']],
  ['2026-01-01', 2, ['2026Q1', '2025Q4']],
  ['2026-12-31', 5, ['2026Q4', '2026Q3', '2026Q2', '2026Q1', '2025Q4']],
])('the quarters back from %s', (day, count, quarters) => {
  expect(quartersBack(day, count)).toEqual(quarters);
});

test.each([
  ['dates whole', ['2026-10-15', null], '6em'],
  ['a name whole', ['罗志远', '李仪', undefined], '3em'],
  ['a long text on several lines', ['信访类 · 来信处理的一件很长的事'], '7em'],
  ['nothing where there is nothing', [null], '0em'],
])('a column shows %s', (_, texts, width) => {
  expect(widthOf(texts)).toBe(width);
});

test('a share of nobody is none', () => {
  expect([percent({ officials: 0, covered: 0 }), percent({ officials: 3, covered: 2 })]).toEqual([
    '—',
    '67 %',
  ]);
});

test('offers a subject so that namesakes are told apart', () => {
  const posts = [{ title: '局长', unitName: '财政局' }];
  expect(personOption({ id: 'p', name: '邓良', posts })).toEqual({
    value: 'person p',
    label: '邓良 · 财政局 · 局长',
  });
  expect(personOption({ id: 'p', name: '邓良', posts: [] }).label).toBe('邓良');
  expect(unitOption({ id: 'u', name: '财政局' })).toEqual({ value: 'unit u', label: '财政局' });
});
