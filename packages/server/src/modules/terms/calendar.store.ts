import type { CalendarDay } from '@plumbline/contract/calendar';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';

/** Years that were entered, newest first, with who did it and how many days of each kind they hold. */
export async function listYearRows(ctx: Ctx) {
  const j = ctx.actor.jurisdictionId;
  const { rows } = await sql<{
    year: number;
    source: string;
    version: number;
    saved_at: Date;
    saved_by: string | null;
    rest: number;
    work: number;
  }>`
    select y.year, y.source, y.version, y.saved_at, a.name as saved_by,
      count(*) filter (where d.kind = 'rest')::int as rest, count(*) filter (where d.kind = 'work')::int as work
    from calendar_year y
    left join account a on a.jurisdiction_id = y.jurisdiction_id and a.id = y.account_id
    left join calendar_day d on d.jurisdiction_id = y.jurisdiction_id and d.notice_year = y.year
    where y.jurisdiction_id = ${j}
    group by y.year, y.source, y.version, y.saved_at, a.name
    order by y.year desc`.execute(ctx.trx);
  return rows;
}

export type YearRow = Awaited<ReturnType<typeof listYearRows>>[number];

export interface StoredDay extends CalendarDay {
  notice: number;
}

/** What is known of a year: its own days, whoever's notice names them, and all days of its notice. */
export async function daysOfYear(ctx: Ctx, year: number): Promise<StoredDay[]> {
  const rows = await ctx.trx
    .selectFrom('calendar_day')
    .select(['day', 'kind', 'name', 'notice_year as notice'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where((eb) =>
      eb.or([
        eb('notice_year', '=', year),
        eb.and([eb('day', '>=', `${year}-01-01`), eb('day', '<=', `${year}-12-31`)]),
      ]),
    )
    .orderBy('day')
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as CalendarDay['kind'] }));
}
