import type { Procedure } from '../../pack/procedure.schema.ts';
import type { Matter } from '../types.ts';

/** Who sits in a place of which only the first named may decide on a request. */
export const approvingNothing = (
  { parties = {} }: Pick<Procedure, 'parties'>,
  matter: Pick<Matter, 'parties'>,
): string[] =>
  Object.entries(parties).flatMap(([role, { approves }]) =>
    approves === 'first' ? (matter.parties[role] ?? []).slice(1).map(({ id }) => id) : [],
  );
