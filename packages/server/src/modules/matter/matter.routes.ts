import * as contract from '@plumbline/contract/matter';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import { act, getMatter } from './act.ts';
import { listSteps } from './matter.store.ts';
import { describe, summarise } from './matter.view.ts';
import { listMatters } from './matter-list.ts';

export function matterRoutes(endpoints: Endpoints): void {
  endpoints.query(contract.listMatters, async (ctx, { query }) => {
    const { rows, next } = await listMatters(ctx, query);
    const items = await Promise.all(rows.map((row) => summarise(ctx, row)));
    return { items: query.mine === 'true' ? items.filter((item) => item.allowed.length > 0) : items, next };
  });

  endpoints.query(contract.getMatter, async (ctx, { params }) => {
    const [row, steps] = await Promise.all([
      getMatter(ctx, params.id),
      listSteps(ctx.trx, ctx.actor.jurisdictionId, params.id),
    ]);
    return describe(ctx, row, steps);
  });

  endpoints.command(contract.actOnMatter, async (ctx, { params, body }) => {
    await act(ctx, params.id, params.action, body);
    return summarise(ctx, await getMatter(ctx, params.id));
  });
}
