import * as contract from '@plumbline/contract/figures';
import type { Endpoints } from '../../../platform/http/endpoints.ts';
import { exportCounted, listCounted } from './list-counted.ts';
import { exportFigures, readFigures } from './read-figures.ts';

/** What came of the work, as numbers, and the matters behind each of them. */
export function figureRoutes(endpoints: Endpoints): void {
  endpoints.query(contract.readFigures, (ctx, { query }) => readFigures(ctx, query));
  endpoints.download(contract.exportFigures, (ctx, { query }) => exportFigures(ctx, query));
  endpoints.query(contract.listCounted, (ctx, { params, query }) => listCounted(ctx, params.code, query));
  endpoints.download(contract.exportCounted, (ctx, { params, query }) =>
    exportCounted(ctx, params.code, query),
  );
}
