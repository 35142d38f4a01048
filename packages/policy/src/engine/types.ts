import type { FormFault } from '../forms/validate-form.ts';
import type { SubjectKind } from '../pack/catalogue.schema.ts';
import type { PackText } from '../pack/common.schema.ts';
import type { ActorRelation, Procedure } from '../pack/procedure.schema.ts';

/** Name that stands for the start of a matter in `secondPerson`. */
export const BEGIN = 'begin';

/** Who acts, as far as this matter is concerned. */
export interface Actor {
  account: string;
  /** Person behind the account: two accounts of one person are never two persons. */
  person?: string;
  /** Unit for which the account speaks. */
  unit?: string;
  /** Organs whose members the account stands for here: own ones and those within its reach. */
  organs?: readonly string[];
  /** Permissions held at the custodian organ, or where the account meets the matter as a party. */
  permissions: ReadonlySet<string>;
  /** Relations that the caller has established by what the engine can't see. */
  duties: ReadonlySet<ActorRelation>;
}

/** The platform itself, for steps that no person takes. */
export const SYSTEM: Actor = { account: 'system', permissions: new Set(), duties: new Set(['system']) };

export interface SubjectRef {
  kind: SubjectKind;
  id: string;
}

export interface PartyRef {
  kind: 'account' | 'person' | 'unit' | 'organ';
  id: string;
}

export type PartyRole = 'receiver' | 'contributor' | 'unit' | 'handler';
export type Parties = Partial<Record<PartyRole, readonly PartyRef[]>>;

/** One step that was taken. */
export interface Act {
  /** Action, or `begin`. */
  action: string;
  seq: number;
  at: string;
  account: string;
  person?: string;
}

/** A running instance of a procedure, computed from its events alone. */
export interface Matter {
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
}

interface EventBase {
  seq: number;
  /** Moment, ISO 8601. */
  at: string;
  account: string;
  person?: string;
  /** Relation in which the actor acted. */
  as: ActorRelation;
  data?: unknown;
  effects: readonly string[];
}

export interface BegunEvent extends EventBase {
  type: 'begun';
  matter: string;
  procedure: string;
  packVersion: string;
  custodian: string;
  subjects: readonly SubjectRef[];
  parties: Parties;
  to: string;
}

export interface ActedEvent extends EventBase {
  type: 'acted';
  action: string;
  from: string;
  /** State afterwards; equal to `from` when the action leaves it. */
  to: string;
  reason?: string;
}

export type MatterEvent = BegunEvent | ActedEvent;

/**
 * Why an action is refused. actor.*: this actor may not (HTTP 403); state and order: not now (409);
 * subjects, reason and form: the input is wrong (400).
 */
export type RefusalCode =
  | 'action.unknown'
  | 'actor.relation'
  | 'actor.permission'
  | 'actor.second-person'
  | 'state'
  | 'order'
  | 'subjects'
  | 'reason'
  | 'form';

export interface Refusal {
  refusal: RefusalCode;
  text: PackText;
  params: Record<string, unknown>;
  faults?: FormFault[];
}

export type Decision = { events: MatterEvent[] } | Refusal;

export const isRefusal = (decision: Decision): decision is Refusal => 'refusal' in decision;

/** A procedure bound to the pack that it came from: it can check forms. See `machineOf`. */
export type Machine = Procedure & {
  readonly packVersion: string;
  validate(form: string, data: unknown): FormFault[];
};

export interface ActionInput {
  data?: unknown;
  reason?: string;
}
