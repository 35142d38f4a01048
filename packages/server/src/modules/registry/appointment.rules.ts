import { type Dated, endsBeforeStart, overlapsBeyondOneDay } from './dated.rules.ts';

export interface Wanted extends Dated {
  personId: string;
  postId: string;
}

export interface Existing extends Wanted {
  id: string;
}

export interface Surroundings {
  /** The post's last day, if it was closed. */
  postEnd: string | null;
  /** Whether the post heads its unit. */
  heads: boolean;
  birth: string | null;
  death: string | null;
  /** Other appointments to the post, the one being corrected left out. */
  others: readonly Existing[];
}

export interface Judgement {
  faults: { pointer: string; code: string }[];
  /** Somebody else heads the unit at the same time: to be looked at, not forbidden. */
  rival: Existing | undefined;
}

/** Whether an appointment may be entered as it is. Days are inclusive; one may begin on the day another ends. */
export function judgeAppointment(wanted: Wanted, around: Surroundings): Judgement {
  const faults: Judgement['faults'] = [];
  if (endsBeforeStart(wanted)) faults.push({ pointer: '/to', code: 'end-before-start' });
  if (around.postEnd !== null && (wanted.to ?? '9999-12-31') > around.postEnd)
    faults.push({ pointer: '/to', code: 'post-closed' });
  if (around.birth && wanted.from && wanted.from < around.birth)
    faults.push({ pointer: '/from', code: 'before-birth' });
  if (around.death && wanted.from && wanted.from > around.death)
    faults.push({ pointer: '/from', code: 'after-death' });
  const clashing = around.others.filter((other) => overlapsBeyondOneDay(other, wanted));
  if (clashing.some((other) => other.personId === wanted.personId))
    faults.push({ pointer: '/from', code: 'appointment-overlaps' });
  return {
    faults,
    rival: around.heads ? clashing.find((other) => other.personId !== wanted.personId) : undefined,
  };
}
