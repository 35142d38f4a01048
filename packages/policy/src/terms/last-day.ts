import { addDays, addMonths } from './days.ts';
import type { Length } from './length.ts';

/**
 * The last day on which what began on a day is in force. Unlike a term within which somebody has to do something it is
 * not moved off a rest day: nobody is barred a day longer because of a holiday.
 * @throws Error for a length in working days, which the pack's check refuses
 */
export function lastDayOf(from: string, { value, unit }: Length): string {
  switch (unit) {
    case 'day':
      return addDays(from, value);
    case 'month':
      return addMonths(from, value);
    case 'year':
      return addMonths(from, value * 12);
    case 'workday':
      throw new Error('what is in force is not counted in working days');
  }
}
