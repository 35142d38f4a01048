import type { Holder, Post, PostAuthority } from '@plumbline/contract/registry-posts';
import type { Selectable } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import type { Trx } from '../../platform/db/database.ts';
import type { Post as PostTable } from '../../platform/db/schema.gen.ts';
import { within } from '../../platform/db/sql.ts';
import { hasAny, traitsOf } from './traits.ts';

export type PostRow = Selectable<PostTable>;

export const authorities = (trx: Trx, j: number) =>
  trx
    .selectFrom('post_authority as pa')
    .innerJoin('organ as o', (join) =>
      join.onRef('o.jurisdiction_id', '=', 'pa.jurisdiction_id').onRef('o.id', '=', 'pa.organ_id'),
    )
    .select([
      'pa.id',
      'pa.post_id as postId',
      'pa.organ_id as organId',
      'o.name as organName',
      'pa.basis',
      'pa.from_day as from',
      'pa.to_day as to',
      'pa.version',
    ])
    .where('pa.jurisdiction_id', '=', j);

/** Who holds posts; the name is null where the caller may not see the person. */
export const holders = (trx: Trx, j: number) =>
  trx
    .selectFrom('appointment as a')
    .leftJoin('person as p', (join) =>
      join.onRef('p.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('p.id', '=', 'a.person_id'),
    )
    .select([
      'a.id as appointmentId',
      'a.post_id as postId',
      'a.person_id as personId',
      'p.name',
      'a.kind',
      'a.from_day as from',
      'a.from_precision as fromPrecision',
      'a.to_day as to',
      'a.to_precision as toPrecision',
      'a.version',
    ])
    .where('a.jurisdiction_id', '=', j);

export type HolderRow = Holder & { postId: string };
export type AuthorityRow = PostAuthority & { postId: string };

export const withoutPost = <T extends { postId: string }>({ postId: _, ...rest }: T): Omit<T, 'postId'> =>
  rest;

/** The posts of a unit as they stood on a day: three queries in one round trip. */
export async function postsOfUnit(ctx: Ctx, unitId: string, day: string): Promise<Post[]> {
  const { trx } = ctx;
  const j = ctx.actor.jurisdictionId;
  const [posts, held, managed] = await Promise.all([
    trx
      .selectFrom('post')
      .selectAll()
      .where('jurisdiction_id', '=', j)
      .where('unit_id', '=', unitId)
      .where(within('active_from', 'active_to', day))
      .orderBy('order_no')
      .orderBy('id')
      .execute(),
    holders(trx, j)
      .where('a.unit_id', '=', unitId)
      .where(within('a.from_day', 'a.to_day', day))
      .orderBy('a.from_day')
      .orderBy('a.id')
      .execute() as Promise<HolderRow[]>,
    authorities(trx, j)
      .innerJoin('post as p', (join) =>
        join.onRef('p.jurisdiction_id', '=', 'pa.jurisdiction_id').onRef('p.id', '=', 'pa.post_id'),
      )
      .where('p.unit_id', '=', unitId)
      .where(within('pa.from_day', 'pa.to_day', day))
      .execute(),
  ]);
  return posts.map((post) =>
    presentPost(
      ctx,
      post,
      held.filter((row) => row.postId === post.id),
      managed.find((row) => row.postId === post.id),
    ),
  );
}

export function presentPost(
  ctx: Ctx,
  row: PostRow,
  held: readonly HolderRow[],
  authority: AuthorityRow | undefined,
): Post {
  const traits = traitsOf(ctx.pack);
  return {
    id: row.id,
    unitId: row.unit_id,
    title: row.title,
    titleEn: row.title_en,
    level: row.level,
    tags: row.tags,
    keyMinority: hasAny(row.tags, traits.keyMinority),
    heads: hasAny(row.tags, traits.heads),
    orderNo: row.order_no,
    activeFrom: row.active_from,
    activeTo: row.active_to,
    version: row.version,
    holders: held.map(withoutPost),
    authority: authority ? withoutPost(authority) : null,
  };
}

/** The authority that manages a post on a day (干部管理权限); a clue's jurisdiction is derived from it. */
export async function authorityOf(
  trx: Trx,
  j: number,
  postId: string,
  day: string,
): Promise<PostAuthority | undefined> {
  const row = await authorities(trx, j)
    .where('pa.post_id', '=', postId)
    .where(within('pa.from_day', 'pa.to_day', day))
    .executeTakeFirst();
  return row && withoutPost(row);
}

/** The post, locked for the rest of the transaction, so that what hangs on it is decided one after another. */
export const lockPost = (trx: Trx, j: number, id: string): Promise<PostRow | undefined> =>
  trx
    .selectFrom('post')
    .selectAll()
    .where('jurisdiction_id', '=', j)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
