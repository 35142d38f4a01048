import { sql } from 'kysely';
import type { Ctx } from '../../../platform/context/context.ts';
import { barsFrom } from './bar.rules.ts';
import { insertBar, listBarEvents } from './bar.store.ts';

/** Writes all bars of the jurisdiction anew from the ledger. For the platform, which sees every row. @returns how many */
export async function rebuildBars(ctx: Ctx): Promise<number> {
  const events = await listBarEvents(ctx);
  await sql`delete from bar where jurisdiction_id = ${ctx.actor.jurisdictionId}`.execute(ctx.trx);
  const bars = barsFrom(events);
  for (const bar of bars) insertBar(ctx, bar);
  return bars.length;
}
