import { type CalendarDay, weekdayOf, yearOf } from './calendar.ts';
import { addDays, daysBetween, isDay } from './days.ts';

export type NoticeFaultCode =
  | 'notice.no-day'
  | 'notice.no-kind'
  | 'notice.range'
  | 'notice.weekday'
  | 'notice.count'
  | 'notice.both'
  | 'notice.other-year'
  | 'notice.worked-anyway';

export interface NoticeFault {
  /** Line of the text, 1-based. */
  line: number;
  code: NoticeFaultCode;
  params: Record<string, string | number>;
}

/** Longer ranges are a slip of the pen, not a holiday. */
const LONGEST = 31;
const WEEKDAYS = '一二三四五六日';
const DATE = /(?:(\d{4})[年-])?(?:(\d{1,2})[月-])?(\d{1,2})(?:日|号|(?![\d年月日号天-]))(?:\(([^)]*)\))?/y;
const RANGE = /\s*(?:至|到|\.\.|[-~—–])\s*/y;
const REST = /放假|休息|\b(?:rest|holiday|off)\b/iy;
const WORK = /上班|补班|\bwork(?:ing)?\b/iy;
const COUNT = /共?(\d+)天/y;
const NAME = /^\s*(?:[一二三四五六七八九十]+、|\d+[.、])?\s*([^:\d,。;]{1,20}):/;

/**
 * Reads the yearly notice as it is published or as people write it down: “1月1日至3日放假，1月4日上班”, with or
 * without names, weekdays and counts. What the text says twice is compared: a weekday or a count that doesn't
 * fit is a fault, because then a date is wrong. Lines without a date are passed over.
 * @param weekend days of the week that are not worked
 */
export function parseNotice(
  text: string,
  year: number,
  weekend: ReadonlySet<number>,
): { days: CalendarDay[]; faults: NoticeFault[] } {
  const reader = new NoticeReader(year, weekend);
  for (const [index, line] of text.normalize('NFKC').split(/\r?\n/).entries()) reader.line(line, index + 1);
  return { days: reader.days(), faults: reader.faults };
}

class NoticeReader {
  readonly faults: NoticeFault[] = [];
  readonly #year: number;
  readonly #weekend: ReadonlySet<number>;
  readonly #found = new Map<string, CalendarDay>();
  #name = '';
  #lineNo = 0;
  #pending: string[] = [];
  /** Rest days since the last count, to be compared with it. */
  #rested = 0;
  #month: number | undefined;

  constructor(year: number, weekend: ReadonlySet<number>) {
    this.#year = year;
    this.#weekend = weekend;
  }

  days(): CalendarDay[] {
    return [...this.#found.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
  }

  line(line: string, lineNo: number): void {
    this.#lineNo = lineNo;
    this.#pending = [];
    this.#month = undefined;
    this.#rested = 0;
    const named = NAME.exec(line);
    this.#name = named ? named[1]!.trim() : '';
    for (let at = named ? named[0].length : 0; at < line.length; ) at = this.#token(line, at);
    if (this.#pending.length) this.#fault('notice.no-kind', { day: this.#pending[0]! });
  }

  /** Reads what stands at a place of the line. @returns the place behind it */
  #token(line: string, at: number): number {
    if (match(REST, line, at)) return this.#take('rest', REST.lastIndex);
    if (match(WORK, line, at)) return this.#take('work', WORK.lastIndex);
    const count = match(COUNT, line, at);
    if (count) {
      if (this.#rested && this.#rested !== Number(count[1]))
        this.#fault('notice.count', { said: Number(count[1]), found: this.#rested });
      this.#rested = 0;
      return COUNT.lastIndex;
    }
    // A digit in the middle of a number or word begins no date.
    if (!/[\p{L}\d]/u.test(line[at - 1] ?? '') || /[\p{Script=Han}]/u.test(line[at - 1]!)) {
      const found = match(DATE, line, at);
      if (found) return this.#date(line, found, DATE.lastIndex);
    }
    return at + 1;
  }

  #date(line: string, found: RegExpExecArray, after: number): number {
    const range = match(RANGE, line, after);
    const second = range && match(DATE, line, RANGE.lastIndex);
    const behind = second ? DATE.lastIndex : after;
    const months = [Number(found[2]), Number(second?.[2])] as const;
    // 12月30日至1月1日: the notice of a year reaches back over its beginning.
    const turns = !found[1] && !second?.[1] && months[1] < months[0];
    const first = this.#day(found, { year: turns ? this.#year - 1 : this.#year, month: this.#month });
    const of = first
      ? { year: turns ? this.#year : yearOf(first), month: Number(first.slice(5, 7)) }
      : undefined;
    const last = second && of ? this.#day(second, of) : first;
    if (!first || !last) return behind;
    const length = daysBetween(first, last) + 1;
    if (length < 1 || length > LONGEST) this.#fault('notice.range', { from: first, to: last });
    else for (let i = 0; i < length; i++) this.#pending.push(addDays(first, i));
    return behind;
  }

  /** The day that a match names, with the year and month that it leaves out. */
  #day(
    [whole, y, m, d, remark]: RegExpExecArray,
    context: { year: number; month: number | undefined },
  ): string | undefined {
    const month = m === undefined ? context.month : Number(m);
    // A number of something else: of a document, of an annex.
    if (month === undefined) return undefined;
    const day = `${y ?? context.year}-${String(month).padStart(2, '0')}-${d!.padStart(2, '0')}`;
    if (!isDay(day)) {
      this.#fault('notice.no-day', { text: whole });
      return undefined;
    }
    this.#month = month;
    const said = /(?:星期|周|礼拜)([一二三四五六日天])/.exec(remark ?? '')?.[1]?.replace('天', '日');
    const is = WEEKDAYS[weekdayOf(day) - 1]!;
    if (said && said !== is) this.#fault('notice.weekday', { day, said, is });
    return day;
  }

  #take(kind: CalendarDay['kind'], after: number): number {
    for (const day of this.#pending) this.#keep(day, kind);
    if (kind === 'rest' && this.#pending.length) this.#rested = this.#pending.length;
    this.#pending = [];
    return after;
  }

  #keep(day: string, kind: CalendarDay['kind']): void {
    const before = this.#found.get(day);
    if (before && before.kind !== kind) this.#fault('notice.both', { day });
    // A notice reaches into the last days of the year before, never further.
    else if (yearOf(day) !== this.#year && day.slice(0, 7) !== `${this.#year - 1}-12`)
      this.#fault('notice.other-year', { day, year: this.#year });
    else if (kind === 'work' && !this.#weekend.has(weekdayOf(day)))
      this.#fault('notice.worked-anyway', { day });
    else this.#found.set(day, { day, kind, name: before?.name || this.#name });
  }

  #fault(code: NoticeFaultCode, params: NoticeFault['params']): void {
    this.faults.push({ line: this.#lineNo, code, params });
  }
}

function match(pattern: RegExp, line: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(line);
}
