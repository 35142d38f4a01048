import type { ActorRelation } from '../pack/procedure.schema.ts';
import type { Actor, Matter, PartyRef, PartyRole } from './types.ts';

type Stage = Pick<Matter, 'custodian' | 'subjects' | 'parties' | 'acts'>;

/** Relations that a subject of the matter keeps: it never handles or judges its own matter. */
const SUBJECT_KEEPS: readonly ActorRelation[] = ['subject', 'author', 'contributor'];
const PARTY_ROLES: readonly PartyRole[] = ['receiver', 'contributor', 'unit', 'handler'];

/** In which relations the actor stands to the matter. */
export function relationsOf(matter: Stage, actor: Actor): Set<ActorRelation> {
  const found = new Set<ActorRelation>(actor.duties);
  if (actor.organs?.includes(matter.custodian)) found.add('custodian');
  const first = matter.acts[0];
  if (first && isSamePerson(first, actor)) found.add('author');
  for (const role of PARTY_ROLES) if (isParty(matter.parties[role], actor)) found.add(role);
  for (const { kind, id } of matter.subjects) {
    if (kind === 'unit' && id === actor.unit) found.add('unit');
    if (kind === 'person' && id === actor.person) found.add('subject');
  }
  if (!found.has('subject')) return found;
  // A subject contributes only where it is asked in person, not through an office it belongs to.
  const inPerson = matter.parties.contributor?.filter((p) => p.kind === 'account' || p.kind === 'person');
  if (!isParty(inPerson, actor)) found.delete('contributor');
  return new Set([...found].filter((r) => SUBJECT_KEEPS.includes(r)));
}

function isParty(parties: readonly PartyRef[] | undefined, actor: Actor): boolean {
  return (
    parties?.some(({ kind, id }) => {
      if (kind === 'account') return id === actor.account;
      if (kind === 'person') return id === actor.person;
      if (kind === 'unit') return id === actor.unit;
      return actor.organs?.includes(id) === true;
    }) ?? false
  );
}

/** One account, or two accounts of one person. */
export const isSamePerson = (
  a: { account: string; person?: string },
  b: { account: string; person?: string },
): boolean => a.account === b.account || (a.person !== undefined && a.person === b.person);
