import { addDays } from '@plumbline/policy';

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
