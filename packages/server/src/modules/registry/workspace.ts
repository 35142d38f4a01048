import type * as contract from '@plumbline/contract/registry-relations';
import type { Query } from '@plumbline/contract/route';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Ctx } from '../../platform/context/context.ts';
import { within } from '../../platform/db/sql.ts';
import { decodeCursor, encodeCursor, place } from '../../platform/http/cursor.ts';
import { contacted, NameCursor, pageOf, supervised } from './filters.ts';
import { hasAny, traitsOf } from './traits.ts';

/** `r`: 0 for units that the caller is responsible for, 1 for the rest. */
const Cursor = NameCursor.extend({ r: place.number });
type Cursor = z.infer<typeof Cursor>;

/**
 * The units that the caller's own organs supervise, the caller's contact units first (S4.2). What a reach over
 * other organs adds is not part of it: this is the desk, not the horizon.
 */
export async function listWorkspaceUnits(ctx: Ctx, filter: Query<typeof contract.listWorkspaceUnits>) {
  const { trx } = ctx;
  const at = { j: ctx.actor.jurisdictionId, day: ctx.today };
  const own = [...ctx.actor.organs];
  const traits = traitsOf(ctx.pack);
  const mine = contacted('u.id', at, ctx.actor.accountId);
  const belongs = sql<boolean>`(${supervised('u.id', at, own, filter.supervision)} or ${mine})`;
  const rank = sql<number>`case when ${mine} then 0 else 1 end`;
  const base = trx
    .selectFrom('unit as u')
    .where('u.jurisdiction_id', '=', at.j)
    .where(within('u.active_from', 'u.active_to', at.day))
    .where(belongs);
  const cursor = decodeCursor(filter.cursor, Cursor);
  let query = base
    .select(['u.id', 'u.name', 'u.kind', 'u.tags', 'u.pinyin', rank.as('rank')])
    .select([
      supervisionsOf(at, own).as('supervisions'),
      headsOf(at, traits.heads).as('heads'),
      personsOf(at).as('persons'),
      personsOf(at, traits.keyMinority).as('keyPersons'),
    ])
    .orderBy(rank)
    .orderBy('u.pinyin')
    .orderBy('u.name')
    .orderBy('u.id')
    .limit(filter.limit + 1);
  if (cursor)
    query = query.where(
      sql<boolean>`(${rank}, u.pinyin, u.name, u.id) > (${cursor.r}::int, ${cursor.p}, ${cursor.n}, ${cursor.i}::uuid)`,
    );
  const [rows, total, organs] = await Promise.all([
    query.execute(),
    base.select(sql<number>`count(*)::int`.as('count')).executeTakeFirstOrThrow(),
    trx
      .selectFrom('organ')
      .select(['id', 'name'])
      .where('jurisdiction_id', '=', at.j)
      .where('id', '=', sql<string>`any(${own}::uuid[])`)
      .orderBy('code')
      .execute(),
  ]);
  const page = pageOf(rows, filter.limit, (row) =>
    encodeCursor({ r: row.rank, p: row.pinyin, n: row.name, i: row.id } satisfies Cursor),
  );
  return {
    items: page.rows.map(({ pinyin: _, rank: order, ...row }) => ({
      ...row,
      mine: order === 0,
      power: hasAny(row.tags, traits.power),
    })),
    next: page.next,
    organs,
    total: total.count,
  };
}

interface At {
  j: number;
  day: string;
}

const supervisionsOf = (at: At, own: readonly string[]) =>
  sql<contract.WorkspaceUnit['supervisions']>`coalesce((
    select json_agg(json_build_object('kind', s.kind, 'organId', o.id, 'organName', o.name) order by s.kind)
    from supervision s
    join organ o on o.jurisdiction_id = s.jurisdiction_id and o.id = s.organ_id
    where s.jurisdiction_id = ${at.j} and s.unit_id = u.id and s.organ_id = any(${own}::uuid[])
      and ${within('s.from_day', 's.to_day', at.day)}), '[]'::json)`;

const headsOf = (at: At, heads: readonly string[]) =>
  sql<contract.WorkspaceUnit['heads']>`coalesce((
    select json_agg(json_build_object('personId', p.id, 'name', p.name, 'title', t.title) order by t.order_no)
    from appointment a
    join post t on t.jurisdiction_id = a.jurisdiction_id and t.id = a.post_id
    join person p on p.jurisdiction_id = a.jurisdiction_id and p.id = a.person_id
    where a.jurisdiction_id = ${at.j} and a.unit_id = u.id and t.tags && ${heads}::text[]
      and ${within('a.from_day', 'a.to_day', at.day)}), '[]'::json)`;

/** Persons who hold a post in the unit, of any kind or with one of the marks. */
const personsOf = (at: At, tags?: readonly string[]) =>
  sql<number>`(
    select count(distinct a.person_id)::int
    from appointment a
    join post t on t.jurisdiction_id = a.jurisdiction_id and t.id = a.post_id
    where a.jurisdiction_id = ${at.j} and a.unit_id = u.id
      and (${tags ?? null}::text[] is null or t.tags && ${tags ?? null}::text[])
      and ${within('a.from_day', 'a.to_day', at.day)})`;
