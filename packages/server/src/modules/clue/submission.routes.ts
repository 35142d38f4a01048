import * as contract from '@plumbline/contract/submission';
import * as periods from '@plumbline/contract/submission-periods';
import * as rows from '@plumbline/contract/submission-rows';
import { z } from 'zod';
import type { Ctx } from '../../platform/context/context.ts';
import { found } from '../../platform/errors/app-error.ts';
import { AtMoment, decodeCursor, encodeCursor } from '../../platform/http/cursor.ts';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import { leaveAcceptance } from './accept-submission.ts';
import { beginSubmission } from './begin-submission.ts';
import { excludeRows, fixRow } from './edit-rows.ts';
import { describePeriod, listPeriods, remindBody } from './periods.ts';
import { proof } from './proof.ts';
import { countRows, findRow, listRows } from './row.store.ts';
import { presentRows } from './row.view.ts';
import { template, uploadedWorkbook, wrongRows } from './sheet-files.ts';
import { takeStep } from './submission.access.ts';
import { findSubmission, listSubmissions } from './submission.store.ts';
import { describeSheet, summariseSheets } from './submission.view.ts';
import { uploadRoute } from './upload-workbook.ts';

const AtRow = z.object({ row: z.int().min(0) });

export function submissionRoutes(endpoints: Endpoints): void {
  endpoints.query(contract.listSubmissions, async (ctx, { query }) => {
    const { cursor, limit, ...filter } = query;
    const after = decodeCursor(cursor, AtMoment);
    const found = await listSubmissions(ctx.trx, ctx.actor.jurisdictionId, {
      ...filter,
      after,
      limit: limit + 1,
    });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      items: await summariseSheets(ctx, page),
      next: found.length > limit && last ? encodeCursor({ at: last.created_at, id: last.id }) : null,
    };
  });
  endpoints.command(contract.beginSubmission, async (ctx, { body }) =>
    describeSheet(ctx, await beginSubmission(ctx, body)),
  );
  endpoints.download(contract.submissionTemplate, (ctx, { query }) => template(ctx, query.period));
  endpoints.query(periods.listPeriods, (ctx, { query }) => listPeriods(ctx, query.count));
  endpoints.query(periods.getPeriod, (ctx, { params }) => describePeriod(ctx, params.period));
  endpoints.command(periods.remindBody, (ctx, { params, body }) =>
    remindBody(ctx, params.period, body.organId),
  );
  endpoints.query(contract.getSubmission, (ctx, { params }) => describeSheet(ctx, params.id));
  uploadRoute(endpoints);
  endpoints.download(contract.downloadWorkbook, (ctx, { params }) => uploadedWorkbook(ctx, params.id));
  endpoints.download(contract.submissionProof, (ctx, { params }) => proof(ctx, params.id));
  stepRoutes(endpoints);
  rowRoutes(endpoints);
}

function stepRoutes(endpoints: Endpoints): void {
  for (const [route, operation] of [
    [contract.submitSheet, 'submit'],
    [contract.signNil, 'nil'],
  ] as const) {
    endpoints.command(route, async (ctx, { params, body }) => {
      const { version, ...data } = body;
      await takeStep(ctx, params.id, operation, { data, version });
      return describeSheet(ctx, params.id);
    });
  }
  endpoints.command(contract.withdrawSheet, async (ctx, { params, body }) => {
    await takeStep(ctx, params.id, 'withdraw', body);
    return describeSheet(ctx, params.id);
  });
  endpoints.command(contract.sendBackSheet, async (ctx, { params, body }) => {
    await takeStep(ctx, params.id, 'send-back', body);
    return describeSheet(ctx, params.id);
  });
  endpoints.command(rows.returnRows, async (ctx, { params, body }) => {
    const { version, reason, ...data } = body;
    await takeStep(ctx, params.id, 'return-rows', { version, reason, data });
    return describeSheet(ctx, params.id);
  });
  endpoints.command(contract.acceptSheet, async (ctx, { params, body }) => {
    const jobId = await leaveAcceptance(ctx, params.id, body);
    return { jobId, submission: await describeSheet(ctx, params.id) };
  });
}

function rowRoutes(endpoints: Endpoints): void {
  endpoints.query(rows.listRows, async (ctx, { params, query }) => {
    const sheet = found(await findSubmission(ctx.trx, ctx.actor.jurisdictionId, params.id));
    const after = decodeCursor(query.cursor, AtRow)?.row ?? 0;
    const some = await listRows(ctx.trx, ctx.actor.jurisdictionId, params.id, {
      ...(query.state ? { states: [query.state] } : {}),
      ...(query.uncertain ? { uncertain: query.uncertain === 'true' } : {}),
      edited: query.edited === 'true',
      handedIn: !ctx.may('submission.write', sheet.organ_id),
      after: Number(after),
      limit: query.limit + 1,
    });
    const page = some.slice(0, query.limit);
    return {
      items: await presentRows(ctx, sheet, page),
      next: some.length > query.limit ? encodeCursor({ row: page.at(-1)!.row_no }) : null,
    };
  });
  endpoints.command(rows.fixRow, async (ctx, { params, body }) => {
    await fixRow(ctx, params.id, params.row, body);
    return oneRow(ctx, params.id, params.row);
  });
  endpoints.command(rows.excludeRows, (ctx, { params, body }) => excludeRows(ctx, params.id, body));
  endpoints.download(rows.wrongRowsWorkbook, (ctx, { params }) => wrongRows(ctx, params.id));
}

async function oneRow(ctx: Ctx, id: string, rowNo: number) {
  const j = ctx.actor.jurisdictionId;
  const [sheet, row, counts] = await Promise.all([
    findSubmission(ctx.trx, j, id),
    findRow(ctx.trx, j, id, rowNo),
    countRows(ctx.trx, j, id),
  ]);
  const [shown] = await presentRows(ctx, found(sheet), [found(row)]);
  return { row: shown!, counts };
}
