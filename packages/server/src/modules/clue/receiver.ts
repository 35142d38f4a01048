import type { Ctx } from '../../platform/context/context.ts';
import { within } from '../../platform/db/sql.ts';

/** The organ that receives the sheets: of the pack's kind, in office today. */
export async function receiverOf(ctx: Ctx): Promise<{ id: string; name: string } | undefined> {
  return ctx.trx
    .selectFrom('organ')
    .select(['id', 'name'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('kind', '=', ctx.pack.submission.receivingOrganKind)
    .where(within('active_from', 'active_to', ctx.today))
    .orderBy('code')
    .limit(1)
    .executeTakeFirst();
}
