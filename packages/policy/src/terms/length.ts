import type { Locale } from '../pack/common.schema.ts';
import type { Term } from '../pack/intake.schema.ts';
import { type Calendar, isWorkday, missingYears, workdayFrom } from './calendar.ts';
import { addDays, addMonths, daysBetween } from './days.ts';

export type Length = NonNullable<Term['length']>;

/** A day that somebody set stands as it was set. */
export type Stretch = Length | { until: string };

/** A last day, and the years it was counted through without knowing their holidays: then it is provisional. */
export interface Due {
  day: string;
  missing: number[];
}

/** Days on which a term stands still: from the day it was suspended until the day before it runs again. */
export interface Pause {
  from: string;
  /** First day that counts again; null while it is still suspended. */
  to: string | null;
}

/** The last day of a length that starts on a day: that day doesn't count, and no term ends on a rest day. */
export const addLength = (from: string, length: Length, calendar: Calendar): Due =>
  endOf(from, [length], [], calendar)!;

/**
 * The last day of a term of one length or several (extensions). The day it opens on doesn't count; a month ends
 * on the corresponding date, or on the last of the month where that date does not exist. Each further length
 * runs on from where the one before ended. A pause that begins before the end adds what it took: working days
 * to a length in working days, calendar days to any other; one that begins after the end revives nothing. Only
 * the last end of all is moved off a rest day. A day that somebody set is kept as it was said, rest day or not; when a
 * pause or an extension moves it, it is counted like any other.
 * @param pauses in order of their days
 * @returns null while it stands still: nobody knows the day then
 */
export function endOf(
  opened: string,
  lengths: readonly Stretch[],
  pauses: readonly Pause[],
  calendar: Calendar,
): Due | null {
  let end = opened;
  let left = pauses;
  for (const length of lengths) {
    end = nominalEnd(end, length, calendar);
    for (let pause = left[0]; pause; pause = left[0]) {
      // The day of opening never counts, so standing still on it costs nothing.
      const from = pause.from > opened ? pause.from : addDays(opened, 1);
      if (from > end) break;
      if (pause.to === null) return null;
      left = left.slice(1);
      if (pause.to > from) end = shifted(end, from, pause.to, length, calendar);
    }
  }
  const [first] = lengths;
  if (first && 'until' in first && end === first.until) return { day: end, missing: [] };
  const day = workdayFrom(calendar, end);
  // Days and months pass over holidays; only where they end do holidays matter.
  const counted = lengths.some((length) => 'unit' in length && length.unit === 'workday') && end > opened;
  return { day, missing: missingYears(calendar, counted ? addDays(opened, 1) : end, day) };
}

function nominalEnd(from: string, length: Stretch, calendar: Calendar): string {
  if ('until' in length) return length.until;
  switch (length.unit) {
    case 'day':
      return addDays(from, length.value);
    case 'month':
      return addMonths(from, length.value);
    case 'year':
      return addMonths(from, length.value * 12);
    case 'workday': {
      let day = from;
      for (let left = length.value; left > 0; ) {
        day = addDays(day, 1);
        if (isWorkday(calendar, day)) left--;
      }
      return day;
    }
  }
}

/** An end moved by the days from `from` until before `to`. */
function shifted(end: string, from: string, to: string, length: Stretch, calendar: Calendar): string {
  if ('until' in length || length.unit !== 'workday') return addDays(end, daysBetween(from, to));
  let value = 0;
  for (let day = from; day < to; day = addDays(day, 1)) if (isWorkday(calendar, day)) value++;
  return nominalEnd(end, { value, unit: 'workday' }, calendar);
}

const UNITS: Record<Length['unit'], { zh: string; en: [one: string, several: string] }> = {
  workday: { zh: '个工作日', en: ['working day', 'working days'] },
  day: { zh: '天', en: ['day', 'days'] },
  month: { zh: '个月', en: ['month', 'months'] },
  year: { zh: '年', en: ['year', 'years'] },
};

/** A length as a document states it: 15个工作日, 15 working days. */
export const lengthText = ({ value, unit }: Length, locale: Locale): string =>
  locale === 'zh' ? `${value}${UNITS[unit].zh}` : `${value} ${UNITS[unit].en[value === 1 ? 0 : 1]}`;
