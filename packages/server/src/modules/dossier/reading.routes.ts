import * as contract from '@plumbline/contract/reading';
import { addDays } from '@plumbline/policy';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import { getSlip, listSlips } from './list-slips.ts';
import { readingPurposes, requestReading } from './request-reading.ts';

const A_YEAR = 366;

export function readingRoutes(endpoints: Endpoints): void {
  endpoints.command(contract.requestReading, (ctx, { params, body }) =>
    requestReading(ctx, params.subjectId, body),
  );
  endpoints.query(contract.listReadingSlips, (ctx, { query }) => listSlips(ctx, query));
  endpoints.query(contract.getReadingSlip, (ctx, { params }) => getSlip(ctx, params.id));
  endpoints.query(contract.getReadingForm, async (ctx) => ({
    purposes: readingPurposes(ctx),
    latest: (await ctx.due('reading.slip'))?.day ?? addDays(ctx.today, A_YEAR),
  }));
}
