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

/** The account of a username (any case) in the jurisdiction, or in the only one; undefined when there is none. */
export async function findAccountByName(
  { db }: Services,
  username: string,
  jurisdictionCode?: string,
): Promise<{ jurisdictionId: number; accountId: string } | undefined> {
  const jurisdictions = await db.transaction({ jurisdiction: 0 }, (trx) =>
    trx.selectFrom('jurisdiction').select(['id', 'code']).execute(),
  );
  const wanted = jurisdictionCode
    ? jurisdictions.filter(({ code }) => code === jurisdictionCode)
    : jurisdictions;
  const jurisdictionId = wanted.length === 1 ? wanted[0]!.id : undefined;
  if (jurisdictionId === undefined) return undefined;
  const account = await db.transaction({ jurisdiction: jurisdictionId }, (trx) =>
    trx
      .selectFrom('account')
      .select('id')
      .where('jurisdiction_id', '=', jurisdictionId)
      .where((eb) => eb(eb.fn('lower', ['username']), '=', username.toLowerCase()))
      .where('closed_at', 'is', null)
      .executeTakeFirst(),
  );
  return account && { jurisdictionId, accountId: account.id };
}
