import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';
import type { Delivery as DeliveryTable } from '../../../platform/db/schema.gen.ts';
import type { Keys } from '../../../platform/files/keys.ts';

export type DeliveryRow = Selectable<DeliveryTable>;

const LABEL = 'delivery';

/** Seals an address or a code of one account. */
export const sealFor = (keys: Keys, j: number, accountId: string, text: string): Buffer =>
  keys.jurisdiction(j).encrypt(LABEL, text, accountId);

export const unsealFor = (keys: Keys, j: number, accountId: string, sealed: Uint8Array): string =>
  keys.jurisdiction(j).decrypt(LABEL, sealed, accountId).toString();

/** What is kept of a calendar's address: it has full entropy, so a plain digest suffices. */
export const digestOfFeed = (feed: string): string => createHash('sha256').update(feed).digest('hex');

export function findDelivery(trx: Trx, j: number, accountId: string): Promise<DeliveryRow | undefined> {
  return trx
    .selectFrom('delivery')
    .selectAll()
    .where('jurisdiction_id', '=', j)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
}

/** The row of the account, made when there is none, held until the transaction ends. */
export async function lockDelivery(trx: Trx, j: number, accountId: string): Promise<DeliveryRow> {
  await trx
    .insertInto('delivery')
    .values({ jurisdiction_id: j, account_id: accountId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return trx
    .selectFrom('delivery')
    .selectAll()
    .where('jurisdiction_id', '=', j)
    .where('account_id', '=', accountId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

export async function changeDelivery(
  trx: Trx,
  j: number,
  accountId: string,
  change: Partial<Omit<DeliveryRow, 'jurisdiction_id' | 'account_id'>>,
): Promise<void> {
  await trx
    .updateTable('delivery')
    .set(change)
    .where('jurisdiction_id', '=', j)
    .where('account_id', '=', accountId)
    .execute();
}

/** More lie unread only where nobody looks any more. */
const MOST_UNREAD = 1000;

/** Unread notices of the account that the transaction belongs to, newest first. */
export async function unreadIds(trx: Trx, j: number): Promise<string[]> {
  const rows = await trx
    .selectFrom('notice')
    .select('id')
    .where('jurisdiction_id', '=', j)
    .where('read_at', 'is', null)
    .orderBy('created_at', 'desc')
    .limit(MOST_UNREAD)
    .execute();
  return rows.map((row) => row.id);
}
