import type { Actor } from '../../platform/access/actor.ts';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import { json } from '../../platform/db/sql.ts';
import type { FaultInput } from '../../platform/errors/app-error.ts';
import { AppError } from '../../platform/errors/app-error.ts';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import type { Job } from '../../platform/jobs/worker.ts';
import { actorOfAccount } from '../identity/index.ts';

export const STAGE_TOPIC = 'submission.stage';
export const ACCEPT_TOPIC = 'submission.accept';
export const REMIND_TOPIC = 'submission.remind';
export const REGISTER_TOPIC = 'clue.remind-registers';

const REPORT_EVERY_MS = 1000;

/** Leaves long work on a sheet for the worker; the sheet is busy until it ends. */
export function leaveJob(
  ctx: Ctx,
  submissionId: string,
  of: { kind: 'stage' | 'accept'; topic: string; total: number | null; payload?: Record<string, unknown> },
): string {
  const id = newId(ctx.now.getTime());
  ctx.send(
    ctx.trx.insertInto('job').values({
      jurisdiction_id: ctx.actor.jurisdictionId,
      id,
      kind: of.kind,
      state: 'waiting',
      total: of.total,
      entity_id: submissionId,
      account_id: ctx.actor.accountId,
      created_at: ctx.now,
      updated_at: ctx.now,
    }),
  );
  ctx.send(
    ctx.trx
      .updateTable('submission')
      .set({ job_id: id, job_at: ctx.now })
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('id', '=', submissionId),
  );
  ctx.later(of.topic, { ...of.payload, job: id, submission: submissionId, account: ctx.actor.accountId });
  return id;
}

export interface JobRun {
  actor: Actor;
  jobId: string;
  submissionId: string;
  payload: Record<string, unknown>;
  /** Tells how far the work is; told on at most once a second. */
  report(done: number): void;
  /** Ends the job in the transaction of the work itself, so that one is never without the other. */
  finish(ctx: Ctx): void;
}

interface JobChange {
  state?: 'running' | 'done' | 'failed';
  done?: number;
  problem?: { code: string; faults: FaultInput[] };
}

/**
 * Runs work on a sheet for the account that asked. A refusal ends the job with its reasons; any other failure is
 * left to the queue, which tries again. Work that another run has finished, or that the sheet no longer waits
 * for, is not done again.
 */
export async function runJob(
  endpoints: Endpoints,
  { jurisdiction, payload }: Job,
  work: (run: JobRun) => Promise<void>,
): Promise<void> {
  const [jobId, submissionId, account] = [payload.job, payload.submission, payload.account].map(String);
  const actor = await actorOfAccount(endpoints.services, jurisdiction, account!);
  if (!actor) return;
  const change = (set: JobChange) => endpoints.run(actor, async (ctx) => writeJob(ctx, jobId!, set));
  const current = await endpoints.run(actor, (ctx) => begin(ctx, jobId!, submissionId!));
  if (!current) return;
  let told = 0;
  let telling = Promise.resolve();
  const report = (done: number) => {
    const now = Date.now();
    if (now - told < REPORT_EVERY_MS) return;
    told = now;
    telling = telling.then(() => change({ done })).catch(() => undefined);
  };
  try {
    const finish = (ctx: Ctx) => {
      releaseSheet(ctx, submissionId!, jobId!);
      writeJob(ctx, jobId!, { state: 'done' });
    };
    await work({ actor, jobId: jobId!, submissionId: submissionId!, payload, report, finish });
    await telling;
  } catch (error) {
    await telling;
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    const problem = { code: error.code, faults: (error.details.faults ?? []) as FaultInput[] };
    await endpoints.run(actor, async (ctx) => {
      releaseSheet(ctx, submissionId!, jobId!);
      writeJob(ctx, jobId!, { state: 'failed', problem });
    });
  }
}

/**
 * False when the job has ended or the sheet waits for another one. Locks are taken as the work itself takes them,
 * the sheet before its job: in the other order two runs at once would each wait for the other.
 */
async function begin(ctx: Ctx, jobId: string, submissionId: string): Promise<boolean> {
  const j = ctx.actor.jurisdictionId;
  const submission = await ctx.trx
    .selectFrom('submission')
    .select('job_id')
    .where('jurisdiction_id', '=', j)
    .where('id', '=', submissionId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  // Read under the lock: a run that held it has ended its job by now.
  const job = await ctx.trx
    .selectFrom('job')
    .select('state')
    .where('jurisdiction_id', '=', j)
    .where('id', '=', jobId)
    .executeTakeFirst();
  if (!job || job.state === 'done' || job.state === 'failed') return false;
  if (submission?.job_id !== jobId) {
    writeJob(ctx, jobId, { state: 'failed', problem: { code: 'wrong-state', faults: [] } });
    return false;
  }
  ctx.send(
    ctx.trx
      .updateTable('submission')
      .set({ job_at: ctx.now })
      .where('jurisdiction_id', '=', j)
      .where('id', '=', submissionId)
      .where('job_id', '=', jobId),
  );
  writeJob(ctx, jobId, { state: 'running' });
  return true;
}

function writeJob(ctx: Ctx, jobId: string, { problem, ...set }: JobChange): void {
  ctx.send(
    ctx.trx
      .updateTable('job')
      .set({ ...set, ...(problem ? { problem: json(problem) } : {}), updated_at: ctx.now })
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('id', '=', jobId)
      // A second run that finds the work done must not call it failed.
      .where('state', '<>', 'done'),
  );
}

/** The sheet is no longer busy with this job. */
function releaseSheet(ctx: Ctx, submissionId: string, jobId: string): void {
  ctx.send(
    ctx.trx
      .updateTable('submission')
      .set({ job_id: null, job_at: null })
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('id', '=', submissionId)
      .where('job_id', '=', jobId),
  );
}
