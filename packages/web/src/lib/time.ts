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

/** Where the office's wall clock hangs; the machine's own until somebody is signed in. */
let clock = clockOf(undefined);

function clockOf(timeZone: string | undefined): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', {
    ...(timeZone ? { timeZone } : {}),
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
}

/**
 * Tells all moments and days in this time zone from now on: days come from the server's calendar, and a time of
 * day of another zone beside them would contradict. An unknown zone changes nothing.
 */
export function setTimeZone(timeZone: string): void {
  try {
    clock = clockOf(timeZone);
  } catch {
    // A browser that doesn't know the zone goes on as it is.
  }
}

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';

/** What the wall clock of the time zone shows at a moment. */
function wallAt(at: Date): Record<Part, string> {
  return Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value])) as never;
}

/** Hour of the day, 0 to 23, in the time zone of the jurisdiction. */
export const hourHere = (now = new Date()): number => Number(wallAt(now).hour);

/** A moment (ISO 8601) in the time zone of the jurisdiction. */
export function formatMoment(moment: string, language: Locale, style: MomentStyle = 'plain'): string {
  const at = new Date(moment);
  if (Number.isNaN(at.getTime())) return moment;
  const { year, month, day, hour, minute } = wallAt(at);
  if (style === 'time') return `${hour}:${minute}`;
  return `${formatDay(`${year}-${month}-${day}`, language, style)} ${hour}:${minute}`;
}

/** The moment at which a calendar day begins in the jurisdiction's time zone; undefined when it is none. */
export function beginningOf(day: string): Date | undefined {
  const wanted = Date.parse(`${day}T00:00Z`);
  if (Number.isNaN(wanted)) return undefined;
  // The offset at the beginning itself may differ from that at the first guess: once more puts it right.
  let at = wanted;
  for (let i = 0; i < 2; i++) at = wanted - (wallMs(new Date(at)) - at);
  return new Date(at);
}

function wallMs(at: Date): number {
  const { year, month, day, hour, minute, second } = wallAt(at);
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** Whole days from `today` to `day`; negative when it is past. */
export function daysUntil(day: string, today: string): number {
  return Math.round((Date.parse(`${day}T00:00Z`) - Date.parse(`${today}T00:00Z`)) / 86_400_000);
}

/** Today's calendar day in the jurisdiction's time zone. */
export function todayHere(now = new Date()): string {
  const { year, month, day } = wallAt(now);
  return `${year}-${month}-${day}`;
}
