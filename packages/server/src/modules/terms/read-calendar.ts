import type { CalendarYear, CalendarYearDays, getCalendar as route } from '@plumbline/contract/calendar';
import type { Reply } from '@plumbline/contract/route';
import { yearOf } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { builtInYear } from '../../platform/terms/built-in.ts';
import { missingFrom, neededUntil } from './calendar.rules.ts';
import { daysOfYear, listYearRows, type YearRow } from './calendar.store.ts';

/** Which years have been entered, and which are needed besides. */
export async function getCalendar(ctx: Ctx): Promise<Reply<typeof route>> {
  const rows = await listYearRows(ctx);
  const entered = new Map(rows.map((row) => [row.year, row]));
  const missing = missingFrom(ctx.today, new Set(entered.keys()));
  // The year after the last one that is needed is shown too, so that its notice can be entered when it comes.
  const years = new Set([...entered.keys(), ...missing, neededUntil(ctx.today), yearOf(ctx.today) + 1]);
  return {
    today: ctx.today,
    zone: ctx.pack.head.calendar.zone,
    years: [...years].sort((a, b) => b - a).map((year) => summary(ctx, year, entered.get(year))),
    missing,
    allowed: ctx.may('calendar.write') ? ['edit'] : [],
  };
}

function summary(ctx: Ctx, year: number, row: YearRow | undefined): CalendarYear {
  const needed = year >= yearOf(ctx.today) && year <= neededUntil(ctx.today);
  return {
    year,
    state: row ? 'covered' : needed ? 'missing' : 'open',
    source: row?.source ?? null,
    savedAt: row?.saved_at.toISOString() ?? null,
    savedBy: row?.saved_by ?? null,
    rest: row?.rest ?? 0,
    work: row?.work ?? 0,
    version: row?.version ?? null,
  };
}

/** One year with its days. A year of which nothing was entered is shown as such: it isn't absent. */
export async function getYear(ctx: Ctx, year: number): Promise<CalendarYearDays> {
  const [rows, days] = await Promise.all([listYearRows(ctx), daysOfYear(ctx, year)]);
  const { calendar } = ctx.pack.head;
  return {
    ...summary(
      ctx,
      year,
      rows.find((row) => row.year === year),
    ),
    weekend: calendar.weekend,
    days,
    builtIn: builtInYear(calendar.seed, year) !== undefined,
    allowed: ctx.may('calendar.write') ? ['edit'] : [],
  };
}
