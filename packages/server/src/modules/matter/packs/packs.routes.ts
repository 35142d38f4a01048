import * as contract from '@plumbline/contract/pack';
import type { Endpoints } from '../../../platform/http/endpoints.ts';
import { viewPackCheck, viewPackProcedure, viewPacks, viewPackVersion } from './view-packs.ts';

export function packRoutes(endpoints: Endpoints): void {
  endpoints.query(contract.listPacks, (ctx) => viewPacks(ctx));
  endpoints.query(contract.getPackVersion, (ctx, { params }) => viewPackVersion(ctx, params));
  endpoints.query(contract.checkPackVersion, (ctx, { params }) => viewPackCheck(ctx, params));
  endpoints.query(contract.getPackProcedure, (ctx, { params }) => viewPackProcedure(ctx, params));
}
