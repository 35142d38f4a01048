import type { ActorRelation } from '../pack/procedure-parts.schema.ts';
import type { NewChild, Outcome, ResolvedStep } from './records.ts';
import type { Parties, PersonRef, SubjectRef } from './refs.ts';
import type { ParentRef, Refusal } from './types.ts';

interface EventBase extends PersonRef {
  seq: number;
  /** Moment, ISO 8601. */
  at: string;
  /** Relation in which the actor acted; `approver` for whoever decides on a request. */
  as: ActorRelation;
  data?: unknown;
  effects: readonly string[];
}

export type TermChange =
  | { do: 'open'; term: string; limit: string; due?: string }
  | { do: 'extend'; term: string; limit: string }
  | { do: 'close' | 'suspend' | 'resume'; term: string };

export type PanelChange = { panel: string } & (
  | { step: 'convene'; present: readonly string[] }
  | { step: 'opine'; member: string; vote: string }
  | { step: 'conclude'; outcome: Outcome; tally: Readonly<Record<string, number>> }
);

export interface BegunEvent extends EventBase {
  type: 'begun';
  matter: string;
  procedure: string;
  packVersion: string;
  custodian: string;
  subjects: readonly SubjectRef[];
  parties: Parties;
  to: string;
  parent?: ParentRef;
  /** Who stays out of the matter that begins it, and so of this one. */
  recusals?: readonly PersonRef[];
  terms?: readonly TermChange[];
}

interface StepBase extends EventBase {
  /** Action of the procedure, or the built-in verb. */
  action: string;
  from: string;
  /** State afterwards; equal to `from` when the step leaves it. */
  to: string;
  reason?: string;
}

/** What an action changed besides the state; events carry it, so that replay asks no rule again. */
export interface StepChanges {
  terms?: readonly TermChange[];
  /** Places that are filled anew, or emptied. */
  parties?: Parties;
  /** Fields that had been said and that a form which goes on with them leaves out. */
  cleared?: readonly string[];
  panel?: PanelChange;
  children?: readonly NewChild[];
  /** Subjects that are left after a split. */
  subjects?: readonly SubjectRef[];
  offer?: { organ: string; to: string };
  into?: string;
  /** The matter that it leaves again. */
  leaves?: string;
}

/** An action was taken: by somebody, or (`approval`: sequence number of the request) once it was approved. */
export interface ActedEvent extends StepBase, StepChanges {
  type: 'acted';
  approval?: number;
}

/** An action was asked for that counts only once it is approved. */
export interface RequestedEvent extends StepBase {
  type: 'requested';
  asked: string;
  authority: string;
  chain: readonly ResolvedStep[];
  repeats: boolean;
  except?: readonly string[];
}

export interface ApprovedEvent extends StepBase {
  type: 'approved';
  request: number;
  step: number;
  seat: number;
  organ: string;
  for?: PersonRef;
}

/** A request came to nothing: given back, rejected, or withdrawn by whoever asked. */
export interface RequestEndedEvent extends StepBase {
  type: 'returned' | 'rejected' | 'withdrawn';
  request: number;
}

export interface TransferEvent extends StepBase {
  type: 'transfer-accepted' | 'transfer-returned' | 'transfer-withdrawn';
  offer: number;
  organ: string;
}

/** A step that was wrong counts no longer: state, terms and parties are what they were before it. */
export interface CorrectedEvent extends StepBase {
  type: 'corrected';
  counters: number;
}

export interface RecusedEvent extends StepBase {
  type: 'recused';
  who: PersonRef;
}

export interface HandedOverEvent extends StepBase {
  type: 'handed-over';
  giver: PersonRef;
  taker: PersonRef;
  parties: Parties;
}

export interface ChildClosedEvent extends StepBase {
  type: 'child-closed';
  child: string;
  childState: string;
}

/** Another matter goes on in this one, or does so no more. */
export interface AbsorbedEvent extends StepBase {
  type: 'absorbed' | 'released';
  matter: string;
}

/** The matter follows another version of its pack from now on. */
export interface MovedEvent extends StepBase {
  type: 'moved-version';
  packVersion: string;
}

export type StepEvent =
  | ActedEvent
  | RequestedEvent
  | ApprovedEvent
  | RequestEndedEvent
  | TransferEvent
  | CorrectedEvent
  | RecusedEvent
  | HandedOverEvent
  | ChildClosedEvent
  | AbsorbedEvent
  | MovedEvent;

export type MatterEvent = BegunEvent | StepEvent;

/** Events to record, in their order, or why there are none. */
export type Decision = { events: MatterEvent[] } | Refusal;

export const isRefusal = (decision: Decision): decision is Refusal => 'refusal' in decision;
