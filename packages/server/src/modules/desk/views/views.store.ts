import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';
import type { SavedView } from '../../../platform/db/schema.gen.ts';

export type ViewRow = Selectable<SavedView>;

/** Views of the transaction's account, which is all that it may see. */
export async function listViews(trx: Trx, j: number, list?: string): Promise<ViewRow[]> {
  let query = trx.selectFrom('saved_view').selectAll().where('jurisdiction_id', '=', j);
  if (list) query = query.where('list', '=', list);
  return query.orderBy('list').orderBy('name').execute();
}

/** One change of an account's views at a time: their number and the one default are judged together. */
export async function lockViews(trx: Trx, j: number, account: string): Promise<ViewRow[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`saved_view ${j} ${account}`}, 0))`.execute(trx);
  return listViews(trx, j);
}

export const insertView = (trx: Trx, row: Insertable<SavedView>) =>
  trx.insertInto('saved_view').values(row).execute();

export const updateView = (trx: Trx, j: number, id: string, change: Updateable<SavedView>) =>
  trx.updateTable('saved_view').set(change).where('jurisdiction_id', '=', j).where('id', '=', id).execute();

export const deleteView = (trx: Trx, j: number, id: string) =>
  trx.deleteFrom('saved_view').where('jurisdiction_id', '=', j).where('id', '=', id).execute();

/** No view of the list opens by itself any more. */
export const dropDefault = (trx: Trx, j: number, list: string) =>
  trx
    .updateTable('saved_view')
    .set({ is_default: false })
    .where('jurisdiction_id', '=', j)
    .where('list', '=', list)
    .where('is_default', '=', true)
    .execute();
