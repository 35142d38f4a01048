import type { Machine, Matter } from '../engine/types.ts';
import { addDays } from '../terms/days.ts';
import type { TermRules } from '../terms/record.ts';
import { standingOf } from '../terms/state.ts';

export interface Lapse {
  /** Code of the term. */
  term: string;
  /** First day after the last one. */
  on: string;
}

/**
 * What only the person could do in time and did not, after proved delivery. A term that stands still, that never opened
 * because nothing was delivered, that somebody else closed late, or in what was revoked or withdrawn counts never (P7).
 */
export function lapsesOf(
  machine: Pick<Machine, 'terms' | 'states'>,
  matter: Pick<Matter, 'terms' | 'acts' | 'subjects' | 'state'>,
  rules: TermRules,
  today: string,
): Lapse[] {
  const status = machine.states[matter.state]?.status;
  if (status === 'revoked' || status === 'withdrawn') return [];
  return matter.terms.flatMap((record) => {
    if (!machine.terms?.[record.code]?.ownLapse) return [];
    // What was delivered in error, or told anew since, is no time that anybody let pass.
    if (matter.acts.some((act) => act.seq === record.openedSeq && act.undone)) return [];
    const standing = standingOf(record, rules, today);
    // What came on paper and was entered late by somebody else is that one's delay.
    const closer = matter.acts.find((act) => act.seq === record.closedSeq)?.person;
    const isOwn = matter.subjects.some(({ id }) => id === closer);
    const isLate = standing?.state === 'overdue' || (standing?.state === 'late' && isOwn);
    return isLate && standing?.due ? [{ term: record.code, on: addDays(standing.due, 1) }] : [];
  });
}
