import type { Services } from '../../platform/context/context.ts';
import type { Trx } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors/app-error.ts';
import { eventRow } from '../../platform/ledger/event.ts';
import { passwordMatches } from './password.ts';

/** After so many failures in a row each further one locks the account, longer every time. */
const FREE_FAILURES = 5;
const LOCK_MS = 60_000;
const LONGEST_LOCK_MS = 60 * 60_000;

/** How long to wait after so many failures in a row, in milliseconds. */
export function lockAfter(failures: number): number {
  const over = failures - FREE_FAILURES;
  return over > 0 ? Math.min(LOCK_MS * 2 ** (over - 1), LONGEST_LOCK_MS) : 0;
}

/** How many more may fail before the next failure locks. */
export const freeTries = (failures: number): number => Math.max(0, FREE_FAILURES - failures);

interface Tries {
  failures: number;
  until: number;
}

/** Tries at names that no open account bears, by server; only as many as a guesser can make use of. */
const strangers = new WeakMap<Services['db'], Map<string, Tries>>();
const MOST_STRANGERS = 10_000;

/**
 * A name that nobody bears is locked after as many tries as a real one, so that being locked out tells nobody
 * which names there are.
 * @throws 429 locked-out
 */
export function countStranger({ db, clock }: Services, name: string): void {
  const known = strangers.get(db) ?? new Map<string, Tries>();
  strangers.set(db, known);
  const now = clock.now().getTime();
  const tries = known.get(name) ?? { failures: 0, until: 0 };
  if (tries.until > now) throw new AppError('locked-out');
  known.delete(name);
  if (known.size >= MOST_STRANGERS) known.delete(known.keys().next().value!);
  const failures = tries.failures + 1;
  known.set(name, { failures, until: now + lockAfter(failures) });
}

/** Counts a failed proof of identity and locks the account when there were too many. */
export async function countFailure(
  trx: Trx,
  j: number,
  accountId: string,
  failures: number,
  now: Date,
): Promise<void> {
  const wait = lockAfter(failures);
  await trx
    .updateTable('credential')
    .set({ failed_count: failures, locked_until: wait ? new Date(now.getTime() + wait) : null })
    .where('jurisdiction_id', '=', j)
    .where('account_id', '=', accountId)
    .execute();
  const author = { jurisdictionId: j, accountId, organId: null };
  await trx
    .insertInto('event')
    .values(
      eventRow(author, now, {
        type: 'session.refused',
        entity: 'account',
        entityId: accountId,
        data: { failures },
      }),
    )
    .execute();
}

/**
 * Asks for the own password again before something that would outlast a screen left open. Failures count and
 * lock as at sign-in, in a transaction of their own, which is kept when the caller's is not.
 * @throws 401 bad-credentials, 429 locked-out
 */
export async function provePassword(
  services: Services,
  who: { jurisdictionId: number; accountId: string },
  password: string,
): Promise<void> {
  const { jurisdictionId: j, accountId } = who;
  const now = services.clock.now();
  const outcome = await services.db.transaction({ jurisdiction: j, account: accountId }, async (trx) => {
    const credential = await trx
      .selectFrom('credential')
      .select(['password_hash', 'failed_count', 'locked_until'])
      .where('jurisdiction_id', '=', j)
      .where('account_id', '=', accountId)
      .forUpdate()
      .executeTakeFirst();
    if (credential?.locked_until && credential.locked_until > now) return new AppError('locked-out');
    if (await passwordMatches(credential?.password_hash, password)) return undefined;
    await countFailure(trx, j, accountId, (credential?.failed_count ?? 0) + 1, now);
    return new AppError('bad-credentials');
  });
  if (outcome) throw outcome;
}
