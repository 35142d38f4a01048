import type { getJob as route } from '@plumbline/contract/desk';
import type { Reply } from '@plumbline/contract/route';
import type { Ctx } from '../../platform/context/context.ts';
import { found } from '../../platform/errors/app-error.ts';

/** The caller's own long work. */
export async function getJob(ctx: Ctx, id: string): Promise<Reply<typeof route>> {
  const job = found(
    await ctx.trx
      .selectFrom('job')
      .selectAll()
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('id', '=', id)
      .executeTakeFirst(),
  );
  return {
    id: job.id,
    kind: job.kind,
    state: job.state as Reply<typeof route>['state'],
    done: job.done,
    total: job.total,
    entityId: job.entity_id,
    result: job.result as Record<string, unknown> | null,
    problem: job.problem as Reply<typeof route>['problem'],
    createdAt: job.created_at.toISOString(),
    updatedAt: job.updated_at.toISOString(),
  };
}
