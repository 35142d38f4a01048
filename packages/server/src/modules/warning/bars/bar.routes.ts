import { listBars } from '@plumbline/contract/bar';
import type { Endpoints } from '../../../platform/http/endpoints.ts';
import { needDossier } from './bar.store.ts';
import { viewBars } from './bars-in-force.ts';

/** What is in force against a person, for whoever sees the dossier. */
export function barRoutes(endpoints: Endpoints): void {
  endpoints.query(listBars, async (ctx, { params }) => {
    await needDossier(ctx, params.id);
    return { items: await viewBars(ctx, params.id) };
  });
}
