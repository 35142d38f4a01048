import { addDays, type CalendarDay, type Pack } from '@plumbline/policy';
import chineseDays from 'chinese-days';

type Seed = Pack['head']['calendar']['seed'];

/** The first year of which the table tells anything. */
const FIRST = 2004;
/** A Chinese year without all of these has not been announced yet: the table then holds no rest days at all. */
const PROOF = ['元旦', '春节', '国庆节'];

/**
 * The days of a year as they ship with the platform, or undefined when the year is not covered. The library
 * answers for any year and takes one that it doesn't know for a year without holidays; so the names are looked at.
 */
export function builtInYear(seed: Seed, year: number): CalendarDay[] | undefined {
  if (seed !== 'cn' || year < FIRST) return undefined;
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  const days: CalendarDay[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const { work, name } = chineseDays.getDayDetail(day);
    // A day of a notice is named in English and Chinese; any other by its weekday alone.
    const [, holiday] = name.split(',');
    if (holiday) days.push({ day, kind: work ? 'work' : 'rest', name: holiday });
  }
  const named = new Set(days.filter(({ kind }) => kind === 'rest').map(({ name }) => name));
  return PROOF.every((name) => named.has(name)) ? days : undefined;
}

/** Every year that is covered. */
export function builtInYears(seed: Seed): { year: number; days: CalendarDay[] }[] {
  const years: { year: number; days: CalendarDay[] }[] = [];
  for (let year = FIRST, days = builtInYear(seed, year); days; days = builtInYear(seed, ++year))
    years.push({ year, days });
  return years;
}

/** What a year says of where its days came from. */
export const BUILT_IN_SOURCE = '国务院办公厅年度放假安排（平台内置）';
