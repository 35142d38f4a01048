import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';

/**
 * Lets the platform look into the registry with its own eyes: a body's liaison, for whom it checks rows, may not read it.
 * What is let out is for the caller of this to answer for.
 */
export async function seeingRegistry<T>(ctx: Ctx, work: () => Promise<T>): Promise<T> {
  const set = (value: string) =>
    ctx.send({ compile: () => sql`set local app.registry = ${sql.lit(value)}`.compile(ctx.trx) });
  set('1');
  try {
    return await work();
  } finally {
    set(ctx.actor.settings.registry ? '1' : '');
  }
}
