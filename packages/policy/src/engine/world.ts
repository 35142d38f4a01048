import type { SubjectKind } from '../pack/catalogue.schema.ts';
import type { TermRules } from '../terms/record.ts';
import type { PersonRef } from './refs.ts';

export interface OrganFact {
  id: string;
  parentId: string | null;
  kind: string;
}

/** Somebody who may use a permission at an organ on the day of the decision. */
export interface Holder extends PersonRef {
  permission: string;
  organ: string;
  /** Set when it is held for somebody absent: the absent one's bars hold for the delegate too. */
  delegateOf?: PersonRef;
}

export interface SubjectFacts {
  kind: SubjectKind;
  level?: string;
  tags: readonly string[];
  unitKind?: string;
}

/**
 * What the engine asks of the world outside the matter, gathered by the caller for one decision. Who approves, who is
 * kin and what waits for the end of a term depend on it.
 */
export interface World {
  /** Organs of the jurisdiction, at least those that the chain may name and all above them. */
  organs: readonly OrganFact[];
  holders: readonly Holder[];
  subjectFacts: readonly SubjectFacts[];
  /** Persons near enough to a subject, by kinship, to be kept out. */
  kin: ReadonlySet<string>;
  /** By what terms of the custodian are counted; asked where a day that somebody sets is bounded, and where terms run. */
  rules?: TermRules;
  /** The day on which running terms are looked at. */
  today?: string;
}

/** A world of which nothing is known: nobody approves in it. */
export const NOBODY: World = { organs: [], holders: [], subjectFacts: [], kin: new Set() };
