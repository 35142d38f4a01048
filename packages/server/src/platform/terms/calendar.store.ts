import { type Calendar, type CalendarDay, calendarOf, type Pack } from '@plumbline/policy';
import { insertMany } from '../db/bulk.ts';
import type { Trx } from '../db/database.ts';
import { type EventInput, eventRow } from '../ledger/event.ts';
import { BUILT_IN_SOURCE, builtInYears } from './built-in.ts';

/** The whole calendar of a jurisdiction: some hundred days. */
export async function readCalendar(trx: Trx, jurisdiction: number, pack: Pack): Promise<Calendar> {
  const [years, days] = await Promise.all([
    trx.selectFrom('calendar_year').select('year').where('jurisdiction_id', '=', jurisdiction).execute(),
    trx
      .selectFrom('calendar_day')
      .select(['day', 'kind'])
      .where('jurisdiction_id', '=', jurisdiction)
      .execute(),
  ]);
  return calendarOf({
    years: years.map(({ year }) => year),
    days: days.map(({ day, kind }) => ({ day, kind: kind as CalendarDay['kind'] })),
    weekend: pack.head.calendar.weekend,
  });
}

export interface YearToSave {
  year: number;
  source: string;
  days: readonly CalendarDay[];
  version: number;
}

/** Puts a year's days in the place of those it had. The year's row is locked by the caller or new. */
export async function writeYear(
  trx: Trx,
  of: { jurisdiction: number; accountId: string | null; now: Date },
  { year, source, days, version }: YearToSave,
): Promise<void> {
  const key = { jurisdiction_id: of.jurisdiction };
  const row = { source, account_id: of.accountId, saved_at: of.now, version };
  await trx
    .insertInto('calendar_year')
    .values({ ...key, year, ...row })
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'year']).doUpdateSet(row))
    .execute();
  await trx
    .deleteFrom('calendar_day')
    .where('jurisdiction_id', '=', of.jurisdiction)
    .where('notice_year', '=', year)
    .execute();
  await insertMany(
    trx,
    'calendar_day',
    days.map(({ day, kind, name }) => ({ ...key, day, notice_year: year, kind, name })),
  );
}

/** What the ledger keeps of a saved year: enough to write it again. */
export const yearSaved = ({ year, source, days, version }: YearToSave): EventInput => ({
  type: 'calendar.year-saved',
  entity: 'calendar_year',
  entityId: null,
  data: { year, source, version, days: days.map(({ day, kind, name }) => [day, kind, name]) },
});

/** Gives a new jurisdiction the years that ship with the platform, each with its entry in the ledger. */
export async function seedCalendar(trx: Trx, jurisdiction: number, pack: Pack, now: Date): Promise<void> {
  const author = { jurisdictionId: jurisdiction, accountId: null, organId: null };
  for (const { year, days } of builtInYears(pack.head.calendar.seed)) {
    const saved = { year, source: BUILT_IN_SOURCE, days, version: 1 };
    await writeYear(trx, { jurisdiction, accountId: null, now }, saved);
    await trx
      .insertInto('event')
      .values(eventRow(author, now, yearSaved(saved)))
      .execute();
  }
}
