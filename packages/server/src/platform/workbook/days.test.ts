import { describe, expect, test } from 'vitest';
import { emptyCell } from './cells.ts';
import { type DayOptions, parseDay } from './days.ts';
import type { Cell } from './types.ts';

const NUMERALS = '〇一二三四五六七八九';
const chineseYear = (year: number) => [...String(year)].map((digit) => NUMERALS[Number(digit)]).join('');
const chineseCount = (n: number) => {
  const tens = Math.floor(n / 10);
  const ones = n % 10 === 0 ? '' : NUMERALS[n % 10]!;
  return tens === 0 ? ones : `${tens === 1 ? '' : NUMERALS[tens]}十${ones}`;
};
const wide = (text: string) =>
  text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
const two = (n: number) => String(n).padStart(2, '0');

const FORMATS: Record<string, (y: number, m: number, d: number) => string> = {
  Y年M月D日: (y, m, d) => `${y}年${m}月${d}日`,
  Y年MM月DD号: (y, m, d) => `${y}年${two(m)}月${two(d)}号`,
  'Y.M.D': (y, m, d) => `${y}.${m}.${d}`,
  'Y/M/D': (y, m, d) => `${y}/${m}/${d}`,
  'Y-MM-DD': (y, m, d) => `${y}-${two(m)}-${two(d)}`,
  YMMDD: (y, m, d) => `${y}${two(m)}${two(d)}`,
  'spaces between': (y, m, d) => ` ${y} 年 ${m} 月\u3000${d} 日\u00a0`,
  'spaces alone': (y, m, d) => `${y} ${m} ${d}`,
  'full width': (y, m, d) => wide(`${y}-${m}-${d}`),
  'with time': (y, m, d) => `${y}/${m}/${d} 14:30`,
  ISO: (y, m, d) => `${y}-${two(m)}-${two(d)}T14:30:00`,
  numerals: (y, m, d) => `${chineseYear(y)}年${chineseCount(m)}月${chineseCount(d)}日`,
};

const cell = (part: Partial<Cell>): Cell => ({ ...emptyCell(1, 1), ...part });

test.each(Object.keys(FORMATS))('every day of 1950–2049 written as %s', (name) => {
  const format = FORMATS[name]!;
  const wrong: string[] = [];
  for (let time = Date.UTC(1950, 0, 1); time < Date.UTC(2050, 0, 1); time += 86_400_000) {
    const date = new Date(time);
    const text = format(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
    const parsed = parseDay(text);
    if (!parsed.ok || parsed.day !== date.toISOString().slice(0, 10)) wrong.push(text);
  }
  expect(wrong).toEqual([]);
});

test('every day of 1950–2049 as a day count, by both epochs, save those that may be a year and month', () => {
  const epochs: [boolean, number][] = [
    [false, Date.UTC(1899, 11, 30)],
    [true, Date.UTC(1904, 0, 1)],
  ];
  const wrong: number[] = [];
  for (const [date1904, epoch] of epochs) {
    for (let time = Date.UTC(1950, 0, 1); time < Date.UTC(2050, 0, 1); time += 86_400_000) {
      const number = (time - epoch) / 86_400_000;
      const parsed = parseDay(cell({ kind: 'number', number, text: String(number) }), { date1904 });
      const ambiguous = number >= 19_000 && number < 21_000;
      if (ambiguous ? parsed.ok : !parsed.ok || parsed.day !== new Date(time).toISOString().slice(0, 10))
        wrong.push(number);
    }
  }
  expect(wrong).toEqual([]);
});

describe('cells', () => {
  test.each<[Partial<Cell>, string]>([
    [{ kind: 'date', text: '2026-03-05', iso: '2026-03-05', precision: 'day', number: 46086 }, '2026-03-05'],
    [
      { kind: 'date', text: '2026-03-05 14:30:00', iso: '2026-03-05T14:30:00', precision: 'day' },
      '2026-03-05',
    ],
    [
      { kind: 'formula', text: '2026-03-05', iso: '2026-03-05', precision: 'day', formula: 'TODAY()' },
      '2026-03-05',
    ],
    [{ kind: 'number', text: '20260305', number: 20260305 }, '2026-03-05'],
    [{ kind: 'number', text: '46086', number: 46086 }, '2026-03-05'],
    [{ kind: 'number', text: '46086.6', number: 46086.6 }, '2026-03-05'],
    [{ kind: 'text', text: '46086' }, '2026-03-05'],
    [{ kind: 'text', text: '2026年3月5日（星期四）' }, '2026-03-05'],
    [{ kind: 'text', text: '2026年3月5日下午3点' }, '2026-03-05'],
    [{ kind: 'text', text: '20260305 14:30' }, '2026-03-05'],
    [{ kind: 'text', text: '2024-02-29' }, '2024-02-29'],
  ])('%j → %s', (part, day) => {
    expect(parseDay(cell(part))).toEqual({ ok: true, day });
  });

  test.each<[Partial<Cell>, string]>([
    [{ kind: 'empty', text: '' }, 'day.empty'],
    [{ kind: 'text', text: ' \u3000' }, 'day.empty'],
    [{ kind: 'text', text: '近期' }, 'day.not-a-date'],
    [{ kind: 'text', text: '2026年3月上旬' }, 'day.not-a-date'],
    [{ kind: 'text', text: '2026-03-05T16:00:00Z' }, 'day.not-a-date'],
    [{ kind: 'text', text: '20263' }, 'day.not-a-date'],
    [{ kind: 'text', text: '2026-03-05至2026-03-08' }, 'day.not-a-date'],
    [{ kind: 'error', text: '#VALUE!' }, 'day.not-a-date'],
    [{ kind: 'boolean', text: 'TRUE' }, 'day.not-a-date'],
    [{ kind: 'date', text: '14:30:00', iso: '14:30:00', precision: 'time' }, 'day.not-a-date'],
    [{ kind: 'number', text: '-5', number: -5 }, 'day.not-a-date'],
    [{ kind: 'text', text: '2026-02-30' }, 'day.impossible'],
    [{ kind: 'text', text: '2025-02-29' }, 'day.impossible'],
    [{ kind: 'text', text: '2026年13月1日' }, 'day.impossible'],
    [{ kind: 'text', text: '2026.0.5' }, 'day.impossible'],
    [{ kind: 'text', text: '20260431' }, 'day.impossible'],
    [{ kind: 'text', text: '2026年13月' }, 'day.impossible'],
    [{ kind: 'number', text: '20261301', number: 20261301 }, 'day.impossible'],
    [{ kind: 'date', text: '1900-02-29', precision: 'day', number: 60 }, 'day.impossible'],
    [{ kind: 'number', text: '60', number: 60 }, 'day.impossible'],
    [{ kind: 'number', text: '2026.3', number: 2026.3 }, 'day.month-only'],
    [{ kind: 'number', text: '2026', number: 2026 }, 'day.year-only'],
    [{ kind: 'text', text: '2026年' }, 'day.year-only'],
    [{ kind: 'date', text: '2026-03-05', iso: '2026-03-05', precision: 'year' }, 'day.year-only'],
    [{ kind: 'text', text: '26.3.5' }, 'day.short-year'],
    [{ kind: 'text', text: '3/5/2026' }, 'day.short-year'],
    [{ kind: 'text', text: '05-03-26' }, 'day.short-year'],
  ])('%j → %s', (part, code) => {
    expect(parseDay(cell(part))).toMatchObject({
      ok: false,
      code,
      params: { text: (part.text ?? '').trim() },
    });
  });

  test.each<[Partial<Cell>]>([
    [{ kind: 'text', text: '2026年3月' }],
    [{ kind: 'text', text: '2026-03' }],
    [{ kind: 'text', text: '2026.3' }],
    [{ kind: 'text', text: '202603' }],
    [{ kind: 'text', text: '二〇二六年三月份' }],
    [{ kind: 'number', text: '202603', number: 202603 }],
    [{ kind: 'date', text: '2026-03-01', iso: '2026-03-01', precision: 'month' }],
  ])('%j gives its month along', (part) => {
    expect(parseDay(cell(part))).toMatchObject({ ok: false, code: 'day.month-only', month: '2026-03' });
  });
});

test.each<[string, DayOptions, string | undefined, string?]>([
  ['1850-01-01', {}, 'day.too-early', '1900-01-01'],
  ['1900-01-01', {}, undefined],
  ['2099-12-31', {}, undefined],
  ['2100-01-01', {}, 'day.future', '2099-12-31'],
  ['2026-11-23', { today: '2026-11-23' }, undefined],
  ['2026-11-24', { today: '2026-11-23' }, 'day.future', '2026-11-23'],
  ['2026-12-31', { today: '2026-11-23', notAfter: '2026-12-31' }, undefined],
  ['2012-11-14', { notBefore: '2012-11-15' }, 'day.too-early', '2012-11-15'],
])('%s within %j → %s', (text, options, code, limit) => {
  expect(parseDay(text, options)).toEqual(
    code ? { ok: false, code, params: { text, limit } } : { ok: true, day: text },
  );
});
