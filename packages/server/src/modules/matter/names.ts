import type { PartyRef } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';

/** Names by id, as far as the caller may see who it is. */
export type Names = ReadonlyMap<string, string>;

type Kind = PartyRef['kind'] | 'article' | 'file' | 'matter' | 'fact';
export type NamedRef = { kind: Kind; id: string };

/**
 * Names of accounts, persons, units, organs, articles, files, matters and entries of dossiers, in one round trip; in the
 * caller's language unless told.
 */
export async function namesOf(
  ctx: Ctx,
  refs: readonly { kind: Kind; id: string | null | undefined }[],
  language: Ctx['locale'] = ctx.locale,
): Promise<Names> {
  const ids = (kind: Kind) => [
    ...new Set(refs.flatMap((ref) => (ref.kind === kind && ref.id && UUID.test(ref.id) ? [ref.id] : []))),
  ];
  const j = ctx.actor.jurisdictionId;
  const english = language === 'en';
  const cited = ids('article');
  const articles = cited.length
    ? sql`
    union all
    select t.id, case when ${english} then coalesce(i.title_en, i.title) || ', article ' || t.number
      else '《' || i.title || '》' || coalesce(t.label, t.number) end
    from library_part t
    join library_version v on v.jurisdiction_id = t.jurisdiction_id and v.id = t.version_id
    join library_item i on i.jurisdiction_id = v.jurisdiction_id and i.id = v.item_id
    where t.jurisdiction_id = ${j} and t.id = any (${cited}::uuid[])`
    : sql``;
  const attached = ids('file');
  const files = attached.length
    ? sql`
    union all
    select id, name from file where jurisdiction_id = ${j} and id = any (${attached}::uuid[])`
    : sql``;
  const others = ids('matter');
  const matters = others.length
    ? sql`
    union all
    select id, coalesce(number, title) from matter where jurisdiction_id = ${j} and id = any (${others}::uuid[])`
    : sql``;
  const relied = ids('fact');
  const entries = relied.length
    ? sql`
    union all
    select id, title from material where jurisdiction_id = ${j} and id = any (${relied}::uuid[])`
    : sql``;
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from account where jurisdiction_id = ${j} and id = any (${ids('account')}::uuid[])
    union all
    select id, case when ${english} then coalesce(name_en, name) else name end from organ
    where jurisdiction_id = ${j} and id = any (${ids('organ')}::uuid[])
    union all
    select id, case when ${english} then coalesce(name_en, name) else name end from person
    where jurisdiction_id = ${j} and id = any (${ids('person')}::uuid[])
    union all
    select id, case when ${english} then coalesce(name_en, name) else name end from unit
    where jurisdiction_id = ${j} and id = any (${ids('unit')}::uuid[])${articles}${files}${matters}${entries}`.execute(
    ctx.trx,
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
