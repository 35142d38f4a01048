import * as contract from '@plumbline/contract/warning';
import type { Ctx } from '../../../platform/context/context.ts';
import { AtMoment, decodeCursor, encodeCursor } from '../../../platform/http/cursor.ts';
import type { Endpoints } from '../../../platform/http/endpoints.ts';
import { needDossier } from '../bars/bar.store.ts';
import { readBoard, readStanding } from './board.ts';
import { exportMarks } from './export-marks.ts';
import type { MarkKind } from './fact.store.ts';
import { countMarks, listMarks } from './list-marks.ts';
import { viewMarks } from './mark.view.ts';
import { offerFacts, weighFacts } from './offer-facts.ts';

export function levelRoutes(endpoints: Endpoints): void {
  endpoints.query(contract.readWarningBoard, (ctx, { query }) => readBoard(ctx, query));
  endpoints.query(contract.listWarnings, (ctx, { query }) => pageOfMarks(ctx, 'warning', query));
  endpoints.query(contract.listListings, (ctx, { query }) => pageOfMarks(ctx, 'listing', query));
  endpoints.download(contract.exportWarnings, (ctx, { query }) => exportMarks(ctx, 'warning', query));
  endpoints.download(contract.exportListings, (ctx, { query }) => exportMarks(ctx, 'listing', query));
  // What is weighed tells of earlier warnings and lapses: whoever does not see the dossier learns nothing by asking.
  endpoints.query(contract.listWarningFacts, async (ctx, { query }) => {
    await needDossier(ctx, query.subjectId);
    return offerFacts(ctx, query);
  });
  endpoints.query(contract.weighWarning, async (ctx, { query }) => {
    await needDossier(ctx, query.subjectId);
    return weighFacts(ctx, query);
  });
  endpoints.query(contract.readWarningStanding, (ctx, { params }) => readStanding(ctx, params.subjectId));
}

async function pageOfMarks(
  ctx: Ctx,
  kind: MarkKind,
  { cursor, limit, ...filter }: contract.MarkFilter & { cursor?: string | undefined; limit: number },
) {
  const after = decodeCursor(cursor, AtMoment);
  const rows = await listMarks(ctx, kind, filter, { after, limit: limit + 1 });
  const last = rows[limit - 1];
  return {
    count: await countMarks(ctx, kind, filter),
    items: await viewMarks(ctx, kind, rows.slice(0, limit)),
    next:
      rows.length > limit && last
        ? encodeCursor({ at: last.opened_at.toISOString(), id: last.matter_id })
        : null,
  };
}
