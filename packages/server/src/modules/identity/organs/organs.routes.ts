import * as contract from '@plumbline/contract/organs';
import type { Endpoints } from '../../../platform/http/endpoints.ts';
import { addReach, endReach } from './reach.ts';
import { getOrgan, listOrgans } from './read-organs.ts';
import { closeOrgan, createOrgan, editOrgan, moveOrgan } from './save-organ.ts';

export function organRoutes(endpoints: Endpoints): void {
  endpoints.query(contract.listOrgans, (ctx, { query }) => listOrgans(ctx, query));
  endpoints.query(contract.getOrgan, (ctx, { params }) => getOrgan(ctx, params.id));
  endpoints.command(contract.createOrgan, (ctx, { body }) => createOrgan(ctx, body));
  endpoints.command(contract.editOrgan, (ctx, { params, body }) => editOrgan(ctx, params.id, body));
  endpoints.command(contract.moveOrgan, (ctx, { params, body }) => moveOrgan(ctx, params.id, body));
  endpoints.command(contract.closeOrgan, (ctx, { params, body }) => closeOrgan(ctx, params.id, body));
  endpoints.command(contract.addReach, (ctx, { params, body }) => addReach(ctx, params.id, body));
  endpoints.command(contract.endReach, (ctx, { params, body }) => endReach(ctx, params.id, body));
}
