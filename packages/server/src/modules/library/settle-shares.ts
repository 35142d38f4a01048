import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { identifyingAmong } from './leave.ts';
import { activeOn, opens } from './shares.store.ts';

interface Due {
  id: string;
  title: string;
  title_en: string | null;
  issuer: string | null;
  document_number: string | null;
  zones: string[];
  wider: boolean;
}

/**
 * Brings what entries are opened to in step with the shares of today: what is taken down is shared with nobody, and
 * what names somebody by number stays in its organ. @returns how many changed
 */
export async function settleShares(ctx: Ctx, organId?: string): Promise<number> {
  const j = ctx.actor.jurisdictionId;
  const { rows } = await sql<Due>`
    select i.id, i.title, i.title_en, i.issuer, i.document_number, n.zones, not (n.zones <@ i.readers) as wider
    from library_item i
    cross join lateral (select coalesce(array_agg(distinct s.zone_id), '{}') as zones from library_share s
      where i.published and ${opens} and ${activeOn(ctx.today)}) n
    where i.jurisdiction_id = ${j} ${organId ? sql`and i.organ_id = ${organId}` : sql``}
      and not (i.readers @> n.zones and i.readers <@ n.zones)`.execute(ctx.trx);
  const kept = new Set(
    await identifyingAmong(
      ctx,
      rows.filter(({ wider }) => wider),
    ),
  );
  for (const { id, zones } of rows) {
    await ctx.trx
      .updateTable('library_item')
      .set({ readers: kept.has(id) ? [] : zones })
      .where('jurisdiction_id', '=', j)
      .where('id', '=', id)
      .execute();
  }
  return rows.length;
}
