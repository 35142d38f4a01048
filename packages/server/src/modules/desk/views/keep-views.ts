import type { Body } from '@plumbline/contract/route';
import { type changeView, MOST_VIEWS, type SavedView, type saveView } from '@plumbline/contract/saved-view';
import type { Ctx } from '../../../platform/context/context.ts';
import { newId } from '../../../platform/db/id.ts';
import { json } from '../../../platform/db/sql.ts';
import { AppError, found } from '../../../platform/errors/app-error.ts';
import * as store from './views.store.ts';

const viewOf = (row: store.ViewRow): SavedView => ({
  id: row.id,
  list: row.list as SavedView['list'],
  name: row.name,
  filters: row.filters as SavedView['filters'],
  columns: row.columns as SavedView['columns'],
  isDefault: row.is_default,
});

/** A view is of its owner alone: nobody's role or reach shows it to anybody else. */
export async function listOwnViews(ctx: Ctx, list?: string): Promise<{ items: SavedView[] }> {
  const rows = await store.listViews(ctx.trx, ctx.actor.jurisdictionId, list);
  return { items: rows.map(viewOf) };
}

const lock = (ctx: Ctx) => store.lockViews(ctx.trx, ctx.actor.jurisdictionId, ctx.actor.accountId);

function refuseTaken(own: readonly store.ViewRow[], list: string, name: string): void {
  if (own.some((one) => one.list === list && one.name === name))
    throw new AppError('duplicate', { faults: [{ pointer: '/name', code: 'view-taken' }] });
}

/**
 * The ledger keeps that a view was kept, of which list and by which filters; not its name and not what they look
 * for, which may name a person.
 */
const record = (ctx: Ctx, act: 'saved' | 'changed' | 'removed', view: SavedView): void =>
  ctx.record({
    type: `view.${act}`,
    entity: 'view',
    entityId: view.id,
    data: { list: view.list, filters: Object.keys(view.filters).sort(), default: view.isDefault },
  });

/** @throws 409 when the name is taken in this list, 400 when the account keeps as many as it may */
export async function saveOwnView(ctx: Ctx, input: Body<typeof saveView>): Promise<SavedView> {
  const { jurisdictionId: j, accountId } = ctx.actor;
  const own = await lock(ctx);
  refuseTaken(own, input.list, input.name);
  if (own.length >= MOST_VIEWS)
    throw new AppError('invalid', { faults: [{ pointer: '/name', code: 'view-most' }] });
  if (input.isDefault) await store.dropDefault(ctx.trx, j, input.list);
  const view = { id: newId(ctx.now.getTime()), ...input };
  await store.insertView(ctx.trx, {
    jurisdiction_id: j,
    id: view.id,
    account_id: accountId,
    list: view.list,
    name: view.name,
    filters: json(view.filters),
    columns: view.columns ? json(view.columns) : null,
    is_default: view.isDefault,
    created_at: ctx.now,
  });
  record(ctx, 'saved', view);
  return view;
}

/** @throws 404 when it is not the caller's, 409 when the new name is taken */
export async function changeOwnView(
  ctx: Ctx,
  id: string,
  input: Body<typeof changeView>,
): Promise<SavedView> {
  const { jurisdictionId: j } = ctx.actor;
  const own = await lock(ctx);
  const before = viewOf(found(own.find((one) => one.id === id)));
  const view: SavedView = {
    ...before,
    name: input.name ?? before.name,
    filters: input.filters ?? before.filters,
    columns: input.columns === undefined ? before.columns : input.columns,
    isDefault: input.isDefault ?? before.isDefault,
  };
  const others = own.filter((one) => one.id !== id);
  refuseTaken(others, view.list, view.name);
  if (view.isDefault && !before.isDefault) await store.dropDefault(ctx.trx, j, view.list);
  await store.updateView(ctx.trx, j, id, {
    name: view.name,
    filters: json(view.filters),
    columns: view.columns ? json(view.columns) : null,
    is_default: view.isDefault,
  });
  record(ctx, 'changed', view);
  return view;
}

/** @throws 404 when it is not the caller's */
export async function removeOwnView(ctx: Ctx, id: string): Promise<void> {
  const view = viewOf(found((await lock(ctx)).find((one) => one.id === id)));
  await store.deleteView(ctx.trx, ctx.actor.jurisdictionId, id);
  record(ctx, 'removed', view);
}
