import type { CatalogueItem, Pack } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { invalid } from '../../platform/errors/app-error.ts';

const byCode = new WeakMap<Pack, Map<string, CatalogueItem>>();

/** An item of a pack's catalogue by its code. */
export function findItem(pack: Pack, code: string): CatalogueItem | undefined {
  let items = byCode.get(pack);
  if (!items) {
    items = new Map(pack.catalogue.items.map((item) => [item.code, item]));
    byCode.set(pack, items);
  }
  return items.get(code);
}

/** @throws 400 when the catalogue in force has no such item for this kind of subject */
export function needItem(
  pack: Pack,
  code: string,
  kind: 'person' | 'unit',
  pointer = '/item',
): CatalogueItem {
  const item = findItem(pack, code);
  if (!item) throw invalid({ pointer, code: 'unknown-code', params: { value: code } });
  if (item.subject !== kind) throw invalid({ pointer, code: 'unfit-item', params: { value: code } });
  return item;
}

/** Entries of the item are shown together only, from its number of authors on. */
export const isTogether = (item: CatalogueItem): boolean => item.sealed && item.minimumAuthors > 1;

/** The pack under which an entry was filed: it keeps that version's labels and form (S0.32). */
export async function packOf(ctx: Ctx, version: string): Promise<Pack> {
  if (version === ctx.pack.head.version) return ctx.pack;
  return ctx.services.packs.version(ctx.pack.head.code, version);
}

/** The item as it stood when the entry was filed, with its pack. */
export async function itemOf(
  ctx: Ctx,
  row: { item: string; pack_version: string },
): Promise<{ pack: Pack; item: CatalogueItem }> {
  const pack = await packOf(ctx, row.pack_version);
  const item = findItem(pack, row.item);
  if (!item) throw new Error(`Pack ${row.pack_version} has no item ${row.item}`);
  return { pack, item };
}

/** Whether something of this classification is read with a slip only. */
export const needsSlip = (pack: Pack, classification: number): boolean =>
  pack.classifications.some((c) => c.level === classification && c.readingSlip);

/** Whether an entry of this status may stand as a fact. */
export const isFactual = (pack: Pack, status: string): boolean =>
  pack.statuses.some((s) => s.code === status && s.factual);
