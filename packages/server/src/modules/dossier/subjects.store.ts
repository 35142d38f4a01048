import { statusesFor } from '@plumbline/policy';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../../platform/context/context.ts';
import { place } from '../../platform/http/cursor.ts';

/** A present appointment of a listed person. */
export interface PresentPost {
  unitId: string;
  unitName: string;
  post: string;
  level: string | null;
  tags: string[];
  from: string | null;
}

/** One dossier of a list with what its catalogue depends on. */
export interface ListedSubject {
  subject_kind: 'person' | 'unit';
  subject_id: string;
  name: string;
  /** Its pinyin, surnames read as surnames. */
  spelling: string;
  organ_id: string;
  organ_name: string;
  classification: number;
  opened_at: Date;
  unit_tags: string[] | null;
  posts: PresentPost[];
}

export interface SubjectFilter {
  kind?: 'person' | 'unit' | undefined;
  subjectIds?: readonly string[] | undefined;
  organId?: string | undefined;
  unitId?: string | undefined;
  q?: string | undefined;
  /** Codes one of which a present post must carry. */
  postTags?: readonly string[] | undefined;
  /** Codes one of which the unit must carry. */
  unitTags?: readonly string[] | undefined;
}

/** Where the last subject of a page stood in the order of names. */
export const AfterSubject = z.object({ spelling: place.text, name: place.text, id: place.id });
export type AfterSubject = z.infer<typeof AfterSubject>;

/** Escapes what LIKE would read as a pattern. */
const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** Dossiers that the caller may see, by name as a Chinese reader sorts. */
export async function listSubjects(
  ctx: Ctx,
  filter: SubjectFilter,
  after: AfterSubject | undefined,
  limit: number,
): Promise<ListedSubject[]> {
  const j = ctx.actor.jurisdictionId;
  const present = sql`(a.from_day is null or a.from_day <= ${ctx.today}::date)
    and (a.to_day is null or a.to_day >= ${ctx.today}::date)`;
  const where: RawBuilder<unknown>[] = [];
  if (filter.kind) where.push(sql`d.subject_kind = ${filter.kind}`);
  if (filter.subjectIds) where.push(sql`d.subject_id = any (${filter.subjectIds}::uuid[])`);
  if (filter.organId) where.push(sql`d.organ_id = ${filter.organId}`);
  if (filter.unitId)
    where.push(sql`(d.subject_id = ${filter.unitId} or d.subject_id in (select a.person_id from appointment a
      where a.jurisdiction_id = ${j} and a.unit_id = ${filter.unitId} and ${present}))`);
  if (filter.postTags)
    where.push(sql`d.subject_id in (select a.person_id from appointment a
      join post t on t.jurisdiction_id = a.jurisdiction_id and t.id = a.post_id
      where a.jurisdiction_id = ${j} and ${present} and t.tags && ${filter.postTags}::text[])`);
  if (filter.unitTags) where.push(sql`u.tags && ${filter.unitTags}::text[]`);
  if (filter.q) {
    const like = `%${literally(filter.q.toLowerCase())}%`;
    where.push(sql`(lower(coalesce(p.name, u.name)) like ${like} or p.pinyin like ${like} or u.pinyin like ${like}
      or array_to_string(u.aliases, ' ') like ${like})`);
  }
  // Not by a collation: it reads a surname as the same character in a word, 曾 as céng and 单 as dān.
  const order = sql`coalesce(p.pinyin, u.pinyin, ''), coalesce(p.name, u.name, ''), d.subject_id`;
  if (after) where.push(sql`(${order}) > (${after.spelling}, ${after.name}, ${after.id}::uuid)`);
  const { rows } = await sql<ListedSubject>`
    with page as (
      select d.jurisdiction_id, d.subject_kind, d.subject_id, coalesce(p.name, u.name, '') as name,
        coalesce(p.pinyin, u.pinyin, '') as spelling, d.organ_id,
        d.classification, d.opened_at, u.tags as unit_tags
      from dossier d
      left join person p on p.jurisdiction_id = d.jurisdiction_id and p.id = d.subject_id
      left join unit u on u.jurisdiction_id = d.jurisdiction_id and u.id = d.subject_id
      where d.jurisdiction_id = ${j} ${where.length ? sql`and ${sql.join(where, sql` and `)}` : sql``}
      order by ${order} limit ${limit})
    select page.*, o.name as organ_name, coalesce((
      select jsonb_agg(jsonb_build_object('unitId', a.unit_id, 'unitName', n.name, 'post', t.title, 'level', t.level,
        'tags', t.tags, 'from', a.from_day) order by t.order_no, a.from_day, a.id)
      from appointment a
      join post t on t.jurisdiction_id = a.jurisdiction_id and t.id = a.post_id
      join unit n on n.jurisdiction_id = a.jurisdiction_id and n.id = a.unit_id
      where a.jurisdiction_id = page.jurisdiction_id and a.person_id = page.subject_id and ${present}), '[]') as posts
    from page join organ o on o.jurisdiction_id = page.jurisdiction_id and o.id = page.organ_id
    order by page.spelling, page.name, page.subject_id`.execute(ctx.trx);
  return rows;
}

/** Day of the newest entry that counts, per subject and item. */
export async function listFreshDays(
  ctx: Ctx,
  subjectIds: readonly string[],
): Promise<{ subject_id: string; item: string; day: string }[]> {
  const { rows } = await sql<{ subject_id: string; item: string; day: string }>`
    select subject_id, item, max(coalesce(occurred_on, received_on)) as day from material
    where jurisdiction_id = ${ctx.actor.jurisdictionId} and subject_id = any (${subjectIds}::uuid[])
      and status = any (${statusesFor(ctx.pack.uses, 'freshness')}::text[])
    group by subject_id, item`.execute(ctx.trx);
  return rows;
}

/** Which organs supervise the given units today. */
export async function listSupervisors(
  ctx: Ctx,
  unitIds: readonly string[],
): Promise<{ unit_id: string; organ_id: string }[]> {
  const { rows } = await sql<{ unit_id: string; organ_id: string }>`
    select distinct unit_id, organ_id from supervision
    where jurisdiction_id = ${ctx.actor.jurisdictionId} and unit_id = any (${unitIds}::uuid[])
      and from_day <= ${ctx.today}::date and (to_day is null or to_day >= ${ctx.today}::date)`.execute(
    ctx.trx,
  );
  return rows;
}

export const afterSubject = ({ spelling, name, subject_id }: ListedSubject): AfterSubject => ({
  spelling,
  name,
  id: subject_id,
});
