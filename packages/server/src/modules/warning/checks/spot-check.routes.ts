import * as contract from '@plumbline/contract/spot-check';
import type { Endpoints } from '../../../platform/http/endpoints.ts';
import { noteReading } from '../../../platform/ledger/openings.ts';
import { getMatter } from '../../matter/index.ts';
import { listSpotChecks, viewProof, viewSpotCheck } from './view-spot-check.ts';

/** Spot checks are begun and worked on as matters; here they are listed, laid out and given as proof. */
export function spotCheckRoutes(endpoints: Endpoints): void {
  endpoints.query(contract.listSpotChecks, (ctx, { query }) => listSpotChecks(ctx, query));
  endpoints.query(contract.getSpotCheck, async (ctx, { params }) => {
    const row = await getMatter(ctx, params.id);
    const opening = { type: 'matter.opened', entity: 'matter', entityId: row.id, matterId: row.id };
    const [page] = await Promise.all([
      viewSpotCheck(ctx, row),
      noteReading(ctx, { ...opening, organId: row.organ_id }),
    ]);
    return page;
  });
  endpoints.download(contract.getSpotCheckProof, async (ctx, { params }) => {
    const row = await getMatter(ctx, params.id);
    const opening = { type: 'matter.opened', entity: 'matter', entityId: row.id, matterId: row.id };
    const [proof] = await Promise.all([
      viewProof(ctx, params.id),
      noteReading(ctx, { ...opening, organId: row.organ_id }),
    ]);
    const name =
      ctx.locale === 'en' ? `spot-check-${proof.sourceOn}.json` : `真实性抽查凭证-${proof.sourceOn}.json`;
    return { name, type: 'application/json', content: Buffer.from(`${JSON.stringify(proof, null, 1)}\n`) };
  });
}
