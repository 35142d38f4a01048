import type { Ctx } from '../../platform/context/context.ts';

/** The organ for which the caller takes clues in. */
export function ownOrgan(ctx: Ctx): string | undefined {
  const desks = ctx.actor.grants.flatMap((grant) => grant.organId ?? []);
  return desks.find((organId) => ctx.may('clue.register', organId));
}
