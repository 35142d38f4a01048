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
  contactedPerson,
  inZone,
  type NameCursor,
  nameCursor,
  named,
  pageOf,
  supervised,
} from './filters.ts';
import type { PersonRow } from './save-person.ts';
import { hasAny, traitsOf } from './traits.ts';

type Filter = Query<typeof contract.listPersons>;

/** What a present post must be; all of it of one and the same post. Undefined when nothing is asked. */
function heldPost(ctx: Ctx, at: At, filter: Filter): RawBuilder<SqlBool> | undefined {
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
  return sql`exists (select from appointment a
    join post t on t.jurisdiction_id = a.jurisdiction_id and t.id = a.post_id
    join unit u on u.jurisdiction_id = a.jurisdiction_id and u.id = a.unit_id
    where a.jurisdiction_id = ${at.j} and a.person_id = p.id and ${within('a.from_day', 'a.to_day', at.day)}
      and ${sql.join(asked, sql` and `)})`;
}

/** Persons that the caller may see, in the order of their names, with the posts they hold today. */
export async function listPersons(
  ctx: Ctx,
  filter: Filter,
): Promise<{ items: contract.PersonSummary[]; next: string | null }> {
  const at = { j: ctx.actor.jurisdictionId, day: ctx.today };
  const after = decodeCursor<NameCursor>(filter.cursor);
  let query = ctx.trx
    .selectFrom('person as p')
    .selectAll('p')
    .select(presentPosts('p.id', at).as('posts'))
    .where('p.jurisdiction_id', '=', at.j)
    .orderBy('p.pinyin')
    .orderBy('p.name')
    .orderBy('p.id')
    .limit(filter.limit + 1);
  const held = heldPost(ctx, at, filter);
  if (held && filter.contact === 'mine')
    query = query.where(sql<boolean>`(${held} or ${contactedPerson('p.id', at, ctx.actor.accountId)})`);
  else if (held) query = query.where(held as RawBuilder<boolean>);
  if (filter.q) query = query.where(named('p', 'other_names', filter.q));
  if (after) query = query.where(afterName('p', after));
  const { rows, next } = pageOf(await query.execute(), filter.limit, (row) => encodeCursor(nameCursor(row)));
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
