import type { Pack } from '@plumbline/policy';
import { type RawBuilder, sql } from 'kysely';

/**
 * States that are not the end and in which nobody has anything to do, as `procedure state`: a verified material may
 * still be revoked, yet it waits for no one.
 */
function restingStates(pack: Pack): string[] {
  const live = new Set(pack.statuses.filter((status) => status.live).map(({ code }) => code));
  return Object.values(pack.procedures).flatMap(({ procedure, states }) =>
    Object.entries(states).flatMap(([code, state]) =>
      state.final || live.has(state.status) ? [] : [`${procedure} ${code}`],
    ),
  );
}

/** Condition on a matter's row that somebody has something to do in it, approvals asked for included. */
export const astir = (pack: Pack): RawBuilder<boolean> =>
  sql<boolean>`(history ? 'pending' or (procedure || ' ' || state) <> all (${restingStates(pack)}::text[]))`;
