import type { SubjectRef } from '@plumbline/policy';
import { sql } from 'kysely';
import { asPlatform } from '../../platform/context/as-platform.ts';
import type { Ctx } from '../../platform/context/context.ts';

/**
 * Of these persons those who lead where a subject serves today: by a post with one of the marks in that unit, in one above it,
 * or in a unit that is a subject. With the platform's sight: whoever names somebody need not see where others serve.
 */
export const leadersOf = asPlatform(
  async (
    ctx: Ctx,
    persons: readonly string[],
    marks: readonly string[],
    subjects: readonly SubjectRef[],
  ): Promise<ReadonlySet<string>> => {
    if (!persons.length) return new Set();
    const j = ctx.actor.jurisdictionId;
    const own = subjects.map(({ id }) => id);
    const held = sql`(a.from_day is null or a.from_day <= ${ctx.today}::date)
      and (a.to_day is null or a.to_day >= ${ctx.today}::date)`;
    const { rows } = await sql<{ id: string }>`
      with recursive place(id) as (
        select unnest(${own}::uuid[])
        union select a.unit_id from appointment a
          where a.jurisdiction_id = ${j} and a.person_id = any (${own}::uuid[]) and ${held}
        union select u.parent_id from unit u join place p on p.id = u.id
          where u.jurisdiction_id = ${j} and u.parent_id is not null)
      select distinct a.person_id as id from appointment a
      join place p on p.id = a.unit_id
      join post t on t.jurisdiction_id = a.jurisdiction_id and t.id = a.post_id and t.tags && ${[...marks]}::text[]
      where a.jurisdiction_id = ${j} and a.person_id = any (${[...persons]}::uuid[]) and ${held}`.execute(
      ctx.trx,
    );
    return new Set(rows.map(({ id }) => id));
  },
);
