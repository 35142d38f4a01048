import type { Ctx } from '../../platform/context/context.ts';

/** A slip that opens restricted content to the caller today. */
export interface SlipRow {
  matter_id: string;
  subject_id: string;
  items: string[];
  until_day: string;
}

/** The caller's slips in force: approved, opened, not returned, not past their day. */
export function listSlipsInForce(ctx: Ctx, subjectIds: readonly string[]): Promise<SlipRow[]> {
  return ctx.trx
    .selectFrom('reading_slip')
    .select(['matter_id', 'subject_id', 'items', 'until_day'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('subject_id', 'in', [...subjectIds])
    .where('account_id', '=', ctx.actor.accountId)
    .where('opened_at', 'is not', null)
    .where('ended_at', 'is', null)
    .where('until_day', '>=', ctx.today)
    .orderBy('until_day', 'desc')
    .execute();
}
