import { type Actor, actorOf } from '../../platform/access/actor.ts';
import { dayOf } from '../../platform/clock/clock.ts';
import type { Services } from '../../platform/context/context.ts';
import { findActorFacts } from './identity.store.ts';

/**
 * The actor behind an account, for work that goes on when the request is over (jobs) or that has none (command
 * line): what the account may do is asked anew. Undefined when the account is closed or gone.
 */
export async function actorOfAccount(
  { db, clock, packs }: Services,
  jurisdictionId: number,
  accountId: string,
): Promise<Actor | undefined> {
  const session = { id: '', jurisdictionId, accountId };
  const facts = await db.transaction({ jurisdiction: jurisdictionId, account: accountId }, (trx) =>
    findActorFacts(trx, session, dayOf(clock.now())),
  );
  return facts && actorOf(facts, packs.of(jurisdictionId));
}
