import type { Ctx } from '../../platform/context/context.ts';
import { stale } from '../../platform/errors/app-error.ts';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import type { Job } from '../../platform/jobs/worker.ts';
import { acceptance } from './accept-rows.ts';
import { ACCEPT_TOPIC, leaveJob, runJob } from './jobs.ts';
import { countRows } from './row.store.ts';
import { openFor, takeStep } from './submission.access.ts';

/**
 * Leaves the acceptance of a sheet for the worker, when this caller may accept it now. Nothing of the sheet
 * changes before the job's own transaction.
 * @throws 404, 403 (who submitted can't accept), 409 also while an acceptance runs
 */
export async function leaveAcceptance(
  ctx: Ctx,
  id: string,
  input: { version?: number | undefined; note?: string | undefined },
): Promise<string> {
  const { matter } = await openFor(ctx, id, 'accept');
  if (input.version !== undefined && input.version !== matter.version) {
    throw stale({ version: matter.version, state: matter.state });
  }
  const { ready } = await countRows(ctx.trx, ctx.actor.jurisdictionId, id);
  return leaveJob(ctx, id, {
    kind: 'accept',
    topic: ACCEPT_TOPIC,
    total: ready,
    payload: { note: input.note ?? null },
  });
}

/** Accepts a sheet in ONE transaction: killed at any moment, it has happened whole or not at all. */
export async function acceptJob(endpoints: Endpoints, job: Job): Promise<void> {
  await runJob(endpoints, job, async (run) => {
    const note = run.payload.note === null ? {} : { note: String(run.payload.note) };
    await acceptance.run(run.report, () =>
      endpoints.run(run.actor, async (ctx) => {
        await takeStep(ctx, run.submissionId, 'accept', { data: note }, { job: run.jobId });
        run.finish(ctx);
      }),
    );
  });
}
