import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';

/** A slip that opens restricted content to the caller today. */
export interface SlipRow {
  matter_id: string;
  subject_id: string;
  items: string[];
  until_day: string;
}

/** The caller's slips in force: approved, opened, not returned, not past their day. */
export async function listSlipsInForce(ctx: Ctx, subjectIds: readonly string[]): Promise<SlipRow[]> {
  const { rows } = await sql<SlipRow>`
    select matter_id, subject_id, items, until_day from reading_slip
    where jurisdiction_id = ${ctx.actor.jurisdictionId} and subject_id = any (${subjectIds}::uuid[])
      and account_id = ${ctx.actor.accountId} and opened_at is not null and ended_at is null
      and until_day >= ${ctx.today}::date
    order by until_day desc`.execute(ctx.trx);
  return rows;
}
