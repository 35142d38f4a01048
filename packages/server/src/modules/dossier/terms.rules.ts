import { addDays, addMonths, type Pack } from '@plumbline/policy';

const WORKDAYS = 5;

/** Day of the week, Monday = 0. */
const weekday = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

/**
 * The last day of a term of the pack that opens on `from` (which doesn't count). Working days are Monday to
 * Friday: the pack has no calendar of holidays yet.
 * @returns undefined when the pack has no such term, or none with a length
 */
export function termEnd(pack: Pack, code: string, from: string): string | undefined {
  const length = pack.terms.find((term) => term.code === code)?.length;
  if (!length) return undefined;
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
        if (weekday(day) < WORKDAYS) left--;
      }
      return day;
    }
  }
}

/** How many days before the due day a reminder goes out, and how often after it. */
const BEFORE = 3;
const AGAIN_AFTER = 7;

/**
 * Whether a task is to be reminded of today: three days before it is due, on the day, and then weekly. At most
 * once a day, and never on a day that was missed by more than the next reminder.
 */
export function remindsToday(task: { dueOn: string; remindedOn: string | null }, today: string): boolean {
  if (task.remindedOn && task.remindedOn >= today) return false;
  if (today < addDays(task.dueOn, -BEFORE)) return false;
  if (!task.remindedOn) return true;
  if (today < task.dueOn) return false;
  if (task.remindedOn < task.dueOn) return true;
  return today >= addDays(task.remindedOn, AGAIN_AFTER);
}
