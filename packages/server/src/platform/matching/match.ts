import type { Match, MatchResult, Reason, UnitNames } from './match.types.ts';
import { compareUnit, ranked, type SubmittedUnit, type UnitRelation } from './match-unit.ts';
import { compareNames, exactName, type NameRelation } from './names.ts';

/** What a submitted row says about its subject. */
export interface SubmittedPerson extends SubmittedUnit {
  name: string;
  /** Whether the row gave a valid identity number; the comparison itself comes with each candidate. */
  hasIdNumber: boolean;
  postTitle?: string | null;
  /** ISO 8601 of any precision. */
  birth?: string | null;
  /** The day that "current" refers to, YYYY-MM-DD: mostly the last of the reported quarter. */
  asOf: string;
}

export interface PersonCandidate {
  id: string;
  name: string;
  otherNames: readonly string[];
  /** Keyed hashes of both identity numbers compared; null when the row or the record has none. */
  idHashEqual: boolean | null;
  birth: string | null;
  /** Past and present; dates are ISO 8601 of any precision, the end included. */
  appointments: readonly { unit: UnitNames; post: string | null; from: string | null; to: string | null }[];
}

/**
 * Finds the person that a row means.
 *
 * *Certain* is an equal identity number with an equal name, or name, unit and post together when nobody
 * else of such a name was ever in the unit. *Likely* is name and unit, name and birth date, or an equal
 * number with a similar name. A number that belongs to another name, several persons of one name, a name
 * alone, or a contradicting number or birth date are *ambiguous*: filing to the wrong person of the same
 * name harms somebody innocent, so doubt always goes to a person.
 *
 * @param candidates everybody in the jurisdiction with this number or a name with the same loose key; one
 *   left out could have shown that the match isn't the only one
 */
export function matchPerson(row: SubmittedPerson, candidates: readonly PersonCandidate[]): MatchResult {
  const found = candidates
    .map((candidate) => weigh(row, candidate))
    .filter((evidence) => evidence.idEqual || evidence.name !== 'different');
  return ranked(
    found.map((evidence) => {
      const others = found.filter((other) => other !== evidence);
      const { certainty, against } = grade(row, evidence, others);
      const reasons = [...reasonsOf(row, evidence), ...against];
      return { id: evidence.id, certainty, reasons, rank: rankOf(evidence) };
    }),
  );
}

interface Evidence {
  id: string;
  idEqual: boolean;
  idDiffers: boolean;
  name: NameRelation;
  /** Null when the row names no unit. */
  unit: { relation: UnitRelation; current: boolean } | null;
  post: 'equal' | 'different' | 'unknown';
  birth: 'equal' | 'different' | 'unknown';
}

const RELATIONS: readonly UnitRelation[] = ['code', 'exact', 'alias', 'short', 'none'];

function weigh(row: SubmittedPerson, candidate: PersonCandidate): Evidence {
  const units = candidate.appointments
    .map(({ unit, post, from, to }) => ({
      relation: compareUnit(row, unit),
      current: holdsOn(row.asOf, from, to),
      post: comparePosts(row.postTitle, post),
    }))
    .filter(({ relation }) => relation !== 'none')
    .sort(
      (a, b) =>
        Number(b.current) - Number(a.current) ||
        RELATIONS.indexOf(a.relation) - RELATIONS.indexOf(b.relation) ||
        Number(b.post === 'equal') - Number(a.post === 'equal'),
    );
  const named = Boolean(row.unitName?.trim() || row.creditCode?.trim());
  return {
    id: candidate.id,
    idEqual: candidate.idHashEqual === true,
    idDiffers: candidate.idHashEqual === false,
    name: compareNames(row.name, [candidate.name, ...candidate.otherNames]),
    unit: units[0] ?? (named ? { relation: 'none', current: false } : null),
    post: units[0]?.post ?? 'unknown',
    birth: compareDates(row.birth, candidate.birth),
  };
}

function grade(
  row: SubmittedPerson,
  evidence: Evidence,
  others: readonly Evidence[],
): { certainty: Match['certainty']; against: Reason[] } {
  const doubtful = (...against: Reason[]) => ({ certainty: 'ambiguous' as const, against });
  const numberElsewhere = others.some((other) => other.idEqual);
  if (evidence.idEqual) {
    if (numberElsewhere) return doubtful('id-number-twice');
    if (evidence.name === 'different') return doubtful('number-of-another-name');
    if (evidence.name === 'equal') return { certainty: 'certain', against: [] };
    return others.some((other) => other.name === 'equal')
      ? doubtful('namesake')
      : { certainty: 'likely', against: [] };
  }
  if (numberElsewhere || evidence.idDiffers || evidence.birth === 'different') return doubtful();
  const { unit } = evidence;
  if (unit?.relation === 'none') return doubtful();
  // Whoever's number is known to be another one isn't a rival; everybody else of such a name is.
  const namesakes = others.filter((other) => !other.idDiffers);
  const rivals = unit
    ? namesakes.filter((other) => other.unit && other.unit.relation !== 'none')
    : namesakes.filter((other) => other.birth !== 'different');
  if (rivals.length > 0) return doubtful('namesake');
  if (!unit) {
    const byBirth = evidence.birth === 'equal' && evidence.name === 'equal';
    return byBirth ? { certainty: 'likely', against: [] } : doubtful('only-name');
  }
  const full =
    unit.current && unit.relation !== 'alias' && unit.relation !== 'short' && evidence.post === 'equal';
  if (evidence.name === 'similar') return full ? { certainty: 'likely', against: [] } : doubtful();
  return { certainty: full && !row.hasIdNumber ? 'certain' : 'likely', against: [] };
}

function reasonsOf(row: SubmittedPerson, evidence: Evidence): Reason[] {
  const { unit } = evidence;
  const placed = unit !== null && unit.relation !== 'none';
  const reasons: (Reason | false)[] = [
    evidence.idEqual && 'id-number-equal',
    evidence.idDiffers && 'id-number-differs',
    row.hasIdNumber && !evidence.idEqual && !evidence.idDiffers && 'id-number-not-on-record',
    evidence.name !== 'different' && (evidence.name === 'equal' ? 'name-equal' : 'name-similar'),
    unit?.relation === 'none' && 'unit-differs',
    placed && (unit.current ? 'unit-current' : 'unit-former'),
    unit?.relation === 'code' && 'credit-code-equal',
    unit?.relation === 'alias' && 'unit-alias',
    unit?.relation === 'short' && 'unit-short',
    evidence.post !== 'unknown' && (evidence.post === 'equal' ? 'post-equal' : 'post-differs'),
    evidence.birth !== 'unknown' && (evidence.birth === 'equal' ? 'birth-equal' : 'birth-differs'),
  ];
  return reasons.filter((reason) => typeof reason === 'string');
}

/** Order among equally certain matches, lower first: number, name, unit, post, birth. */
function rankOf(evidence: Evidence): number {
  const { unit } = evidence;
  const digits = [
    evidence.idEqual ? 0 : evidence.idDiffers ? 2 : 1,
    ['equal', 'similar', 'different'].indexOf(evidence.name),
    !unit ? 2 : unit.relation === 'none' ? 3 : unit.current ? 0 : 1,
    unit ? RELATIONS.indexOf(unit.relation) : 0,
    ['equal', 'unknown', 'different'].indexOf(evidence.post),
    ['equal', 'unknown', 'different'].indexOf(evidence.birth),
  ];
  return digits.reduce((rank, digit) => rank * 10 + digit, 0);
}

function holdsOn(day: string, from: string | null, to: string | null): boolean {
  return (!from || from <= day.slice(0, from.length)) && (!to || to >= day.slice(0, to.length));
}

/** Compares two dates as far as both are known. */
function compareDates(a: string | null | undefined, b: string | null): Evidence['birth'] {
  if (!a || !b) return 'unknown';
  const shared = Math.min(a.length, b.length);
  return a.slice(0, shared) === b.slice(0, shared) ? 'equal' : 'different';
}

/** A title may name several posts (党组书记、局长); one in common is enough, but 副局长 isn't 局长. */
function comparePosts(submitted: string | null | undefined, held: string | null): Evidence['post'] {
  const partsOf = (title: string | null | undefined) =>
    (title ?? '')
      .split(/[、,，;；/／兼]/u)
      .map(exactName)
      .filter((part) => part !== '');
  const [a, b] = [partsOf(submitted), partsOf(held)];
  if (a.length === 0 || b.length === 0) return 'unknown';
  return a.some((part) => b.includes(part)) ? 'equal' : 'different';
}
