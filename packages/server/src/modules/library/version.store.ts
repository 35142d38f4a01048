import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';

// The database lets nobody change a version otherwise: none of these finds one that stands, or has ended, again.

/** Writes what a draft says beside its parts. */
export const writeVersion = (
  ctx: Ctx,
  id: string,
  { effectiveFrom, note, text }: { effectiveFrom: string; note: string; text: string },
) => sql`select app.write_version(${id}, ${effectiveFrom}::date, ${note}, ${text})`.execute(ctx.trx);

/** A draft stands from now on. */
export const publishVersion = (ctx: Ctx, id: string) =>
  sql`select app.publish_version(${id}, ${ctx.now}, ${ctx.actor.accountId || null})`.execute(ctx.trx);

/** A version ends, whether it stood or was a draft. */
export const endVersion = (ctx: Ctx, id: string) =>
  sql`select app.end_version(${id}, ${ctx.now})`.execute(ctx.trx);
