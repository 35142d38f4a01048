import * as calendar from '@plumbline/contract/calendar';
import * as limits from '@plumbline/contract/limits';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import { decideOverride } from './decide-override.ts';
import { endOverride } from './end-override.ts';
import { exportYear } from './export-year.ts';
import { listLimits } from './list-limits.ts';
import { previewFile, previewYear } from './preview-year.ts';
import { proposeOverride } from './propose-override.ts';
import { getCalendar, getYear } from './read-calendar.ts';
import { saveYear } from './save-year.ts';

export function termsRoutes(endpoints: Endpoints): void {
  endpoints.query(calendar.getCalendar, (ctx) => getCalendar(ctx));
  endpoints.query(calendar.getCalendarYear, (ctx, { params }) => getYear(ctx, Number(params.year)));
  endpoints.command(calendar.saveCalendarYear, (ctx, { params, body }) =>
    saveYear(ctx, Number(params.year), body),
  );
  endpoints.query(calendar.previewCalendarYear, (ctx, { params, body }) =>
    previewYear(ctx, Number(params.year), body),
  );
  endpoints.query(calendar.previewCalendarFile, (ctx, { params, body }) =>
    previewFile(ctx, Number(params.year), body),
  );
  endpoints.download(calendar.exportCalendarYear, (ctx, { params }) => exportYear(ctx, Number(params.year)));

  endpoints.query(limits.listLimits, (ctx) => listLimits(ctx));
  endpoints.command(limits.proposeLimitOverride, (ctx, { params, body }) =>
    proposeOverride(ctx, params.code, body),
  );
  endpoints.command(limits.approveLimitOverride, (ctx, { params, body }) =>
    decideOverride(ctx, params.id, 'approved', body),
  );
  endpoints.command(limits.rejectLimitOverride, (ctx, { params, body }) =>
    decideOverride(ctx, params.id, 'rejected', body),
  );
  endpoints.command(limits.endLimitOverride, (ctx, { params, body }) => endOverride(ctx, params.id, body));
}
