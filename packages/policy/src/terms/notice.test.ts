import { describe, expect, it } from 'vitest';
import { NOTICE_2026, RESTED, WORKED } from '../testing/notices.ts';
import { parseNotice } from './notice.ts';

const WEEKEND = new Set([6, 7]);
const read = (text: string, year = 2026) => parseNotice(text, year, WEEKEND);
const shown = (text: string, year?: number) =>
  read(text, year).days.map(({ day, kind, name }) => `${day} ${kind} ${name}`.trim());
const faults = (text: string, year?: number) =>
  read(text, year).faults.map(({ line, code }) => `${line} ${code}`);

describe('the yearly notice', () => {
  it('is read whole as it is published', () => {
    const { days, faults: wrong } = read(NOTICE_2026);
    expect(wrong).toEqual([]);
    const of = (kind: string) => days.filter((one) => one.kind === kind).map((one) => one.day);
    expect(of('rest')).toEqual(RESTED.filter((day) => day.startsWith('2026')));
    expect(of('work')).toEqual(WORKED.filter((day) => day.startsWith('2026')));
    expect(days.find((one) => one.day === '2026-02-28')?.name).toBe('春节');
  });

  it.each<[string, string[]]>([
    [
      '1月1日至3日放假，1月4日上班',
      ['2026-01-01 rest', '2026-01-02 rest', '2026-01-03 rest', '2026-01-04 work'],
    ],
    ['元旦：1月1日放假1天，不调休。', ['2026-01-01 rest 元旦']],
    ['２月１４日、２８日补班', ['2026-02-14 work', '2026-02-28 work']],
    ['国庆节、中秋节：10月1日休息', ['2026-10-01 rest 国庆节、中秋节']],
    [
      '2025年12月31日至2026年1月2日放假调休，共3天',
      ['2025-12-31 rest', '2026-01-01 rest', '2026-01-02 rest'],
    ],
    // The turn of the year lies within: the notice reaches back.
    ['12月31日至1月1日放假', ['2025-12-31 rest', '2026-01-01 rest']],
    ['Christmas: 2026-12-25..2026-12-26 rest', ['2026-12-25 rest Christmas', '2026-12-26 rest Christmas']],
    ['2026-05-09 work', ['2026-05-09 work']],
    ['国办发明电〔2025〕7号\n附件1\n\n请遵照执行', []],
  ])('%s', (text, days) => {
    expect(shown(text)).toEqual(days);
    expect(faults(text)).toEqual([]);
  });

  it.each<[string, string[]]>([
    ['2月30日放假', ['1 notice.no-day']],
    ['元旦：1月1日至3日', ['1 notice.no-kind']],
    ['1月1日至12月3日放假', ['1 notice.range']],
    // A notice of another year pasted by mistake: weekdays give it away.
    ['1月1日（周三）放假1天', ['1 notice.weekday']],
    ['1月1日至3日放假调休，共4天', ['1 notice.count']],
    ['1月1日至3日放假\n1月3日上班', ['2 notice.both']],
    ['2027年1月1日放假', ['1 notice.other-year']],
    ['2025年11月1日放假', ['1 notice.other-year']],
    ['1月5日上班', ['1 notice.worked-anyway']],
  ])('finds what is wrong with %s', (text, codes) => {
    expect(faults(text)).toEqual(codes);
  });
});
