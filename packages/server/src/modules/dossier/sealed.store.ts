import { addDuration, type CatalogueItem, statusesFor } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { isTogether } from './catalogue.ts';

/** First day from which an appraisal counts: older ones than the item's greatest age are history. */
export const countsFrom = (item: CatalogueItem, today: string): string | null =>
  item.maxAge.value === 'none' ? null : addDuration(today, item.maxAge.value, -1);

export interface SealedRow {
  subject_id: string;
  item: string;
  last_day: string;
}

/** Items shown together only for which there are authors enough; the database tells nothing of the others. */
export async function listSealedItems(ctx: Ctx, subjectIds: readonly string[]): Promise<SealedRow[]> {
  const items = ctx.pack.catalogue.items.filter(isTogether);
  if (!items.length) return [];
  const { rows } = await sql<SealedRow>`
    select subject_id, item, last_day from app.sealed_items(${subjectIds}::uuid[],
      ${items.map((item) => item.code)}::text[], ${items.map((item) => item.minimumAuthors)}::int[],
      ${items.map((item) => countsFrom(item, ctx.today))}::date[],
      ${statusesFor(ctx.pack.uses, 'freshness')}::text[])`.execute(ctx.trx);
  return rows;
}

/** The forms of a sealed item, one an author; none below the item's number of authors. */
export async function listSealedForms(
  ctx: Ctx,
  subjectId: string,
  item: CatalogueItem,
): Promise<{ form: unknown; pack_version: string }[]> {
  const { rows } = await sql<{ form: unknown; pack_version: string }>`
    select form, pack_version from app.sealed_forms(${subjectId}, ${item.code}, ${item.minimumAuthors},
      ${statusesFor(ctx.pack.uses, 'portrait-summary')}::text[], ${countsFrom(item, ctx.today)}::date)`.execute(
    ctx.trx,
  );
  return rows;
}
