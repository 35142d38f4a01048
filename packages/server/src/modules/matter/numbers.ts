import type { formatNumber } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';

/**
 * Takes the next `count` numbers of an organ's series in this year and gives the first. The row stays locked
 * until the transaction ends, so numbers have neither gaps nor repeats.
 */
export async function takeNumbers(
  ctx: Ctx,
  organId: string,
  series: string,
  count = 1,
): Promise<{ first: number; year: number }> {
  const year = Number(ctx.today.slice(0, 4));
  const { rows } = await sql<{ last: number }>`
    insert into number_series (jurisdiction_id, organ_id, series, year, last)
    values (${ctx.actor.jurisdictionId}, ${organId}, ${series}, ${year}, ${count})
    on conflict (jurisdiction_id, organ_id, series, year)
    do update set last = number_series.last + ${count}
    returning last`.execute(ctx.trx);
  return { first: rows[0]!.last - count + 1, year };
}

/** The next whole number (文号) of a matter. */
export async function takeNumber(
  ctx: Ctx,
  organId: string,
  procedure: string,
  series: { series: string; pattern: string },
  format: typeof formatNumber,
): Promise<string> {
  const [taken, organ] = await Promise.all([
    takeNumbers(ctx, organId, `${procedure}:${series.series}`),
    organCode(ctx, organId),
  ]);
  return format(series.pattern, { organ, year: taken.year, seq: taken.first });
}

/** The code of an organ as it stands in numbers. */
export async function organCode(ctx: Ctx, organId: string): Promise<string> {
  const organ = await ctx.trx
    .selectFrom('organ')
    .select('code')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', organId)
    .executeTakeFirstOrThrow();
  return organ.code;
}
