import { type Selectable, sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import type { LibraryShare } from '../../platform/db/schema.gen.ts';

export type ShareRow = Selectable<LibraryShare> & {
  organ_name: string;
  zone_name: string;
  item_title: string | null;
  granted_name: string | null;
};

export const activeOn = (today: string) =>
  sql`s.ended_at is null and s.from_day <= ${today}::date and (s.to_day is null or s.to_day >= ${today}::date)`;

/**
 * Whether share `s` opens entry `i`: that entry, or the store of the organ that keeps it. An archive that stayed behind
 * when its dossier went to another organ is no longer its organ's to share.
 */
export const opens = sql`(s.jurisdiction_id = i.jurisdiction_id and s.organ_id = i.organ_id
  and (s.item_id = i.id or s.store = i.store) and not exists (select 1 from dossier d
    where d.jurisdiction_id = i.jurisdiction_id and d.subject_id = i.subject_id and d.organ_id <> i.organ_id))`;

/** Shares of organs in the caller's reach. */
export async function listShareRows(
  ctx: Ctx,
  filter: { id?: string; itemId?: string } = {},
): Promise<ShareRow[]> {
  const english = ctx.locale === 'en';
  const { rows } = await sql<ShareRow>`
    select s.*, case when ${english} then coalesce(o.name_en, o.name) else o.name end as organ_name,
      case when ${english} then coalesce(z.name_en, z.name) else z.name end as zone_name,
      i.title as item_title, a.name as granted_name
    from library_share s
    join organ o on o.jurisdiction_id = s.jurisdiction_id and o.id = s.organ_id
    join zone z on z.jurisdiction_id = s.jurisdiction_id and z.id = s.zone_id
    left join library_item i on i.jurisdiction_id = s.jurisdiction_id and i.id = s.item_id
    left join account a on a.jurisdiction_id = s.jurisdiction_id and a.id = s.granted_by
    where s.jurisdiction_id = ${ctx.actor.jurisdictionId}
      ${filter.id ? sql`and s.id = ${filter.id}` : sql``}
      ${
        filter.itemId
          ? sql`and (s.item_id = ${filter.itemId} or exists (select 1 from library_item x where x.jurisdiction_id = s.jurisdiction_id
              and x.id = ${filter.itemId} and x.store = s.store and x.organ_id = s.organ_id))`
          : sql``
      }
    order by s.granted_at desc, s.id limit 500`.execute(ctx.trx);
  return rows;
}

/** Zones that an entry is shared with today. */
export async function zonesOf(ctx: Ctx, item: { id: string }): Promise<string[]> {
  const { rows } = await sql<{ zone_id: string }>`
    select distinct s.zone_id from library_item i join library_share s on ${opens}
    where i.jurisdiction_id = ${ctx.actor.jurisdictionId} and i.id = ${item.id} and ${activeOn(ctx.today)}`.execute(
    ctx.trx,
  );
  return rows.map((row) => row.zone_id);
}

/** Whether a zone sees the entry once it is published, today or on a day to come. */
export async function isShared(ctx: Ctx, item: { id: string }): Promise<boolean> {
  const { rows } = await sql`
    select 1 from library_item i join library_share s on ${opens}
    where i.jurisdiction_id = ${ctx.actor.jurisdictionId} and i.id = ${item.id} and s.ended_at is null
      and (s.to_day is null or s.to_day >= ${ctx.today}::date) limit 1`.execute(ctx.trx);
  return rows.length > 0;
}
