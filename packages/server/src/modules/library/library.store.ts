import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import type { LibraryItem, LibraryPart, LibraryVersion } from '../../platform/db/schema.gen.ts';

export type ItemRow = Selectable<LibraryItem> & {
  organ_name: string;
  subject_name: string | null;
  /** The version in force today, else the next one. */
  shown_id: string | null;
  effective_from: string | null;
  waiting: boolean;
};
export type VersionRow = Selectable<LibraryVersion>;
export type PartRow = Selectable<LibraryPart>;

export interface ItemFilter {
  id?: string | undefined;
  code?: string | undefined;
  store?: string | undefined;
  sort?: string | undefined;
  subjectId?: string | undefined;
  drafts?: boolean | undefined;
  /** A tsquery. */
  words?: string | undefined;
}

/** No organ's id; a list for IN must not be empty. */
const NONE = '00000000-0000-0000-0000-000000000000';

/** A version of `i` that is published and stands. */
const standing = sql`v.jurisdiction_id = i.jurisdiction_id and v.item_id = i.id
  and v.published_at is not null and v.withdrawn_at is null`;
/** Organs whose drafts the caller reads: those in which they write or publish, whatever else is in reach. */
const draftOrgans = (ctx: Ctx): string[] => [
  ...(ctx.actor.permissions.get('library.write') ?? []),
  ...(ctx.actor.permissions.get('library.publish') ?? []),
];
export const seesDrafts = (ctx: Ctx, organId: string): boolean => draftOrgans(ctx).includes(organId);

/** Whether the caller reads the version: it stands, or its organ's drafts are theirs to read. */
const inSight = (ctx: Ctx, version: VersionRow): boolean =>
  (version.published_at !== null && version.withdrawn_at === null) || seesDrafts(ctx, version.organ_id);

/** A version of `i` that is still written or waits for its second person. */
const unpublished = sql`exists (select 1 from library_version v where v.jurisdiction_id = i.jurisdiction_id
  and v.item_id = i.id and v.published_at is null and v.withdrawn_at is null)`;

/** The text that holds on the day; before the first one holds, the one to come. */
const inForce = (today: string): RawBuilder<unknown> => sql`
  select v.id, v.effective_from from library_version v where ${standing}
  order by (v.effective_from <= ${today}::date) desc,
    case when v.effective_from <= ${today}::date then v.effective_from end desc nulls last,
    v.effective_from, v.number desc limit 1`;

/** Entries in the caller's sight, the last changed first. */
export async function listItems(
  ctx: Ctx,
  filter: ItemFilter,
  after: { at: string; id: string } | undefined,
  limit: number,
): Promise<ItemRow[]> {
  const english = ctx.locale === 'en';
  const own = sql`i.organ_id = any (${draftOrgans(ctx)}::uuid[])`;
  const named = filter.id !== undefined || filter.code !== undefined;
  const { rows } = await sql<ItemRow>`
    select i.*, case when ${english} then coalesce(o.name_en, o.name) else o.name end as organ_name,
      coalesce(p.name, u.name) as subject_name, f.id as shown_id, f.effective_from,
      (${own} and ${unpublished}) as waiting
    from library_item i
    join organ o on o.jurisdiction_id = i.jurisdiction_id and o.id = i.organ_id
    left join person p on p.jurisdiction_id = i.jurisdiction_id and p.id = i.subject_id
    left join unit u on u.jurisdiction_id = i.jurisdiction_id and u.id = i.subject_id
    left join lateral (${inForce(ctx.today)}) f on true
    where i.jurisdiction_id = ${ctx.actor.jurisdictionId}
      ${filter.id ? sql`and i.id = ${filter.id}` : sql``}
      ${filter.code ? sql`and i.code = ${filter.code}` : sql``}
      ${filter.store ? sql`and i.store = ${filter.store}` : sql``}
      ${filter.sort ? sql`and i.sort = ${filter.sort}` : sql``}
      ${filter.subjectId ? sql`and i.subject_id = ${filter.subjectId}` : sql``}
      ${
        filter.drafts
          ? sql`and ${own} and ${unpublished}`
          : named
            ? sql`and (i.published or ${own})`
            : sql`and i.published`
      }
      ${
        filter.words
          ? sql`and (i.tsv @@ ${filter.words}::tsquery or exists (select 1 from library_part t
              where t.jurisdiction_id = i.jurisdiction_id and t.version_id = f.id and t.tsv @@ ${filter.words}::tsquery))`
          : sql``
      }
      ${after ? sql`and (i.updated_at, i.id) < (${new Date(after.at)}, ${after.id}::uuid)` : sql``}
    order by i.updated_at desc, i.id desc limit ${limit}`.execute(ctx.trx);
  return rows;
}

/** The first three parts of each version that hold the words. */
export async function partsWith(ctx: Ctx, versionIds: readonly string[], words: string): Promise<PartRow[]> {
  const { rows } = await sql<PartRow>`
    select t.* from unnest(${versionIds}::uuid[]) as w (id)
    cross join lateral (select * from library_part t where t.jurisdiction_id = ${ctx.actor.jurisdictionId}
      and t.version_id = w.id and t.tsv @@ ${words}::tsquery order by t.seq limit 3) t`.execute(ctx.trx);
  return rows;
}

export const findItem = async (ctx: Ctx, id: string): Promise<ItemRow | undefined> =>
  (await listItems(ctx, { id }, undefined, 1))[0];

/** The entry, held until the transaction ends. */
export const lockItem = (ctx: Ctx, id: string) =>
  ctx.trx
    .selectFrom('library_item')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

/** Versions that the caller may read, the newest first. */
export const listVersionsInSight = async (ctx: Ctx, itemId: string): Promise<VersionRow[]> =>
  (await listVersions(ctx, itemId)).filter((version) => inSight(ctx, version));

export const listVersions = (ctx: Ctx, itemId: string): Promise<VersionRow[]> =>
  ctx.trx
    .selectFrom('library_version')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('item_id', '=', itemId)
    .orderBy('number', 'desc')
    .execute();

export const findVersion = (ctx: Ctx, id: string): Promise<VersionRow | undefined> =>
  ctx.trx
    .selectFrom('library_version')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', id)
    .executeTakeFirst();

/** The version, unless it is a draft that is not the caller's to read. */
export const findVersionInSight = async (ctx: Ctx, id: string): Promise<VersionRow | undefined> => {
  const version = await findVersion(ctx, id);
  return version && inSight(ctx, version) ? version : undefined;
};

/** Published entries of a store of an organ. */
export const listPublished = (ctx: Ctx, store: string, organId: string) =>
  ctx.trx
    .selectFrom('library_item')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('store', '=', store)
    .where('organ_id', '=', organId)
    .where('published', '=', true)
    .execute();

export const listParts = (ctx: Ctx, versionId: string): Promise<PartRow[]> =>
  ctx.trx
    .selectFrom('library_part')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('version_id', '=', versionId)
    .orderBy('seq')
    .execute();

/** Entries by id with their titles, as far as the caller may see them. */
export const titlesOf = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> => {
  if (!ids.length) return new Map();
  const rows = await ctx.trx
    .selectFrom('library_item')
    .select(['id', 'title', 'title_en'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', 'in', [...ids])
    .where((eb) => eb.or([eb('published', '=', true), eb('organ_id', 'in', [NONE, ...draftOrgans(ctx)])]))
    .execute();
  return new Map(rows.map((row) => [row.id, ctx.locale === 'en' ? (row.title_en ?? row.title) : row.title]));
};

/** Collections in sight whose published text has the entry. */
export async function collectionsWith(ctx: Ctx, itemId: string): Promise<{ id: string; title: string }[]> {
  const { rows } = await sql<{ id: string; title: string }>`
    select distinct i.id, i.title from library_part t
    join library_version v on v.jurisdiction_id = t.jurisdiction_id and v.id = t.version_id
    join library_item i on i.jurisdiction_id = v.jurisdiction_id and i.id = v.item_id
    where t.jurisdiction_id = ${ctx.actor.jurisdictionId} and t.ref_item_id = ${itemId}
      and v.published_at is not null and v.withdrawn_at is null
    order by i.title limit 50`.execute(ctx.trx);
  return rows;
}

/** How many matters in sight cite an article of the entry. */
export async function countCitations(ctx: Ctx, itemId: string): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select count(distinct c.matter_id) as count from matter_citation c
    join library_part t on t.jurisdiction_id = c.jurisdiction_id and t.id = c.part_id
    join library_version v on v.jurisdiction_id = t.jurisdiction_id and v.id = t.version_id
    where c.jurisdiction_id = ${ctx.actor.jurisdictionId} and v.item_id = ${itemId}`.execute(ctx.trx);
  return Number(rows[0]!.count);
}

/** Published entries in sight by store. */
export async function countByStore(ctx: Ctx): Promise<Map<string, number>> {
  const rows = await ctx.trx
    .selectFrom('library_item')
    .select(['store', (eb) => eb.fn.countAll<string>().as('count')])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('published', '=', true)
    .groupBy('store')
    .execute();
  return new Map(rows.map((row) => [row.store, Number(row.count)]));
}

export interface ArticleRow {
  id: string;
  item_id: string;
  title: string;
  title_en: string | null;
  label: string | null;
  number: string;
  text: string;
  text_en: string | null;
  question: string | null;
  question_en: string | null;
  in_force: boolean;
}

/** Articles in force in the caller's sight; named ones whatever their version. */
export async function listArticleRows(
  ctx: Ctx,
  filter: {
    ids?: readonly string[];
    itemId?: string | undefined;
    words?: string | undefined;
    questions?: boolean;
  },
  limit: number,
): Promise<ArticleRow[]> {
  const { rows } = await sql<ArticleRow>`
    select t.id, i.id as item_id, i.title, i.title_en, t.label, t.number, t.text, t.text_en, t.question, t.question_en,
      coalesce(f.id = v.id, false) as in_force
    from library_part t
    join library_version v on v.jurisdiction_id = t.jurisdiction_id and v.id = t.version_id
    join library_item i on i.jurisdiction_id = v.jurisdiction_id and i.id = v.item_id
    left join lateral (${inForce(ctx.today)}) f on true
    where t.jurisdiction_id = ${ctx.actor.jurisdictionId} and t.kind = 'article' and t.number is not null
      and (v.published_at is not null or v.organ_id = any (${draftOrgans(ctx)}::uuid[]))
      ${filter.ids ? sql`and t.id = any (${filter.ids}::uuid[])` : sql`and f.id = v.id`}
      ${filter.itemId ? sql`and i.id = ${filter.itemId}` : sql``}
      ${filter.questions ? sql`and t.question is not null` : sql``}
      ${filter.words ? sql`and (t.tsv @@ ${filter.words}::tsquery or i.tsv @@ ${filter.words}::tsquery)` : sql``}
    order by i.title, t.seq limit ${limit}`.execute(ctx.trx);
  return rows;
}
