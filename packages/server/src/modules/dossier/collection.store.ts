import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';

export interface AskedRow {
  matter_id: string;
  subject_id: string;
  item: string;
  due_on: string;
}

/** Tasks that still run, for the given subjects: what has been asked for already. */
export async function listAsked(ctx: Ctx, subjectIds: readonly string[]): Promise<AskedRow[]> {
  const { rows } = await sql<AskedRow>`
    select matter_id, subject_id, item, due_on from collection_task
    where jurisdiction_id = ${ctx.actor.jurisdictionId} and subject_id = any (${subjectIds}::uuid[])
      and ended_at is null and supplied_at is null
    order by due_on`.execute(ctx.trx);
  return rows;
}
