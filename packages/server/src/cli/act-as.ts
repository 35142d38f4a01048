import { findActorFacts } from '../modules/identity/identity.store.ts';
import { type Actor, actorOf } from '../platform/access/actor.ts';
import { dayOf } from '../platform/clock/clock.ts';
import type { Services } from '../platform/context/context.ts';
import { UsageError } from './command.ts';

/** The jurisdiction by its code, or the only one there is. @throws UsageError naming those that exist */
export async function findJurisdiction(services: Services, code: string | undefined): Promise<number> {
  const rows = await services.db.transaction({ jurisdiction: 0 }, (trx) =>
    trx.selectFrom('jurisdiction').select(['id', 'code']).orderBy('id').execute(),
  );
  const found = code === undefined && rows.length === 1 ? rows[0] : rows.find((row) => row.code === code);
  if (found) return found.id;
  if (rows.length === 0)
    throw new UsageError('There is no jurisdiction yet: run plumbline start or demo first.');
  throw new UsageError(`Which jurisdiction? --jurisdiction ${rows.map((row) => row.code).join(' | ')}`);
}

/**
 * The account in whose name and with whose rights a command acts: what it does stands in the ledger as that
 * account's doing. @throws UsageError when there is no such open account
 */
export async function actAs(services: Services, jurisdiction: number, username: string): Promise<Actor> {
  const name = username.normalize('NFKC').toLowerCase();
  const account = await services.db.transaction({ jurisdiction }, (trx) =>
    trx
      .selectFrom('account')
      .select('id')
      .where('jurisdiction_id', '=', jurisdiction)
      .where((eb) => eb(eb.fn<string>('lower', ['username']), '=', name))
      .where('closed_at', 'is', null)
      .executeTakeFirst(),
  );
  if (!account) throw new UsageError(`There is no open account ${username}.`);
  const session = { id: '', jurisdictionId: jurisdiction, accountId: account.id };
  const today = dayOf(services.clock.now());
  const facts = await services.db.transaction({ jurisdiction, account: account.id }, (trx) =>
    findActorFacts(trx, session, today),
  );
  if (!facts) throw new UsageError(`There is no open account ${username}.`);
  return actorOf(facts, services.packs.of(jurisdiction));
}
