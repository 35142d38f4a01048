import { dueDate } from '@plumbline/policy';
import { sql } from 'kysely';
import { asPlatform } from '../../platform/context/as-platform.ts';
import type { Ctx, EffectCall, EffectHandlers } from '../../platform/context/context.ts';
import { json } from '../../platform/db/sql.ts';
import { type FaultInput, found, invalid, wrongState } from '../../platform/errors/app-error.ts';
import { acceptRows } from './accept-rows.ts';
import { countRows, digestRows, listRows } from './row.store.ts';
import { localFaults } from './sheet.view.ts';
import { isBusy, refuseOwnRows } from './submission.access.ts';
import { kindOf } from './submission.rules.ts';
import { findHandedIn, findSubmissionOfMatter, type SubmissionRow } from './submission.store.ts';

/** Faulty rows told of when a sheet can't be submitted; the page shows all of them. */
const TOLD = 20;

interface SignForm {
  signedBy: string;
  post?: string;
}

async function sheetOf(ctx: Ctx, call: EffectCall): Promise<SubmissionRow> {
  return found(await findSubmissionOfMatter(ctx.trx, ctx.actor.jurisdictionId, call.matter.id));
}

function change(ctx: Ctx, id: string, set: Partial<Record<keyof SubmissionRow, unknown>>): void {
  ctx.send(
    ctx.trx
      .updateTable('submission')
      .set((eb) => ({ ...set, version: eb('version', '+', 1) }) as never)
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('id', '=', id),
  );
}

/** Who signs for the body, and over what. */
async function sign(
  ctx: Ctx,
  call: EffectCall,
  sheet: SubmissionRow,
  rows: number,
  kind: string,
): Promise<void> {
  const { signedBy, post } = (call.event.data ?? {}) as SignForm;
  const digest = await digestRows(ctx.trx, ctx.actor.jurisdictionId, sheet.id);
  const signature = {
    signedBy,
    post: post ?? null,
    account: ctx.actor.name,
    accountId: ctx.actor.accountId,
    at: ctx.now.toISOString(),
    digest,
    rows,
  };
  change(ctx, sheet.id, {
    kind,
    signature: json(signature),
    submitted_by: ctx.actor.accountId || null,
    submitted_at: ctx.now,
    sent_back_at: null,
  });
  ctx.record({
    type: 'submission.signed',
    entity: 'submission',
    entityId: sheet.id,
    matterId: sheet.matter_id,
    organId: sheet.organ_id,
    data: { kind, digest, rows },
  });
  setReaders(ctx, sheet, [sheet.receiver_organ_id]);
}

/** From now on (or no longer) the matter shows on the receiver's desk. */
function setReaders(ctx: Ctx, sheet: SubmissionRow, readers: readonly string[]): void {
  ctx.send({
    compile: () =>
      sql`update matter set readers = ${[...readers]}::uuid[]
        where jurisdiction_id = ${ctx.actor.jurisdictionId} and id = ${sheet.matter_id}`.compile(ctx.trx),
  });
}

async function kindAtSigning(ctx: Ctx, sheet: SubmissionRow, nil: boolean): Promise<string> {
  const before = await findHandedIn(ctx.trx, ctx.actor.jurisdictionId, sheet.organ_id, sheet.period);
  const rules = ctx.pack.submission;
  const handedIn = before !== undefined && before.id !== sheet.id;
  if (nil && handedIn) throw invalid({ pointer: '/kind', code: 'nil.handed-in' });
  const { calendar } = await ctx.terms();
  const afterDue = ctx.today > dueDate(rules, sheet.period, calendar);
  return kindOf(rules.kinds, { afterDue, handedIn, nil }).code;
}

async function refuseFaulty(ctx: Ctx, sheet: SubmissionRow): Promise<void> {
  const rows = await listRows(ctx.trx, ctx.actor.jurisdictionId, sheet.id, {
    states: ['wrong', 'ambiguous'],
    after: 0,
    limit: TOLD,
  });
  const faults = rows.flatMap((row): FaultInput[] =>
    row.state === 'ambiguous'
      ? [{ pointer: `/rows/${row.row_no}`, sheet: row.sheet, row: row.source_row, code: 'row.ambiguous' }]
      : localFaults(ctx, sheet, row).map((fault) => ({ pointer: `/rows/${row.row_no}`, ...fault })),
  );
  if (faults.length) throw invalid(...faults);
}

/** What the pack's effects do to a sheet. Each runs in the transaction of the step that names it. */
export const submissionEffects: EffectHandlers = {
  async 'submission.sign'(ctx, call) {
    const sheet = await sheetOf(ctx, call);
    if (isBusy(sheet, ctx.now)) throw wrongState([]);
    const counts = await countRows(ctx.trx, ctx.actor.jurisdictionId, sheet.id);
    if (counts.wrong || counts.ambiguous) await refuseFaulty(ctx, sheet);
    if (!counts.ready) throw invalid({ pointer: '/rows', code: 'sheet.empty' });
    await sign(ctx, call, sheet, counts.ready, await kindAtSigning(ctx, sheet, false));
  },

  async 'submission.nil'(ctx, call) {
    const sheet = await sheetOf(ctx, call);
    if (isBusy(sheet, ctx.now)) throw wrongState([]);
    await refuseOwnRows(ctx, sheet.id);
    const counts = await countRows(ctx.trx, ctx.actor.jurisdictionId, sheet.id);
    if (counts.total > counts.excluded) throw invalid({ pointer: '/rows', code: 'nil.with-rows' });
    await sign(ctx, call, sheet, 0, await kindAtSigning(ctx, sheet, true));
  },

  async 'submission.withdraw'(ctx, call) {
    const sheet = await sheetOf(ctx, call);
    if (isBusy(sheet, ctx.now)) throw wrongState([]);
    await refuseOwnRows(ctx, sheet.id);
    change(ctx, sheet.id, { withdrawn_at: ctx.now });
  },

  async 'submission.return-rows'(ctx, call) {
    const sheet = await sheetOf(ctx, call);
    if (isBusy(sheet, ctx.now)) throw wrongState([]);
    const { rows, correct } = call.event.data as { rows: number[]; correct?: string };
    const given = call.event.type === 'acted' ? (call.event.reason ?? '') : '';
    const wanted = [...new Set(rows)];
    const { rows: changed } = await sql<{ row_no: number }>`
      update submission_row set state = 'returned', return_reason = ${correct ? `${given}\n${correct}` : given}
      where jurisdiction_id = ${ctx.actor.jurisdictionId} and submission_id = ${sheet.id}
        and row_no = any (${wanted}::integer[]) and state = 'ready'
      returning row_no`.execute(ctx.trx);
    if (changed.length === wanted.length) return;
    const done = new Set(changed.map((row) => row.row_no));
    throw invalid(
      ...wanted
        .filter((row) => !done.has(row))
        .slice(0, TOLD)
        .map((row) => ({ pointer: '/rows', code: 'row.not-returnable', params: { row } })),
    );
  },

  async 'submission.unlock'(ctx, call) {
    const sheet = await sheetOf(ctx, call);
    if (isBusy(sheet, ctx.now)) throw wrongState([]);
    await refuseOwnRows(ctx, sheet.id);
    // What was returned must be mended before the sheet can be signed again.
    ctx.send({
      compile: () =>
        sql`update submission_row set state = 'wrong', faults = jsonb_build_array(jsonb_build_object(
            'column', 'title', 'code', 'row.returned', 'params', jsonb_build_object('reason', return_reason)))
          where jurisdiction_id = ${ctx.actor.jurisdictionId} and submission_id = ${sheet.id}
            and state = 'returned'`.compile(ctx.trx),
    });
    change(ctx, sheet.id, { submitted_at: null, sent_back_at: ctx.now, signature: null });
  },

  async 'submission.accept'(ctx, call) {
    const sheet = await sheetOf(ctx, call);
    await acceptAll(ctx, call);
    change(ctx, sheet.id, { accepted_by: ctx.actor.accountId || null, accepted_at: ctx.now });
  },
};

/** A sheet is accepted whole: with the row that is about whoever accepts it, or kin, and that they never see. */
const acceptAll = asPlatform(async (ctx, call: EffectCall) => acceptRows(ctx, await sheetOf(ctx, call)));
