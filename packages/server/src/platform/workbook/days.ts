import { cleanText, halfWidth } from './cells.ts';
import type { CellCode } from './messages.ts';
import { fromSerial } from './serial-date.ts';
import type { Cell } from './types.ts';

export interface DayOptions {
  /** `YYYY-MM-DD`. When given, a later day is refused: what is reported must have happened. */
  today?: string;
  /** Earliest day allowed; 1900-01-01 when not given. */
  notBefore?: string;
  /** Latest day allowed; `today`, else 2099-12-31, when not given. */
  notAfter?: string;
  /** The workbook counts days from 1904; matters only for numbers without a date format. */
  date1904?: boolean;
}

export type DayCode = Extract<CellCode, `day.${string}`>;

export type ParsedDay =
  /** `YYYY-MM-DD`, a day of the calendar. */
  | { ok: true; day: string }
  /** `params` fill the text of the code. `month` is `YYYY-MM` with day.month-only, for who can use it. */
  | { ok: false; code: DayCode; params: { text: string; limit?: string }; month?: string };

export const EARLIEST = '1900-01-01';
const LATEST = '2099-12-31';
const DIGIT: Record<string, string> = {
  〇: '0',
  '○': '0',
  零: '0',
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
};

/**
 * Reads a day from a date cell, a number, or text in any of the ways that people write it: 2026年3月5日,
 * 2026.3.5, 2026/3/5, 2026-03-05, 20260305, 二〇二六年三月五日, with or without a time behind it, full-width or
 * spaced out; or a bare day count such as 46086. Nothing is guessed: a day that is not on the calendar, a
 * month alone, a short year or day-month-year order is refused with the code that says so.
 */
export function parseDay(cell: Cell | string, options: DayOptions = {}): ParsedDay {
  const shown = typeof cell === 'string' ? cell : cell.text;
  if (typeof cell !== 'string') {
    const stored = fromStored(cell, options);
    if (stored) return stored;
  }
  return fromText(shown, options);
}

/** A date cell or a plain number; undefined when the text has to be read. */
function fromStored(cell: Cell, options: DayOptions): ParsedDay | undefined {
  const { iso, precision, number, text } = cell;
  if (iso !== undefined && precision !== undefined) {
    if (precision === 'day') return bounded(iso.slice(0, 10), text, options);
    if (precision === 'month')
      return { ok: false, code: 'day.month-only', params: { text }, month: iso.slice(0, 7) };
    return refuse(precision === 'year' ? 'day.year-only' : 'day.not-a-date', text);
  }
  if (precision !== undefined) return refuse('day.impossible', text);
  if (number === undefined)
    return cell.kind === 'error' || cell.kind === 'boolean' ? refuse('day.not-a-date', text) : undefined;
  return fromNumber(number, text, options);
}

/**
 * A number without date format. 20260305 and 202603 are dates written as digits; 2026.3 and 2026.10 (which a
 * spreadsheet makes 2026.1) are months that lost their zero; 2026 is a year and not the 2026th day.
 */
function fromNumber(number: number, text: string, options: DayOptions): ParsedDay {
  const whole = Math.floor(number);
  if (whole >= 1800 && whole < 2200) {
    return refuse(number === whole ? 'day.year-only' : 'day.month-only', text);
  }
  if (number === whole && whole >= 180_001) return fromText(String(whole), options);
  // 20263 may be the 3rd month of 2026 as well as a day in 1955.
  if (whole >= 19_000 && whole < 21_000) return refuse('day.not-a-date', text);
  const date = fromSerial(number, options.date1904 ?? false);
  if (!date || whole < 1) return refuse('day.not-a-date', text);
  return date.iso === undefined
    ? refuse('day.impossible', text)
    : bounded(date.iso.slice(0, 10), text, options);
}

const TIME = String.raw`(?:T?\d{1,2}[:时点][\d:.时点分秒]*)?`;
const EIGHT_DIGITS = new RegExp(`^(\\d{4})(\\d{2})(\\d{2})${TIME}$`);
const PARTS = new RegExp(`^(\\d{4})(?:年|[-./])(\\d{1,2})(?:月|[-./])(\\d{1,2})(?:日|号)?${TIME}$`);
const MONTH = /^(\d{4})(?:年|[-./]|(?=\d{2}$))(\d{1,2})(?:月份?)?$/;
const SHORT_YEAR = /^\d{1,2}(?:年|[-./])\d{1,2}(?:月|[-./])\d{1,4}日?$/;

function fromText(shown: string, options: DayOptions): ParsedDay {
  const text = cleanText(shown);
  if (text === '') return refuse('day.empty', text);
  const plain = spaceless(arabic(halfWidth(text)));
  const day = EIGHT_DIGITS.exec(plain) ?? PARTS.exec(plain);
  if (day) return onCalendar(day[1]!, day[2]!, day[3]!, text, options);
  const month = MONTH.exec(plain);
  if (month) {
    if (Number(month[2]) < 1 || Number(month[2]) > 12) return refuse('day.impossible', text);
    return {
      ok: false,
      code: 'day.month-only',
      params: { text },
      month: `${month[1]}-${month[2]!.padStart(2, '0')}`,
    };
  }
  if (/^\d{4}年?$/.test(plain)) return refuse('day.year-only', text);
  if (SHORT_YEAR.test(plain)) return refuse('day.short-year', text);
  if (/^\d{5}$/.test(plain)) return fromNumber(Number(plain), text, options);
  return refuse('day.not-a-date', text);
}

/** Drops spaces, but those between digits divide: `2026 3 5`, and `5 14:30` must not become `514:30`. */
function spaceless(text: string): string {
  return text
    .replace(/\s+(?=\d{1,2}[:时点])/, 'T')
    .replace(/(?<=\d)\s+(?=\d)/g, '-')
    .replace(/\s+/g, '')
    .replace(/[–—−]/g, '-')
    .replaceAll('。', '.')
    .replace(/(日|号)(?:星期|周|\(|上午|下午).*$/, '$1');
}

/** 二〇二六年三月二十五日 → 2026年3月25日. */
function arabic(text: string): string {
  if (!/[〇○零一二三四五六七八九十]/.test(text)) return text;
  const digit = (numeral: string | undefined) => (numeral ? (DIGIT[numeral] ?? numeral) : '');
  return text
    .replace(
      /([一二三])?十([一二三四五六七八九])?(?=[月日号])/g,
      (_, tens?: string, ones?: string) => `${digit(tens) || '1'}${digit(ones) || '0'}`,
    )
    .replace(/[〇○零一二三四五六七八九](?=[〇○零一二三四五六七八九\d]*[年月日号])/g, digit);
}

function onCalendar(year: string, month: string, day: string, text: string, options: DayOptions): ParsedDay {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  // An engine may turn 30 February into 2 March: only a date that writes back the same is one.
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso)
    return refuse('day.impossible', text);
  return bounded(iso, text, options);
}

function bounded(
  day: string,
  text: string,
  { today, notBefore = EARLIEST, notAfter }: DayOptions,
): ParsedDay {
  const latest = notAfter ?? today ?? LATEST;
  if (day < notBefore) return { ok: false, code: 'day.too-early', params: { text, limit: notBefore } };
  if (day > latest) return { ok: false, code: 'day.future', params: { text, limit: latest } };
  return { ok: true, day };
}

function refuse(code: DayCode, text: string): ParsedDay {
  return { ok: false, code, params: { text } };
}
