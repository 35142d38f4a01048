import * as contract from '@plumbline/contract/coverage';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import { describeCoverage, listUncovered, listVolumes } from './coverage.ts';

export function coverageRoutes(endpoints: Endpoints): void {
  endpoints.query(contract.getCoverage, (ctx) => describeCoverage(ctx));
  endpoints.query(contract.listUncovered, (ctx, { query }) => listUncovered(ctx, query.unitId));
  endpoints.query(contract.listVolumes, (ctx, { query }) => listVolumes(ctx, query));
}
