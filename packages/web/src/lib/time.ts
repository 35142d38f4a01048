import type { Locale } from '@plumbline/contract/common';

/** `plain` for tables (2026-03-05), `long` for sentences (2026年3月5日, 5 March 2026). */
export type DayStyle = 'plain' | 'long';
/** `plain`: 2026-03-05 14:30; `long`: in words; `time`: 14:30. */
export type MomentStyle = 'plain' | 'long' | 'time';

const TAG = { zh: 'zh-CN', en: 'en-GB' } as const;
const WORDS: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'long', day: 'numeric' };

/** A calendar day `YYYY-MM-DD` (or its beginning: a year, a month) as people read it; anything else as it is. */
export function formatDay(day: string, language: Locale, style: DayStyle = 'plain'): string {
  if (style === 'plain') return day;
  const [year, month, date] = day.split('-').map(Number);
  if (!year || Number.isNaN(year)) return day;
  if (!month) return language === 'zh' ? `${year}年` : String(year);
  const options: Intl.DateTimeFormatOptions = date ? WORDS : { year: 'numeric', month: 'long' };
  // A calendar day has no time zone: written and read in UTC, it can't slip to its neighbour.
  return new Intl.DateTimeFormat(TAG[language], { ...options, timeZone: 'UTC' }).format(
    Date.UTC(year, month - 1, date ?? 1),
  );
}

const two = (n: number) => String(n).padStart(2, '0');

/** A moment (ISO 8601) in the time zone of this machine. */
export function formatMoment(moment: string, language: Locale, style: MomentStyle = 'plain'): string {
  const at = new Date(moment);
  if (Number.isNaN(at.getTime())) return moment;
  const time = `${two(at.getHours())}:${two(at.getMinutes())}`;
  if (style === 'time') return time;
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${formatDay(day, language, style)} ${time}`;
}

/** Whole days from `today` to `day`; negative when it is past. */
export function daysUntil(day: string, today: string): number {
  return Math.round((Date.parse(`${day}T00:00Z`) - Date.parse(`${today}T00:00Z`)) / 86_400_000);
}

/** Today's calendar day on this machine. */
export function todayHere(now = new Date()): string {
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
