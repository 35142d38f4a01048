import { matchPerson, type PersonCandidate } from '../../../platform/matching/match.ts';
import type { Certainty, Match, MatchResult, UnitNames } from '../../../platform/matching/match.types.ts';
import { matchUnit } from '../../../platform/matching/match-unit.ts';
import type { CheckedRow, RowFault } from './check-row.ts';

/** Whom a row may mean, with what tells namesakes apart; kept with the row, as its body may not see the registry. */
export interface RowCandidate {
  kind: 'person' | 'unit';
  id: string;
  name: string;
  unit: string | null;
  post: string | null;
  certainty: Exclude<Certainty, 'none'>;
  reasons: string[];
}

export interface Resolution {
  /** The subject that is taken to be meant; null while somebody must pick. */
  subject: RowCandidate | null;
  candidates: RowCandidate[];
  faults: RowFault[];
}

export interface KnownPerson extends PersonCandidate {
  /** Post and unit to show: today's, else the last. */
  shown: { unit: string | null; post: string | null };
}

/** The part of the registry that a batch of rows may mean. */
export interface Registry {
  /** Everybody with this number, or a name with the same loose key. */
  persons(name: string, idHash: string | null): readonly KnownPerson[];
  units: readonly UnitNames[];
}

const SHOWN = 20;

/**
 * Whom a checked row means. A single certain or likely match is taken (a likely one waits for a second person
 * after acceptance); several are offered; none is a fault that says what to do.
 *
 * @param asOf the day that "current" refers to
 */
export function resolveRow(
  row: CheckedRow,
  idHash: string | null,
  registry: Registry,
  asOf: string,
): Resolution {
  return row.cells.name ? resolvePerson(row, idHash, registry, asOf) : resolveUnit(row, registry);
}

function resolvePerson(row: CheckedRow, idHash: string | null, registry: Registry, asOf: string): Resolution {
  const { name = '', unit = '', post } = row.cells;
  const persons = registry.persons(name, idHash);
  const result = matchPerson(
    { name, unitName: unit, hasIdNumber: idHash !== null, postTitle: post ?? null, asOf },
    persons,
  );
  const known = new Map(persons.map((person) => [person.id, person]));
  const candidates = result.matches
    .slice(0, SHOWN)
    .map((match) => personCandidate(match, known.get(match.id)!));
  if (result.certainty !== 'none') return taken(result, candidates);
  const units = unitCandidates(row, registry);
  // What can't be a name was told of already.
  const told = row.faults.some((fault) => fault.column === 'name');
  return {
    subject: null,
    candidates: units.candidates,
    faults: told ? [] : [{ column: 'name', code: 'person.unknown', params: { name } }],
  };
}

function resolveUnit(row: CheckedRow, registry: Registry): Resolution {
  const { result, candidates } = unitCandidates(row, registry);
  if (result.certainty !== 'none') return taken(result, candidates);
  const unit = row.cells.unit ?? '';
  return {
    subject: null,
    candidates: [],
    // An empty cell was told of already.
    faults: unit ? [{ column: 'unit', code: 'unit.unknown', params: { unit } }] : [],
  };
}

function taken(result: MatchResult, candidates: RowCandidate[]): Resolution {
  const clear = result.certainty === 'certain' || result.certainty === 'likely';
  return { subject: clear ? candidates[0]! : null, candidates, faults: [] };
}

function unitCandidates(
  row: CheckedRow,
  { units }: Registry,
): { result: MatchResult; candidates: RowCandidate[] } {
  const result = matchUnit({ unitName: row.cells.unit ?? '' }, units);
  const known = new Map(units.map((unit) => [unit.id, unit]));
  const candidates = result.matches.slice(0, SHOWN).map(
    (match): RowCandidate => ({
      kind: 'unit',
      ...plain(match),
      name: known.get(match.id)!.name,
      unit: null,
      post: null,
    }),
  );
  return { result, candidates };
}

const personCandidate = (match: Match, person: KnownPerson): RowCandidate => ({
  kind: 'person',
  ...plain(match),
  name: person.name,
  ...person.shown,
});

const plain = ({ id, certainty, reasons }: Match) => ({ id, certainty, reasons: [...reasons] });
