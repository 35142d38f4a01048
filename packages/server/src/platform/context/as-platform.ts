import { sql } from 'kysely';
import { systemSettings } from '../access/system-actor.ts';
import { type DbSettings, setAnew } from '../db/settings.ts';
import type { Ctx } from './context.ts';

/** Transactions that have the platform's sight at the moment. */
const acting = new WeakSet<object>();

/**
 * Lets a handler do its part of the caller's transaction with the platform's sight: whoever approves a step need not
 * see every row that goes along with it. Records keep the caller's name. Nothing else may run on the transaction
 * meanwhile.
 */
export const asPlatform =
  <Asked extends unknown[], Answer>(handler: (ctx: Ctx, ...asked: Asked) => Promise<Answer>) =>
  async (ctx: Ctx, ...asked: Asked): Promise<Answer> => {
    // A step within the platform's part does not end it.
    if (acting.has(ctx.trx)) return handler(ctx, ...asked);
    const { jurisdictionId, settings } = ctx.actor;
    const organs = await ctx.trx
      .selectFrom('organ')
      .select('id')
      .where('jurisdiction_id', '=', jurisdictionId)
      .execute();
    become(
      ctx,
      systemSettings(
        jurisdictionId,
        organs.map(({ id }) => id),
      ),
    );
    acting.add(ctx.trx);
    try {
      return await handler(ctx, ...asked);
    } finally {
      acting.delete(ctx.trx);
      become(ctx, settings);
    }
  };

function become({ trx, send }: Ctx, settings: DbSettings): void {
  for (const statement of setAnew(settings)) send({ compile: () => sql.raw(statement).compile(trx) });
}
