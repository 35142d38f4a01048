import type * as contract from '@plumbline/contract/library';
import { pick } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { namesOf } from '../matter/index.ts';
import type { ItemRow, PartRow } from './library.store.ts';

/** A text in the language of the reader; written texts have an English form only where the pack gives one. */
export const words = (ctx: Ctx, zh: string, en: string | null) => (ctx.locale === 'en' ? (en ?? zh) : zh);

/** Organs in which the caller holds the permission, by name. */
export async function organsWith(ctx: Ctx, permission: string): Promise<{ id: string; name: string }[]> {
  const ids = [...(ctx.actor.permissions.get(permission) ?? [])];
  const names = await namesOf(
    ctx,
    ids.map((id) => ({ kind: 'organ', id })),
  );
  return ids
    .flatMap((id) => (names.has(id) ? [{ id, name: names.get(id)! }] : []))
    .sort((a, b) => a.name.localeCompare(b.name, 'zh-Hans-CN'));
}

export const labelOf = (ctx: Ctx, part: Pick<PartRow, 'label' | 'number' | 'text_en'>): string | null =>
  ctx.locale === 'en' && part.text_en && part.number ? `Article ${part.number}` : part.label;

export function summaryOf(ctx: Ctx, row: ItemRow): Omit<contract.LibrarySummary, 'passages'> {
  const { stores, audiences } = ctx.pack.library;
  const store = stores.find(({ code }) => code === row.store);
  const sort = store?.sorts.find(({ code }) => code === row.sort);
  const audience = audiences.find(({ code }) => code === row.audience);
  return {
    id: row.id,
    store: row.store,
    sort: row.sort,
    sortTitle: sort ? pick(sort.title, ctx.locale) : row.sort,
    title: words(ctx, row.title, row.title_en),
    issuer: row.issuer,
    documentNumber: row.document_number,
    audience: row.audience,
    audienceTitle: audience ? pick(audience.title, ctx.locale) : row.audience,
    organ: { id: row.organ_id, name: row.organ_name },
    classification: row.classification,
    subject: row.subject_id
      ? { kind: row.subject_kind as 'person' | 'unit', id: row.subject_id, name: row.subject_name }
      : null,
    fromPack: row.code !== null,
    published: row.published,
    effectiveFrom: row.effective_from,
    shared: row.readers.length > 0,
    waiting: row.waiting,
    updatedAt: row.updated_at.toISOString(),
  };
}
