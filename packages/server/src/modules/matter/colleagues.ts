import type { SubjectRef } from '@plumbline/policy';
import { type RawBuilder, sql } from 'kysely';
import { asPlatform } from '../../platform/context/as-platform.ts';
import type { Ctx } from '../../platform/context/context.ts';

const inForce = (table: string, today: string): RawBuilder<boolean> => {
  const [from, to] = [sql.ref(`${table}.from_day`), sql.ref(`${table}.to_day`)];
  return sql`(${from} is null or ${from} <= ${today}::date) and (${to} is null or ${to} >= ${today}::date)`;
};

/** Units and organs that are a subject or in which one serves today: by a post, an account, or a role. */
const placesOf = (j: number, ids: readonly string[], today: string): RawBuilder<{ id: string }> => sql`
  select unnest(${[...ids]}::uuid[]) as id
  union select a.unit_id from appointment a
    where a.jurisdiction_id = ${j} and a.person_id = any (${[...ids]}::uuid[]) and ${inForce('a', today)}
  union select c.unit_id from account c where c.jurisdiction_id = ${j} and c.person_id = any (${[...ids]}::uuid[])
  union select coalesce(g.organ_id, g.unit_id) from role_grant g
    join account c on c.jurisdiction_id = g.jurisdiction_id and c.id = g.account_id
    where g.jurisdiction_id = ${j} and c.person_id = any (${[...ids]}::uuid[]) and ${inForce('g', today)}`;

/** Units in which a person among the subjects holds a post today. */
export const unitsOf = asPlatform(async (ctx, subjects: readonly SubjectRef[]): Promise<Set<string>> => {
  const persons = subjects.flatMap(({ kind, id }) => (kind === 'person' ? [id] : []));
  const { rows } = await sql<{ unit_id: string }>`
    select distinct unit_id from appointment a
    where a.jurisdiction_id = ${ctx.actor.jurisdictionId} and a.person_id = any (${persons}::uuid[])
      and ${inForce('a', ctx.today)}`.execute(ctx.trx);
  return new Set(rows.map(({ unit_id }) => unit_id));
});

/** With the platform's sight: whoever names somebody need not see where others serve. */
const find = asPlatform(
  async (
    ctx: Ctx,
    refs: readonly string[],
    subjects: readonly SubjectRef[],
  ): Promise<ReadonlySet<string>> => {
    const { today } = ctx;
    const j = ctx.actor.jurisdictionId;
    const places = placesOf(
      j,
      subjects.map(({ id }) => id),
      today,
    );
    const { rows } = await sql<{ id: string }>`
      with place as (${places})
      select p.id from place p where p.id = any (${[...refs]}::uuid[])
      union
      select c.id from account c
      where c.jurisdiction_id = ${j} and c.id = any (${[...refs]}::uuid[])
        and (c.unit_id in (select p.id from place p)
          or exists (select from appointment a where a.jurisdiction_id = ${j} and a.person_id = c.person_id
            and a.unit_id in (select p.id from place p) and ${inForce('a', today)})
          or exists (select from role_grant g where g.jurisdiction_id = ${j} and g.account_id = c.id
            and coalesce(g.organ_id, g.unit_id) in (select p.id from place p) and ${inForce('g', today)}))`.execute(
      ctx.trx,
    );
    return new Set(rows.map(({ id }) => id));
  },
);

/** Of these accounts, units and organs those that serve where a subject serves today, or are where one serves. */
export const besideSubjects = async (
  ctx: Ctx,
  refs: readonly string[],
  subjects: readonly SubjectRef[],
): Promise<ReadonlySet<string>> => (refs.length && subjects.length ? find(ctx, refs, subjects) : new Set());
