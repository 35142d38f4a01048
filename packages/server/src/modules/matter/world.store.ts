import type { Holder, OrganFact, SubjectFacts, SubjectRef } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';

/** Person → persons near enough to be kept out of that person's matters. */
export async function listKin(
  ctx: Ctx,
  persons: readonly string[],
  relations: readonly string[],
): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ subject_id: string; kin_id: string }>`
    select subject_id, kin_id from app.kin_of(${persons}::uuid[], ${relations}::text[])`.execute(ctx.trx);
  const found = new Map<string, string[]>();
  for (const { subject_id, kin_id } of rows)
    found.set(subject_id, [...(found.get(subject_id) ?? []), kin_id]);
  return found;
}

/**
 * Unit → persons with an account who serve in it today, or are near kin of whoever heads it: kept out of what is kept
 * from the unit.
 * @param heads marks of posts whose holder heads the unit
 */
export async function listServing(
  ctx: Ctx,
  units: readonly string[],
  { heads, relations }: { heads: readonly string[]; relations: readonly string[] },
): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ unit_id: string; persons: string[] }>`
    with serving as (
      select a.unit_id, a.person_id, p.tags && ${[...heads]}::text[] as heads
      from appointment a join post p on p.jurisdiction_id = a.jurisdiction_id and p.id = a.post_id
      where a.jurisdiction_id = ${ctx.actor.jurisdictionId} and a.unit_id = any (${[...units]}::uuid[])
        and (a.from_day is null or a.from_day <= ${ctx.today}::date)
        and (a.to_day is null or a.to_day >= ${ctx.today}::date)),
    near as (
      select unit_id, person_id from serving
      union select s.unit_id, k.kin_id from serving s
        cross join lateral app.kin_of(array[s.person_id], ${[...relations]}::text[]) k where s.heads)
    select near.unit_id, array_agg(distinct near.person_id) as persons from near
      join account c on c.jurisdiction_id = ${ctx.actor.jurisdictionId} and c.person_id = near.person_id
        and c.closed_at is null
    group by near.unit_id`.execute(ctx.trx);
  return new Map(rows.map(({ unit_id, persons }) => [unit_id, persons]));
}

/** Persons and units that are near to somebody with an account: only what concerns these can be seen by whom it is kept from. */
export async function listNearToAccounts(ctx: Ctx, relations: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct near.kin_id as id from app.kin_of(
      array(select person_id from account
        where jurisdiction_id = ${ctx.actor.jurisdictionId} and person_id is not null and closed_at is null),
      ${relations}::text[]) near
    union
    select distinct a.unit_id from appointment a
      join account c on c.jurisdiction_id = a.jurisdiction_id and c.person_id = a.person_id and c.closed_at is null
    where a.jurisdiction_id = ${ctx.actor.jurisdictionId} and (a.to_day is null or a.to_day >= ${ctx.today}::date)`.execute(
    ctx.trx,
  );
  return rows.map(({ id }) => id);
}

export async function listOrgans(ctx: Ctx): Promise<OrganFact[]> {
  const rows = await ctx.trx
    .selectFrom('organ')
    .select(['id', 'parent_id', 'kind'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .execute();
  return rows.map(({ id, parent_id, kind }) => ({ id, parentId: parent_id, kind }));
}

interface GrantRow {
  account: string;
  person: string | null;
  role: string;
  organ: string;
}

/**
 * Who holds one of the permissions today, organ by organ, and who stands in for somebody absent. A delegate
 * decides for the giver only where the giver could.
 */
export async function listHolders(ctx: Ctx, permissions: readonly string[]): Promise<Holder[]> {
  const roles = new Map(
    ctx.pack.roles
      .map((role) => [role.code, role.permissions.filter((one) => permissions.includes(one))] as const)
      .filter(([, held]) => held.length > 0),
  );
  // Whoever lost every role of staff since, or became an administrator, stands in for nobody.
  const staff = ctx.pack.roles.filter((role) => !role.administrator && !role.inUnit).map(({ code }) => code);
  const j = ctx.actor.jurisdictionId;
  const [grants, delegations] = await Promise.all([
    sql<GrantRow>`
      select g.account_id as account, a.person_id as person, g.role, g.organ_id as organ
      from role_grant g join account a on a.jurisdiction_id = g.jurisdiction_id and a.id = g.account_id
      where g.jurisdiction_id = ${j} and g.organ_id is not null and a.closed_at is null
        and g.role = any (${[...roles.keys()]}::text[])
        and g.from_day <= ${ctx.today}::date and (g.to_day is null or g.to_day >= ${ctx.today}::date)
      order by g.account_id, g.organ_id, g.role`.execute(ctx.trx),
    sql<{ giver: string; taker: string; person: string | null }>`
      select d.giver_id as giver, d.taker_id as taker, a.person_id as person
      from delegation d join account a on a.jurisdiction_id = d.jurisdiction_id and a.id = d.taker_id
      where d.jurisdiction_id = ${j} and d.ended_at is null and a.closed_at is null
        and exists (select 1 from role_grant g where g.jurisdiction_id = ${j} and g.account_id = d.taker_id
          and g.organ_id is not null and g.role = any (${staff}::text[])
          and g.from_day <= ${ctx.today}::date and (g.to_day is null or g.to_day >= ${ctx.today}::date))
        and not exists (select 1 from role_grant g where g.jurisdiction_id = ${j} and g.account_id = d.taker_id
          and g.role <> all (${staff}::text[])
          and g.from_day <= ${ctx.today}::date and (g.to_day is null or g.to_day >= ${ctx.today}::date))
        and d.from_day <= ${ctx.today}::date and d.to_day >= ${ctx.today}::date
      order by d.id`.execute(ctx.trx),
  ]);
  const ref = (account: string, person: string | null) => (person ? { account, person } : { account });
  const own = grants.rows.flatMap(({ account, person, role, organ }) =>
    (roles.get(role) ?? []).map((permission): Holder => ({ ...ref(account, person), permission, organ })),
  );
  const delegated = delegations.rows.flatMap(({ giver, taker, person }) =>
    own
      .filter((holder) => holder.account === giver)
      .map(
        ({ permission, organ, account, person: absent }): Holder => ({
          ...ref(taker, person),
          permission,
          organ,
          delegateOf: ref(account, absent ?? null),
        }),
      ),
  );
  return [...own, ...delegated];
}

interface FactRow {
  id: string;
  kind: 'person' | 'unit';
  tags: string[];
  unit_kind: string | null;
  levels: string[];
}

/** What chooses the row of an authority: level and marks of the posts held today, kind and marks of the unit. */
export async function listSubjectFacts(
  ctx: Ctx,
  subjects: readonly SubjectRef[],
): Promise<Map<string, SubjectFacts>> {
  const of = (kind: SubjectRef['kind']) => subjects.filter((one) => one.kind === kind).map((one) => one.id);
  const j = ctx.actor.jurisdictionId;
  const { rows } = await sql<FactRow>`
    select u.id, 'unit' as kind, u.tags, u.kind as unit_kind, '{}'::text[] as levels
    from unit u where u.jurisdiction_id = ${j} and u.id = any (${of('unit')}::uuid[])
    union all
    select p.id, 'person', coalesce(array_agg(distinct tag.code) filter (where tag.code is not null), '{}'),
      min(u.kind), coalesce(array_agg(distinct t.level) filter (where t.level is not null), '{}')
    from person p
    left join appointment a on a.jurisdiction_id = p.jurisdiction_id and a.person_id = p.id
      and (a.from_day is null or a.from_day <= ${ctx.today}::date)
      and (a.to_day is null or a.to_day >= ${ctx.today}::date)
    left join post t on t.jurisdiction_id = a.jurisdiction_id and t.id = a.post_id
    left join unit u on u.jurisdiction_id = a.jurisdiction_id and u.id = a.unit_id
    left join lateral unnest(t.tags || u.tags) as tag (code) on true
    where p.jurisdiction_id = ${j} and p.id = any (${of('person')}::uuid[])
    group by p.id`.execute(ctx.trx);
  const rank = new Map(ctx.pack.postLevels.map((level) => [level.code, level.rank]));
  return new Map(
    rows.map((row) => {
      // Whoever holds several posts is judged by the highest.
      const level = row.levels.toSorted((a, b) => (rank.get(b) ?? 0) - (rank.get(a) ?? 0))[0];
      return [
        row.id,
        {
          kind: row.kind,
          tags: row.tags,
          ...(level === undefined ? {} : { level }),
          ...(row.unit_kind === null ? {} : { unitKind: row.unit_kind }),
        },
      ];
    }),
  );
}
