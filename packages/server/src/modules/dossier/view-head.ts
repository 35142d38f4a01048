import type { MaterialHead } from '@plumbline/contract/dossier';
import { type Pack, pick } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { findItem, isFactual, packOf } from './catalogue.ts';
import type { HeadRow } from './heads.store.ts';
import { isOpen, type ReadingRights } from './reading.rules.ts';

/** Heads of entries with the labels of the catalogue version under which each was filed (S0.32). */
export async function viewHeads(
  ctx: Ctx,
  rows: readonly HeadRow[],
  rights: ReadingRights,
): Promise<MaterialHead[]> {
  const packs = new Map<string, Pack>();
  for (const version of new Set(rows.map((row) => row.pack_version)))
    packs.set(version, await packOf(ctx, version));
  return rows.map((row) => viewHead(ctx, row, packs.get(row.pack_version)!, rights));
}

export function viewHead(ctx: Ctx, row: HeadRow, pack: Pack, rights: ReadingRights): MaterialHead {
  const { locale } = ctx;
  const item = findItem(pack, row.item);
  const sealed = item?.sealed ?? false;
  const open = !sealed && isOpen(ctx.pack, rights, row);
  const status = ctx.pack.statuses.find((s) => s.code === row.status);
  const source = open ? ctx.pack.sources.find((s) => s.code === row.source) : undefined;
  const classification = ctx.pack.classifications.find((c) => c.level === row.classification);
  return {
    id: row.id,
    item: row.item,
    itemTitle: item ? pick(item.title, locale) : row.item,
    title: open ? row.title : null,
    day: row.day,
    classification: row.classification,
    classificationTitle: classification ? pick(classification.title, locale) : '',
    status: row.status,
    statusTitle: status ? pick(status.title, locale) : row.status,
    factual: isFactual(ctx.pack, row.status),
    source: source?.code ?? null,
    sourceTitle: source ? pick(source.title, locale) : null,
    files: open ? row.files : 0,
    packVersion: row.pack_version,
    withheld: !open,
    supersedesId: row.supersedes_id,
    version: row.version,
  };
}
