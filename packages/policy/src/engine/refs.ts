import type { SubjectKind } from '../pack/catalogue.schema.ts';

/** Somebody, as events name them: two accounts of one person are never two persons. */
export interface PersonRef {
  account: string;
  person?: string;
}

export interface SubjectRef {
  kind: SubjectKind;
  id: string;
}

export interface PartyRef {
  kind: 'account' | 'person' | 'unit' | 'organ';
  id: string;
}

/** Who takes which place: the fixed ones, and those that the procedure declares. */
export type Parties = Readonly<Partial<Record<string, readonly PartyRef[]>>>;
