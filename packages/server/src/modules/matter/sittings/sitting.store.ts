import { placeKey, type SittingTime } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../../platform/context/context.ts';

export interface SittingRow {
  matter_id: string;
  day: string;
  from_minute: number;
  until_minute: number;
  place: string;
  place_key: string;
  accounts: string[];
  /** Null when the caller does not see the matter. */
  title: string | null;
}

export async function putSitting(
  ctx: Ctx,
  matterId: string,
  { day, from, until, place }: SittingTime,
  { accounts, about }: { accounts: readonly string[]; about: readonly string[] },
): Promise<void> {
  await sql`
    insert into sitting (jurisdiction_id, matter_id, day, from_minute, until_minute, place, place_key, accounts, about)
    values (${ctx.actor.jurisdictionId}, ${matterId}::uuid, ${day}::date, ${from}, ${until}, ${place},
      ${placeKey(place)}, ${[...accounts]}::uuid[], ${[...about]}::uuid[])
    on conflict (jurisdiction_id, matter_id) do update
      set day = excluded.day, from_minute = excluded.from_minute, until_minute = excluded.until_minute,
        place = excluded.place, place_key = excluded.place_key, accounts = excluded.accounts, about = excluded.about`.execute(
    ctx.trx,
  );
}

export const dropSitting = (ctx: Ctx, matterId: string): void =>
  void ctx.send(
    ctx.trx
      .deleteFrom('sitting')
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('matter_id', '=', matterId),
  );

/** Sittings of these days in their order; of matters that the caller does not see without their title. */
export async function sittingsBetween(ctx: Ctx, first: string, last: string): Promise<SittingRow[]> {
  const { rows } = await sql<SittingRow>`
    select s.matter_id, s.day, s.from_minute, s.until_minute, s.place, s.place_key, s.accounts, m.title
    from sitting s left join matter m on m.jurisdiction_id = s.jurisdiction_id and m.id = s.matter_id
    where s.jurisdiction_id = ${ctx.actor.jurisdictionId} and s.day between ${first}::date and ${last}::date
    order by s.day, s.from_minute, s.matter_id`.execute(ctx.trx);
  return rows;
}

/** Sittings at which the caller is to be: as one of staff, or as whom the matter concerns and is shown to. */
export async function ownSittings(ctx: Ctx, first: string, last: string): Promise<SittingRow[]> {
  const { accountId, personId } = ctx.actor;
  const { rows } = await sql<SittingRow>`
    select s.matter_id, s.day, s.from_minute, s.until_minute, s.place, s.place_key, s.accounts, m.title
    from sitting s join matter m on m.jurisdiction_id = s.jurisdiction_id and m.id = s.matter_id
    where s.jurisdiction_id = ${ctx.actor.jurisdictionId} and s.day between ${first}::date and ${last}::date
      and (${accountId}::uuid = any (s.accounts) or m.subject_id = ${personId}::uuid)
    order by s.day, s.from_minute, s.matter_id`.execute(ctx.trx);
  return rows;
}

/** Days of birth of the persons, as far as a day is known; of a year or month its first day. */
export async function birthsOf(ctx: Ctx, persons: readonly string[]): Promise<(string | null)[]> {
  if (persons.length === 0) return [];
  const rows = await ctx.trx
    .selectFrom('person')
    .select('birth_date')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', 'in', persons)
    .execute();
  return rows.map(({ birth_date }) => birth_date);
}
