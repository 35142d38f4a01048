import type * as contract from '@plumbline/contract/registry-persons';
import type { Query } from '@plumbline/contract/route';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { within } from '../../platform/db/sql.ts';
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts';
import {
  type At,
  afterName,
  below,
  contacted,
  inZone,
  NameCursor,
  nameCursor,
  named,
  pageOf,
  supervised,
} from './filters.ts';
import type { PersonRow } from './save-person.ts';
import { hasAny, traitsOf } from './traits.ts';

type Filter = Query<typeof contract.listPersons>;

/** Who holds a post that is all that was asked for; undefined when nothing was. */
function heldPost(ctx: Ctx, at: At, filter: Filter): RawBuilder<boolean> | undefined {
  const traits = traitsOf(ctx.pack);
  const asked: RawBuilder<SqlBool>[] = [];
  if (filter.unitId)
    asked.push(
      filter.below ? below('a.unit_id', at, filter.unitId) : sql`a.unit_id = ${filter.unitId}::uuid`,
    );
  if (filter.level) asked.push(sql`t.level = ${filter.level}`);
  if (filter.tag) asked.push(sql`${filter.tag} = any(t.tags)`);
  if (filter.keyMinority) asked.push(sql`t.tags && ${traits.keyMinority}::text[]`);
  if (filter.heads) asked.push(sql`t.tags && ${traits.heads}::text[]`);
  if (filter.power) asked.push(sql`u.tags && ${traits.power}::text[]`);
  if (filter.supervisedBy) asked.push(supervised('a.unit_id', at, [filter.supervisedBy], filter.supervision));
  if (filter.zoneId) asked.push(inZone('a.unit_id', at, filter.zoneId));
  if (filter.contact === 'mine') asked.push(contacted('a.unit_id', at, ctx.actor.accountId));
  if (!asked.length) return undefined;
  const own =
    filter.contact === 'mine'
      ? sql`union select c.person_id from contact c where c.jurisdiction_id = ${at.j} and c.person_id is not null
          and c.account_id = ${ctx.actor.accountId}::uuid and ${within('c.from_day', 'c.to_day', at.day)}`
      : sql``;
  // Gathered first: walking the names instead, as a planner that hopes for early hits would, takes a second on
  // 60,000 persons when the ones wanted stand late in the alphabet.
  return sql<boolean>`p.id in (with held as materialized (
    select a.person_id from appointment a
    join post t on t.jurisdiction_id = a.jurisdiction_id and t.id = a.post_id
    join unit u on u.jurisdiction_id = a.jurisdiction_id and u.id = a.unit_id
    where a.jurisdiction_id = ${at.j} and ${within('a.from_day', 'a.to_day', at.day)}
      and ${sql.join(asked, sql` and `)} ${own})
    select person_id from held)`;
}

/** Whose unit or post today is called like this: names are not what everybody knows of an office-holder. */
const servesIn = (at: At, q: string): RawBuilder<boolean> => {
  const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`p.id in (select a.person_id from appointment a
    join post t on t.jurisdiction_id = a.jurisdiction_id and t.id = a.post_id
    join unit u on u.jurisdiction_id = a.jurisdiction_id and u.id = a.unit_id
    where a.jurisdiction_id = ${at.j} and ${within('a.from_day', 'a.to_day', at.day)}
      and (u.name ilike ${like} or t.title ilike ${like}))`;
};

/** Persons that the caller may see, in the order of their names, with the posts they hold today. */
export async function listPersons(
  ctx: Ctx,
  filter: Filter,
): Promise<{ items: contract.PersonSummary[]; next: string | null }> {
  const at = { j: ctx.actor.jurisdictionId, day: ctx.today };
  const after = decodeCursor(filter.cursor, NameCursor);
  let query = ctx.trx
    .selectFrom('person as p')
    .selectAll('p')
    .where('p.jurisdiction_id', '=', at.j)
    .orderBy('p.pinyin')
    .orderBy('p.name')
    .orderBy('p.id')
    .limit(filter.limit + 1);
  const held = heldPost(ctx, at, filter);
  if (held) query = query.where(held);
  if (filter.q)
    query = query.where(sql<boolean>`(${named('p', 'other_names', filter.q)} or ${servesIn(at, filter.q)})`);
  if (after) query = query.where(afterName('p', after));
  const found = await ctx.trx
    .selectFrom(query.as('page'))
    .selectAll()
    .select(presentPosts('page.id', at).as('posts'))
    .orderBy('page.pinyin')
    .orderBy('page.name')
    .orderBy('page.id')
    .execute();
  const { rows, next } = pageOf(found, filter.limit, (row) => encodeCursor(nameCursor(row)));
  return { items: rows.map((row) => personSummary(ctx, row, row.posts)), next };
}

/** The posts held on a day as JSON, ordered as in the unit. */
const presentPosts = (person: string, at: At) =>
  sql<contract.PresentPost[]>`coalesce((
    select json_agg(json_build_object('postId', t.id, 'title', t.title, 'unitId', u.id, 'unitName', u.name,
      'level', t.level, 'tags', t.tags, 'kind', a.kind) order by a.kind, t.order_no, a.from_day)
    from appointment a
    join post t on t.jurisdiction_id = a.jurisdiction_id and t.id = a.post_id
    join unit u on u.jurisdiction_id = a.jurisdiction_id and u.id = a.unit_id
    where a.jurisdiction_id = ${at.j} and a.person_id = ${sql.ref(person)}
      and ${within('a.from_day', 'a.to_day', at.day)}), '[]'::json)`;

export function personSummary(
  ctx: Ctx,
  row: PersonRow,
  posts: contract.PresentPost[],
): contract.PersonSummary {
  const traits = traitsOf(ctx.pack);
  const tags = posts.flatMap((post) => post.tags);
  return {
    id: row.id,
    name: row.name,
    nameEn: row.name_en,
    sex: row.sex as contract.PersonSummary['sex'],
    birthDate: row.birth_date,
    birthPrecision: row.birth_precision as contract.PersonSummary['birthPrecision'],
    keyMinority: hasAny(tags, traits.keyMinority),
    heads: hasAny(tags, traits.heads),
    posts,
    version: row.version,
  };
}
