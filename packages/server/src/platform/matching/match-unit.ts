import { checkCreditCode } from '@plumbline/contract/identifiers';
import type { Match, MatchResult, Reason, UnitNames } from './match.types.ts';
import { compareUnitNames } from './unit-names.ts';

/** How a submitted unit relates to one of the registry; `code` outdoes every name. */
export type UnitRelation = 'code' | 'exact' | 'alias' | 'short' | 'none';

/** What a row says about a unit. */
export interface SubmittedUnit {
  unitName?: string | null;
  creditCode?: string | null;
}

/** Compares a submitted unit with one unit; a valid credit code that differs rules it out. */
export function compareUnit(row: SubmittedUnit, unit: UnitNames): UnitRelation {
  const code = compareCodes(row, unit);
  if (code === 'equal') return 'code';
  return code === 'different' ? 'none' : compareUnitNames(row.unitName ?? '', unit.name, unit.aliases);
}

/**
 * Finds the unit that a row means: certain by credit code or by the official name, likely by another name
 * or an abbreviation, ambiguous when several fit or when code and name contradict each other.
 *
 * @param units every unit of the jurisdiction that may be meant, past ones included
 */
export function matchUnit(row: SubmittedUnit, units: readonly UnitNames[]): MatchResult {
  const graded = units
    .map((unit) => ({
      id: unit.id,
      code: compareCodes(row, unit),
      name: compareUnitNames(row.unitName ?? '', unit.name, unit.aliases),
    }))
    .filter(({ code, name }) => code === 'equal' || name !== 'none');
  const named = Boolean(row.unitName?.trim());
  const matches = graded.map((unit): Match & { rank: number } => {
    const others = graded.filter((other) => other !== unit);
    const reasons: Reason[] = [];
    if (unit.code === 'equal') reasons.push('credit-code-equal');
    if (unit.code === 'different') reasons.push('credit-code-differs');
    if (unit.name !== 'none') reasons.push(NAME_REASONS[unit.name]);
    else if (named) reasons.push('name-differs');
    const rank = unit.code === 'equal' ? 0 : 1 + ORDER.indexOf(unit.name);
    const { certainty, against } = grade(unit, others, named);
    return { id: unit.id, certainty, reasons: against ? [...reasons, against] : reasons, rank };
  });
  return ranked(matches);
}

interface Graded {
  code: 'equal' | 'different' | 'unknown';
  name: 'exact' | 'alias' | 'short' | 'none';
}

const ORDER = ['exact', 'alias', 'short', 'none'];
const NAME_REASONS = { exact: 'name-equal', alias: 'unit-alias', short: 'unit-short' } as const;

function grade(
  unit: Graded,
  others: readonly Graded[],
  named: boolean,
): { certainty: Match['certainty']; against?: Reason } {
  const sameCode = others.some((other) => other.code === 'equal');
  if (unit.code === 'equal') {
    if (sameCode) return { certainty: 'ambiguous', against: 'credit-code-twice' };
    if (unit.name !== 'exact' && others.some((other) => other.name === 'exact'))
      return { certainty: 'ambiguous' };
    // Renamed units keep their code, so another name asks for a look and doesn't refuse.
    return { certainty: named && unit.name === 'none' ? 'likely' : 'certain' };
  }
  if (unit.code === 'different' || sameCode) return { certainty: 'ambiguous' };
  // An abbreviation that also fits doesn't disturb a full name, another unit's full or registered name does.
  const rivals = others.filter(
    (other) => other.name === 'exact' || ORDER.indexOf(other.name) <= ORDER.indexOf(unit.name),
  );
  if (rivals.length > 0) return { certainty: 'ambiguous', against: 'namesake' };
  const alias = others.some((other) => other.name === 'alias');
  return { certainty: unit.name === 'exact' && !alias ? 'certain' : 'likely' };
}

function compareCodes(row: SubmittedUnit, unit: UnitNames): Graded['code'] {
  const [submitted, held] = [checkCreditCode(row.creditCode ?? ''), checkCreditCode(unit.creditCode ?? '')];
  if (!submitted.ok || !held.ok) return 'unknown';
  return submitted.value === held.value ? 'equal' : 'different';
}

const CERTAINTIES = ['certain', 'likely', 'ambiguous'];

/** Sorts matches by certainty, then by their rank (lower is better), then by id, so that the result is one. */
export function ranked(matches: readonly (Match & { rank: number })[]): MatchResult {
  const sorted = matches
    .toSorted(
      (a, b) =>
        CERTAINTIES.indexOf(a.certainty) - CERTAINTIES.indexOf(b.certainty) ||
        a.rank - b.rank ||
        (a.id < b.id ? -1 : 1),
    )
    .map(({ id, certainty, reasons }) => ({ id, certainty, reasons }));
  return { certainty: sorted[0]?.certainty ?? 'none', matches: sorted };
}
