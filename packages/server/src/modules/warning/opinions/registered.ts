import { sql } from 'kysely';
import { asPlatform } from '../../../platform/context/as-platform.ts';
import { uuidArray } from '../../../platform/db/sql.ts';

/** Somebody as the registry has them today. */
export interface Registered {
  id: string;
  name: string;
  otherNames: string[];
  unit: string;
  post: string;
  /** As exactly as it is known. */
  birth: string | null;
}

/**
 * The persons of a list as the registry has them, by id: namesakes are told apart by unit, post and birth. Whoever works on the
 * list need not read the registry.
 */
export const registeredOf = asPlatform(
  async (ctx, personIds: readonly string[]): Promise<Map<string, Registered>> => {
    const { rows } = await sql<Registered>`
      select p.id, p.name, p.other_names as "otherNames", coalesce(held.unit, '') as unit,
        coalesce(held.post, '') as post,
        left(p.birth_date::text, case p.birth_precision when 'year' then 4 when 'month' then 7 else 10 end) as birth
      from person p left join lateral (
        select u.name as unit, t.title as post from appointment a
          join post t on t.jurisdiction_id = a.jurisdiction_id and t.id = a.post_id
          join unit u on u.jurisdiction_id = a.jurisdiction_id and u.id = a.unit_id
        where a.jurisdiction_id = p.jurisdiction_id and a.person_id = p.id
          and (a.from_day is null or a.from_day <= ${ctx.today}::date)
          and (a.to_day is null or a.to_day >= ${ctx.today}::date)
        order by a.from_day desc nulls last, a.id limit 1) held on true
      where p.jurisdiction_id = ${ctx.actor.jurisdictionId} and p.id = any(${uuidArray(personIds)})`.execute(
      ctx.trx,
    );
    return new Map(rows.map((row) => [row.id, row]));
  },
);
