import type { Ctx } from '../../platform/context/context.ts';
import { found } from '../../platform/errors/app-error.ts';
import { findClue } from './clue.store.ts';

/** Opening the same file again within this time is one opening. */
const ONE_OPENING_MS = 15 * 60_000;

/** Records that the caller opened a clue file: one event a quarter of an hour. @throws 404 */
export async function recordOpening(ctx: Ctx, id: string): Promise<void> {
  const j = ctx.actor.jurisdictionId;
  const [clue, recent] = await Promise.all([
    findClue(ctx.trx, j, id),
    ctx.trx
      .selectFrom('event')
      .select('id')
      .where('jurisdiction_id', '=', j)
      .where('entity_id', '=', id)
      .where('account_id', '=', ctx.actor.accountId)
      .where('kind', '=', 'open')
      .where('at', '>', new Date(ctx.now.getTime() - ONE_OPENING_MS))
      .limit(1)
      .executeTakeFirst(),
  ]);
  const { organ_id: organId } = found(clue);
  if (recent) return;
  ctx.record({ kind: 'open', type: 'clue.opened', entity: 'clue', entityId: id, organId });
}
