import type { RowCounts, Submission, SubmissionJob, SubmissionSummary } from '@plumbline/contract/submission';
import { dueDate, type MatterEvent, pick } from '@plumbline/policy';
import { dayOf } from '../../platform/clock/clock.ts';
import type { Ctx } from '../../platform/context/context.ts';
import { type FaultInput, found } from '../../platform/errors/app-error.ts';
import { faultText } from '../../platform/errors/fault-texts.ts';
import { provisionalIn } from '../../platform/terms/provisional.ts';
import type { MatterRow } from '../matter/index.ts';
import { machineOfMatter } from '../matter/index.ts';
import { titleOf } from './clue.summary.ts';
import { countRows, listRows } from './row.store.ts';
import { sheetColumns } from './sheet.view.ts';
import { isBusy, operationsOf, rowsAboutCaller } from './submission.access.ts';
import { findLastJob, findSubmission, type JobRow, type NamedSubmission } from './submission.store.ts';

/** A fault in the caller's language. */
export const spoken = (ctx: Ctx, { params, text, ...fault }: FaultInput) => ({
  ...fault,
  detail: fault.detail ?? text?.[ctx.locale] ?? faultText(fault.code, params ?? {}, ctx.locale),
});

/** The matters of the sheets, as far as the caller sees them. */
async function mattersOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, MatterRow>> {
  if (!ids.length) return new Map();
  const rows = await ctx.trx
    .selectFrom('matter')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** What was left out was not handed in, whoever looks; and what is set aside shows nowhere. */
function rowsThatShow(
  { signature, row_count: rows, rows_aside: aside }: NamedSubmission,
  about: number,
): number {
  const signed = (signature as { rows?: number } | null)?.rows;
  return (signed === undefined ? rows : signed - aside) - about;
}

/** Sheets as lists show them. */
export async function summariseSheets(
  ctx: Ctx,
  rows: readonly NamedSubmission[],
): Promise<SubmissionSummary[]> {
  const [matters, about] = await Promise.all([
    mattersOf(
      ctx,
      rows.map((row) => row.matter_id),
    ),
    rowsAboutCaller(
      ctx,
      rows.map(({ id }) => id),
    ),
  ]);
  return Promise.all(
    rows.map((row) => summaryOf(ctx, row, matters.get(row.matter_id), about.get(row.id) ?? 0)),
  );
}

async function summaryOf(
  ctx: Ctx,
  row: NamedSubmission,
  matter: MatterRow | undefined,
  about: number,
): Promise<SubmissionSummary> {
  const machine = matter && (await machineOfMatter(ctx, matter));
  const state = matter && machine?.states[matter.state];
  const [{ calendar }, provisional] = await Promise.all([ctx.terms(), provisionalIn(ctx)]);
  const dueOn = dueDate(ctx.pack.submission, row.period, calendar);
  return {
    id: row.id,
    organId: row.organ_id,
    organName: row.organ_name,
    receiverOrganId: row.receiver_organ_id,
    receiverOrganName: row.receiver_name,
    period: row.period,
    kind: row.kind,
    kindTitle: titleOf(ctx.pack.submission.kinds, row.kind, ctx.locale),
    state: matter?.state ?? null,
    stateTitle: state ? pick(state.title, ctx.locale) : '',
    status: state?.status ?? null,
    dueOn,
    provisional: provisional(dueOn),
    late: !row.withdrawn_at && (row.submitted_at ? dayOf(row.submitted_at) : ctx.today) > dueOn,
    rowCount: rowsThatShow(row, about),
    fileName: row.file_name,
    createdAt: row.created_at.toISOString(),
    submittedAt: row.submitted_at?.toISOString() ?? null,
    submittedBy: row.submitter,
    acceptedAt: row.accepted_at?.toISOString() ?? null,
    withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
    sentBackAt: row.sent_back_at?.toISOString() ?? null,
    supplementsId: row.supplements_id,
    busy: isBusy(row, ctx.now),
    version: matter?.version ?? row.version,
  };
}

/** One sheet with its figures, columns, signature and what the caller may do. @throws 404 */
export async function describeSheet(ctx: Ctx, id: string): Promise<Submission> {
  const j = ctx.actor.jurisdictionId;
  const row = found(await findSubmission(ctx.trx, j, id));
  const [matters, own, counts, job, reasons] = await Promise.all([
    mattersOf(ctx, [row.matter_id]),
    rowsAboutCaller(ctx, [row.id]),
    countRows(ctx.trx, j, id),
    findLastJob(ctx.trx, j, id),
    returnReasons(ctx, row),
  ]);
  const matter = matters.get(row.matter_id);
  const about = own.get(id) ?? 0;
  const busy = isBusy(row, ctx.now);
  const operations: string[] = matter && !busy ? [...(await operationsOf(ctx, matter)).keys()] : [];
  // Who has handed in rows for the quarter can't declare that there are none.
  const allowed = operations.filter((operation) => operation !== 'nil' || !row.supplements_id);
  const mayWrite = ctx.may('submission.write', row.organ_id);
  if (mayWrite && row.accepted_at && counts.returned > 0) allowed.push('supplement');
  const signature = row.signature as unknown as (Submission['signature'] & { accountId?: string }) | null;
  return {
    ...(await summaryOf(ctx, row, matter, about)),
    matterId: row.matter_id,
    digest: row.digest,
    notes: (row.notes as unknown as FaultInput[]).map((note) => spoken(ctx, note)),
    counts: mayWrite ? counts : withoutLeftOut(counts),
    columns: sheetColumns(ctx),
    signature: signature && {
      signedBy: signature.signedBy,
      post: signature.post ?? null,
      account: signature.account ?? '',
      at: signature.at,
      digest: signature.digest,
      rows: rowsThatShow(row, about),
    },
    nilText: nilText(ctx, row),
    returnReasons: reasons,
    job: job ? jobOf(ctx, job) : null,
    allowed,
  };
}

/** Rows that the body left out were never handed in: nobody else is told of them. */
const withoutLeftOut = (counts: RowCounts): RowCounts => ({
  ...counts,
  total: counts.total - counts.excluded,
  excluded: 0,
  excludedWrong: 0,
  excludedAmbiguous: 0,
});

/** What a nil return of the period declares, in the pack's words. */
export function nilText(ctx: Ctx, row: { period: string; kind: string }): string | null {
  const isNil = ctx.pack.submission.kinds.some((kind) => kind.code === row.kind && kind.nil);
  const text = ctx.pack.texts['submission.nil'];
  return isNil && text ? pick(text, ctx.locale).replace('{period}', row.period) : null;
}

async function returnReasons(
  ctx: Ctx,
  { id, matter_id: matterId }: NamedSubmission,
): Promise<Submission['returnReasons']> {
  const events = await ctx.trx
    .selectFrom('event')
    .select(['at', 'data'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('matter_id', '=', matterId)
    .where('type', '=', 'matter.acted')
    .orderBy('at')
    .orderBy('id')
    .execute();
  const back = new Set(['submission.unlock', 'submission.return-rows']);
  const returns = events.flatMap(({ at, data }) => {
    const event = data as unknown as MatterEvent;
    if (event.type !== 'acted' || !event.reason || !event.effects.some((effect) => back.has(effect)))
      return [];
    const rows = (event.data as { rows?: number[] } | undefined)?.rows;
    return [{ at: at.toISOString(), reason: event.reason, rows }];
  });
  const wanted = returns.flatMap(({ rows }) => rows ?? []);
  const known = wanted.length
    ? await listRows(ctx.trx, ctx.actor.jurisdictionId, id, { rows: wanted, after: 0, limit: wanted.length })
    : [];
  const sourceOf = new Map(known.map((row) => [row.row_no, row.source_row]));
  return returns.map(({ rows, ...told }) => ({
    ...told,
    rows: rows ? rows.map((row) => sourceOf.get(row) ?? row).sort((a, b) => a - b) : null,
  }));
}

function jobOf(ctx: Ctx, job: JobRow): SubmissionJob {
  const problem = job.problem as { code: string; faults: FaultInput[] } | null;
  return {
    id: job.id,
    kind: job.kind as SubmissionJob['kind'],
    state: job.state as SubmissionJob['state'],
    done: job.done,
    total: job.total,
    faults: (problem?.faults.length ? problem.faults : problem ? [{ code: problem.code }] : []).map((fault) =>
      spoken(ctx, fault),
    ),
  };
}
