/**
 * How far a match can be relied on. Only `certain` may be filed without a second person; `likely` is one
 * person or unit that a second person confirms; `ambiguous` must be picked by hand; `none` found nothing.
 */
export type Certainty = 'certain' | 'likely' | 'ambiguous' | 'none';

/** Why a candidate was found, or what speaks against it; shown to the person who confirms. */
export type Reason =
  | 'id-number-equal'
  | 'id-number-differs'
  | 'id-number-not-on-record'
  | 'id-number-twice'
  | 'number-of-another-name'
  | 'name-equal'
  | 'name-similar'
  | 'only-name'
  | 'unit-current'
  | 'unit-former'
  | 'unit-alias'
  | 'unit-short'
  | 'unit-differs'
  | 'post-equal'
  | 'post-differs'
  | 'birth-equal'
  | 'birth-differs'
  | 'credit-code-equal'
  | 'credit-code-differs'
  | 'credit-code-twice'
  | 'name-differs'
  | 'namesake';

export interface Match {
  id: string;
  certainty: Exclude<Certainty, 'none'>;
  reasons: Reason[];
}

export interface MatchResult {
  /** That of the first match. With `certain` and `likely` the first match is the only one so good. */
  certainty: Certainty;
  /** Best first; the order of candidates never matters. */
  matches: Match[];
}

export interface UnitNames {
  id: string;
  name: string;
  /** Registered short, former and other names. */
  aliases: readonly string[];
  creditCode?: string | null;
}
