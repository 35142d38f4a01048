import * as contract from '@plumbline/contract/saved-view';
import type { Endpoints } from '../../../platform/http/endpoints.ts';
import { changeOwnView, listOwnViews, removeOwnView, saveOwnView } from './keep-views.ts';

export function viewRoutes(endpoints: Endpoints): void {
  endpoints.query(contract.listSavedViews, (ctx, { query }) => listOwnViews(ctx, query.list));
  endpoints.command(contract.saveView, (ctx, { body }) => saveOwnView(ctx, body));
  endpoints.command(contract.changeView, (ctx, { params, body }) => changeOwnView(ctx, params.id, body));
  endpoints.command(contract.removeView, async (ctx, { params }) => {
    await removeOwnView(ctx, params.id);
    return undefined;
  });
}
