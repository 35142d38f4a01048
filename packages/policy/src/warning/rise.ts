import type { Gravity } from '../pack/catalogue.schema.ts';
import { type Fact, rankOf } from './fact.ts';

/** What may raise a level, and nothing else (P7). */
export const CAUSES = ['new-fact', 'false-answer', 'own-lapse'] as const;
export type Cause = (typeof CAUSES)[number];

export type RiseFault =
  /** The level named is not higher than the one in force. */
  | 'not-higher'
  /** No such cause. */
  | 'no-cause'
  /** A fact was relied on already. */
  | 'relied-on'
  /** A fact tells of a matter that was relied on already. */
  | 'copy'
  /** A fact was known, verified, before the present level came into force. */
  | 'known'
  /** No new fact is named. */
  | 'no-fact'
  /** None of the facts named is a proved false answer. */
  | 'no-false-answer'
  /** Nothing that only the person could do is overdue since the level came into force. */
  | 'no-lapse';

export interface Rise {
  /** Level in force and since which day. */
  level: Gravity;
  since: string;
  to: unknown;
  cause: unknown;
  /** Facts that the rise names; all of them count today. */
  chosen: readonly Fact[];
  /** Moment at which the present level came into force, ISO 8601; left out: nothing is asked. */
  sinceAt?: string | undefined;
  /** Facts that the warning rests on, those that no longer count among them. */
  relied: readonly Pick<Fact, 'id' | 'matter'>[];
  /** First day of each lapse of the person's own. */
  lapses: readonly string[];
}

/** Why the level may not rise so; undefined when it may. */
export function refuseRise({
  level,
  since,
  sinceAt = '',
  to,
  cause,
  chosen,
  relied,
  lapses,
}: Rise): RiseFault | undefined {
  if (!isHigher(to, level)) return 'not-higher';
  if (!CAUSES.some((known) => known === cause)) return 'no-cause';
  if (chosen.some((fact) => relied.some((one) => one.id === fact.id))) return 'relied-on';
  if (chosen.some((fact) => relied.some((one) => one.matter === fact.matter))) return 'copy';
  if (chosen.some(({ verifiedAt = sinceAt }) => verifiedAt < sinceAt)) return 'known';
  if (cause === 'own-lapse') return lapses.some((day) => day > since) ? undefined : 'no-lapse';
  if (chosen.length === 0) return 'no-fact';
  if (cause === 'false-answer' && !chosen.some(({ kind }) => kind === 'false-answer'))
    return 'no-false-answer';
  return undefined;
}

const isHigher = (to: unknown, than: Gravity) => rankOf(to as Gravity) > rankOf(than);
