import type { ActorRelation } from '../pack/procedure-parts.schema.ts';
import type { PartyRef, PersonRef } from './refs.ts';
import type { Actor, Matter } from './types.ts';
import type { World } from './world.ts';

export type Stage = Pick<Matter, 'custodian' | 'subjects' | 'parties' | 'acts'> &
  Partial<Pick<Matter, 'recusals'>>;

/** Relations that a subject of the matter keeps: it never handles or judges its own matter. */
const SUBJECT_KEEPS: ReadonlySet<ActorRelation> = new Set(['subject', 'author', 'contributor']);
/** Relations in which nobody handles or judges. */
export const RECUSED_KEEPS: ReadonlySet<ActorRelation> = new Set([
  'subject',
  'contributor',
  'unit',
  'system',
]);

/** In which relations the actor stands to the matter, recusals aside. */
export function relationsOf(matter: Stage, actor: Actor): Set<ActorRelation> {
  const found = new Set<ActorRelation>(actor.duties);
  if (actor.organs?.includes(matter.custodian)) found.add('custodian');
  const first = matter.acts[0];
  if (first && isSamePerson(first, actor)) found.add('author');
  for (const [role, parties] of Object.entries(matter.parties)) if (isParty(parties, actor)) found.add(role);
  for (const { kind, id } of matter.subjects) {
    if (kind === 'unit' && id === actor.unit) found.add('unit');
    if (kind === 'person' && id === actor.person) found.add('subject');
  }
  if (!found.has('subject')) return found;
  // A subject contributes only where it is asked in person, not through an office it belongs to.
  const inPerson = matter.parties.contributor?.filter((p) => p.kind === 'account' || p.kind === 'person');
  if (!isParty(inPerson, actor)) found.delete('contributor');
  return new Set([...found].filter((r) => SUBJECT_KEEPS.has(r)));
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
export const isSamePerson = (a: PersonRef, b: PersonRef): boolean =>
  a.account === b.account || (a.person !== undefined && a.person === b.person);

/** Whether somebody must stay out of the matter: recused on record, or kin of a subject (protection P14). */
export const isRecused = (matter: Pick<Stage, 'recusals'>, who: PersonRef, world?: World): boolean =>
  matter.recusals?.some((recusal) => isSamePerson(recusal, who)) === true ||
  (who.person !== undefined && world?.kin.has(who.person) === true);

export const who = ({ account, person }: PersonRef): PersonRef =>
  person === undefined ? { account } : { account, person };
