import type { CalendarYearDays, saveCalendarYear as route } from '@plumbline/contract/calendar';
import type { Body } from '@plumbline/contract/route';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { invalid, stale } from '../../platform/errors/app-error.ts';
import { writeYear, yearSaved } from '../../platform/terms/calendar.store.ts';
import { dayFaults } from './calendar.rules.ts';
import { getYear } from './read-calendar.ts';

/**
 * Enters the days of a year in the place of those it had. Nothing else is touched: due days of running terms are
 * computed, so they follow at once. @throws 400 by day, 409 when somebody else saved the year in the meantime
 */
export async function saveYear(ctx: Ctx, year: number, body: Body<typeof route>): Promise<CalendarYearDays> {
  const j = ctx.actor.jurisdictionId;
  // Two notices may meet in one December, so all years are saved one after the other.
  await sql`select pg_advisory_xact_lock(${j}, hashtext('calendar'))`.execute(ctx.trx);
  const [before, others] = await Promise.all([
    ctx.trx
      .selectFrom('calendar_year')
      .select('version')
      .where('jurisdiction_id', '=', j)
      .where('year', '=', year)
      .executeTakeFirst(),
    ctx.trx
      .selectFrom('calendar_day')
      .select(['day', 'notice_year'])
      .where('jurisdiction_id', '=', j)
      .where('notice_year', 'in', [year - 1, year + 1])
      .execute(),
  ]);
  if ((before?.version ?? null) !== body.version) throw stale(await getYear(ctx, year));
  const taken = new Map(others.map((row) => [row.day, row.notice_year]));
  const faults = dayFaults(year, body.days, ctx.pack.head.calendar.weekend, taken);
  if (faults.length) throw invalid(...faults);
  const days = body.days.toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const saved = { year, source: body.source, days, version: (before?.version ?? 0) + 1 };
  await writeYear(ctx.trx, { jurisdiction: j, accountId: ctx.actor.accountId, now: ctx.now }, saved);
  ctx.record(yearSaved(saved));
  return getYear(ctx, year);
}
