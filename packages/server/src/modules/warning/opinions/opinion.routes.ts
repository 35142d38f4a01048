import * as contract from '@plumbline/contract/opinion';
import type { Endpoints } from '../../../platform/http/endpoints.ts';
import { noteReading } from '../../../platform/ledger/openings.ts';
import { beginRequest, requestForm } from './begin-request.ts';
import { listOpinions } from './list-opinions.ts';
import { previewNames } from './names/preview-names.ts';
import { viewSheet } from './view-sheet.ts';

/** Requests for an opinion: names, working sheet. Steps are taken as on every matter. */
export function opinionRoutes(endpoints: Endpoints): void {
  endpoints.query(contract.previewOpinionNames, (ctx, { body }) => previewNames(ctx, body));
  endpoints.query(contract.getOpinionForm, async (ctx) => requestForm(ctx));
  endpoints.command(contract.beginOpinion, (ctx, { body }) => beginRequest(ctx, body));
  endpoints.query(contract.listOpinions, (ctx, { query }) => listOpinions(ctx, query));
  endpoints.query(contract.getOpinionSheet, async (ctx, { params }) => {
    const sheet = await viewSheet(ctx, params.id);
    await noteReading(ctx, {
      type: 'opinion.opened',
      entity: 'matter',
      entityId: params.id,
      matterId: params.id,
    });
    return sheet;
  });
}
