import type { FormFault } from '../forms/validate-form.ts';
import type { Authority } from '../pack/authority.schema.ts';
import type { PackText } from '../pack/common.schema.ts';
import type { Procedure } from '../pack/procedure.schema.ts';
import type { ActorRelation } from '../pack/procedure-parts.schema.ts';
import type { TermRecord } from '../terms/record.ts';
import type { ChildRef, Offer, PanelRecord, Pending, Recusal } from './records.ts';
import type { Parties, PersonRef, SubjectRef } from './refs.ts';

/** Name that stands for the start of a matter in `secondPerson`. */
export const BEGIN = 'begin';

/** Who acts, as far as this matter is concerned. */
export interface Actor extends PersonRef {
  /** Unit in which the account holds a role. */
  unit?: string;
  /** Organs whose members the account stands for here: own ones and those within its reach. */
  organs?: readonly string[];
  /** Those of them in which the account itself holds a role, not by an organ above. */
  serves?: readonly string[];
  /**
   * Permissions held at the custodian organ, at an organ that custody is offered to, or where the account meets
   * the matter as a party.
   */
  permissions: ReadonlySet<string>;
  /** Relations that the caller has established by what the engine can't see. */
  duties: ReadonlySet<ActorRelation>;
}

/** The platform itself, for steps that no person takes. */
export const SYSTEM: Actor = { account: 'system', permissions: new Set(), duties: new Set(['system']) };

/** One step that was taken. */
export interface Act extends PersonRef {
  /** Action, built-in verb, or `begin`. */
  action: string;
  seq: number;
  at: string;
  /** Undone by a later step; it stays on record and counts for nothing. */
  undone?: true;
}

/** The matter that began another one, and what that is to it. */
export interface ParentRef {
  matter: string;
  as: string;
  /** It says what others are to learn, and is not set aside with it. */
  openly?: true;
}

/** What a matter carries besides its place; all of it follows from events. */
export interface MatterRecords {
  /** What all forms said so far, a later one over an earlier one. */
  data: Readonly<Record<string, unknown>>;
  terms: readonly TermRecord[];
  panels: Readonly<Record<string, PanelRecord>>;
  children: readonly ChildRef[];
  recusals: readonly Recusal[];
}

/** A running instance of a procedure, computed from its events alone. */
export interface Matter extends MatterRecords {
  id: string;
  procedure: string;
  /** Version of the pack under which it began and whose states and actions it keeps. */
  packVersion: string;
  custodian: string;
  subjects: readonly SubjectRef[];
  parties: Parties;
  state: string;
  /** Sequence number of the event by which the present state was entered. */
  enteredSeq: number;
  /** Number of events so far. */
  seq: number;
  acts: readonly Act[];
  /** The matter that began this one. */
  parent?: ParentRef;
  /** Request for approval that waits for its answer. */
  pending?: Pending;
  /** Offer of custody that waits for its answer. */
  transfer?: Offer;
  /** The matter in which this one goes on. */
  joined?: string;
  /** How it stood before it joined: what parting brings back. */
  apart?: Apart;
  /** Matters that go on in this one. */
  absorbed?: readonly string[];
  /** What the last step changed, while it may still be undone. */
  undo?: { seq: number; action: string; before: Undoable };
}

/** What parting from another matter brings back; places of people stay as they are by then. */
export interface Apart {
  /** Number of the step by which it joined. */
  seq: number;
  before: Pick<Matter, 'state' | 'enteredSeq' | 'data' | 'terms' | 'panels'>;
}

/** What the undoing of a step brings back. */
export type Undoable = Pick<
  Matter,
  'state' | 'enteredSeq' | 'parties' | 'data' | 'terms' | 'panels' | 'pending'
>;

/** Records of a matter to which nothing has happened yet. */
export const NO_RECORDS: MatterRecords = { data: {}, terms: [], panels: {}, children: [], recusals: [] };

/**
 * Why an action is refused. actor.* and approval.not-yours: this actor may not (HTTP 403); subjects, reason*
 * and form: the input is wrong (400); all others: not now (409).
 */
export type RefusalCode =
  | 'action.unknown'
  | 'actor.relation'
  | 'actor.permission'
  | 'actor.second-person'
  | 'actor.recused'
  | 'approval.not-yours'
  | 'approval.pending'
  | 'approval.nobody'
  | 'approval.outdated'
  | 'transfer.pending'
  | 'state'
  | 'order'
  | 'guard'
  | 'guard.failed'
  | 'term.closed'
  | 'term.passed'
  | 'term.running'
  | 'term.undelivered'
  | 'term.extensions'
  | 'panel.quorum'
  | 'panel.chair-last'
  | 'panel.spoken'
  | 'children.open'
  | 'subjects'
  | 'reason'
  | 'reason.none'
  | 'form';

export interface Refusal {
  refusal: RefusalCode;
  text: PackText;
  params: Record<string, unknown>;
  faults?: FormFault[];
}

export const refuse = (
  refusal: RefusalCode,
  zh: string,
  en: string,
  params: Record<string, unknown> = {},
): Refusal => ({ refusal, text: { zh, en }, params });

export const isRefused = (value: object): value is Refusal => 'refusal' in value;

/** A procedure bound to the pack that it came from: it can check forms. See `machineOf`. */
export type Machine = Procedure & {
  readonly packVersion: string;
  /** Time zone in which moments become days. */
  readonly zone: string;
  /** @param now moment of the step: no field of the past names a later day */
  validate(form: string, data: unknown, now: string): FormFault[];
  /** Names of the fields of a form. */
  fieldsOf(form: string): string[];
  /** Authorities of the pack in force: who approves is live, unlike states and actions. */
  authority(code: string): Authority | undefined;
};

export interface ActionInput {
  data?: unknown;
  reason?: string;
  /** Fresh ids for the matters that the action begins, as many as it may begin. */
  ids?: readonly string[];
}
