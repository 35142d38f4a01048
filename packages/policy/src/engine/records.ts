import type { PackText } from '../pack/common.schema.ts';
import type { Parties, PersonRef, SubjectRef } from './refs.ts';

/** One approval that a step needs: whoever holds the permission at the organ. */
export interface Seat {
  permission: string;
  organ: string;
}

/** A step of a chain with its organs resolved. Who may decide now is derived each time. */
export interface ResolvedStep {
  title: PackText;
  all: readonly Seat[];
}

export interface Approval extends PersonRef {
  seq: number;
  at: string;
  step: number;
  seat: number;
  /** Organ for which it was given: that of the seat, or one above it. */
  organ: string;
  /** The absent one for whom a delegate acted. */
  for?: PersonRef;
}

/** An action that counts once its chain has approved. */
export interface Pending extends PersonRef {
  seq: number;
  at: string;
  action: string;
  as: string;
  data?: unknown;
  reason?: string;
  authority: string;
  chain: readonly ResolvedStep[];
  repeats: boolean;
  /** Who has a place that approves nothing. */
  except?: readonly string[];
  approvals: readonly Approval[];
}

export interface Opinion {
  seq: number;
  /** Id of the member, as the party names it. */
  member: string;
  vote: string;
}

export type Outcome = 'passed' | 'failed' | 'tied';

/** One sitting of a panel. An opinion that was changed stays in the list; the last one of a member counts. */
export interface PanelRecord {
  convenedSeq: number;
  present: readonly string[];
  opinions: readonly Opinion[];
  concluded?: { seq: number; outcome: Outcome };
}

/** A matter that this one began. */
export interface ChildRef {
  id: string;
  procedure: string;
  as: string;
  waits: boolean;
  openedSeq: number;
  closed?: { seq: number; state: string };
}

/** What the caller begins a child with. */
export interface NewChild {
  id: string;
  procedure: string;
  as: string;
  waits: boolean;
  subjects: readonly SubjectRef[];
  parties: Parties;
  data?: unknown;
}

/** Custody offered to another organ. It changes nothing but who is asked, until that organ answers. */
export interface Offer extends PersonRef {
  seq: number;
  at: string;
  action: string;
  organ: string;
  /** State once it is accepted. */
  to: string;
}

export interface Recusal extends PersonRef {
  seq: number;
  at: string;
}
