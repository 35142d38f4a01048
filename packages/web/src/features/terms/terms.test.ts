import { parseNotice } from '@plumbline/policy';
import { describe, expect, it } from 'vitest';
import { holidaysOf, noticeText, runsOf, weeksOf } from './terms.rules.ts';

const days = [
  { day: '2026-01-01', kind: 'rest' as const, name: '元旦' },
  { day: '2026-01-02', kind: 'rest' as const, name: '元旦' },
  { day: '2026-01-03', kind: 'rest' as const, name: '元旦' },
  { day: '2026-01-04', kind: 'work' as const, name: '元旦' },
  { day: '2026-02-14', kind: 'work' as const, name: '春节' },
  { day: '2026-02-28', kind: 'work' as const, name: '春节' },
  { day: '2026-03-01', kind: 'rest' as const, name: '' },
];

describe('the year on the wall', () => {
  it('lays each month out from Monday on', () => {
    const weeks = weeksOf(2026, 2);
    expect(weeks.length).toBe(5);
    expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-02-01']);
    expect(weeks.at(-1)![5]).toBe('2026-02-28');
    for (const week of [...weeksOf(2024, 2), ...weeksOf(2027, 2)]) expect(week.length).toBe(7);
  });

  it('joins days that follow each other', () => {
    expect(runsOf(days).map(({ from, to, kind }) => `${from} ${to} ${kind}`)).toEqual([
      '2026-01-01 2026-01-03 rest',
      '2026-01-04 2026-01-04 work',
      '2026-02-14 2026-02-14 work',
      '2026-02-28 2026-02-28 work',
      '2026-03-01 2026-03-01 rest',
    ]);
    expect(holidaysOf(days).map(({ name, rest, work }) => [name, rest.length, work.length])).toEqual([
      ['元旦', 1, 1],
      ['', 1, 0],
      ['春节', 0, 2],
    ]);
  });

  it.each(['zh', 'en'] as const)('writes itself as a notice that the server reads again (%s)', (language) => {
    const text = noticeText(days, 2026, language);
    const read = parseNotice(text, 2026, new Set([6, 7]));
    expect(read.faults).toEqual([]);
    expect(read.days).toEqual(days);
  });
});
