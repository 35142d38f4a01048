import { isRefusal, recordChildClosed } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import { type Parted, REFRESH_TOPIC } from '../../platform/jobs/topics.ts';
import type { JobHandlers } from '../../platform/jobs/worker.ts';
import { keepApart } from './keep-apart.ts';
import { lockMatter } from './matter.store.ts';
import { toEngine } from './matter.types.ts';
import { machineOfMatter } from './procedures.ts';
import { CHILD_TOPIC, recordStep } from './record-step.ts';
import { refreshOpen } from './refresh-open.ts';
import { BY_ITSELF_TOPIC, takeByItself } from './take-by-itself.ts';

/** The parent takes note that a child has ended. Told twice, it finds nothing left to note. */
async function noteChild(ctx: Ctx, parent: string, child: string, state: string): Promise<void> {
  const row = await lockMatter(ctx.trx, ctx.actor.jurisdictionId, parent);
  if (!row) return;
  const machine = await machineOfMatter(ctx, row);
  const decision = recordChildClosed(machine, toEngine(row), child, state, ctx.now.toISOString());
  if (!isRefusal(decision)) await recordStep(ctx, machine, row, decision.events);
  await takeByItself(ctx, parent);
}

export const matterJobs = (endpoints: Endpoints): JobHandlers => ({
  [CHILD_TOPIC]: ({ jurisdiction, payload }) =>
    endpoints.runAsSystem(jurisdiction, (ctx) =>
      noteChild(ctx, String(payload.parent), String(payload.child), String(payload.state)),
    ),
  [BY_ITSELF_TOPIC]: ({ jurisdiction, payload }) =>
    endpoints.runAsSystem(jurisdiction, (ctx) => takeByItself(ctx, String(payload.matter))),
  [REFRESH_TOPIC]: async ({ jurisdiction, payload }) => {
    const parted = payload.parted as Parted | undefined;
    if (parted) await endpoints.runAsSystem(jurisdiction, (ctx) => keepApart(ctx, parted));
    await endpoints.runAsSystem(jurisdiction, refreshOpen);
  },
});
