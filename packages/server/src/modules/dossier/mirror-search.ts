import { type CatalogueItem, isAllowed, type Pack, searchableText } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { uuidArray } from '../../platform/db/sql.ts';
import { removeSearchEntry, saveSearchEntry } from '../../platform/search/index-entry.ts';
import { itemOf, needsSlip } from './catalogue.ts';
import type { MaterialRow } from './dossier.types.ts';
import { formOf } from './forms.ts';

type Row = Omit<MaterialRow, 'form'> & { form: unknown };

/**
 * Writes the search entry of an entry as its status allows, and moves those of its files along. Sealed
 * entries have none; of one that is read with a slip only the kind of entry is found and none of its files (their
 * names say much), or search would read it to whoever has none; one that shares a clue's matter is found as the clue.
 */
export function mirrorSearch(ctx: Ctx, row: Row, pack: Pack, item: CatalogueItem, searchable: boolean): void {
  const j = ctx.actor.jurisdictionId;
  if (item.sealed) return;
  const withSlip = needsSlip(ctx.pack, row.classification);
  const shown = searchable && isAllowed(ctx.pack.uses, row.status, 'search');
  if (shown) {
    saveSearchEntry(ctx.trx, ctx.send, j, {
      kind: 'material',
      refId: row.id,
      subjectKind: row.subject_kind as 'person' | 'unit',
      subjectId: row.subject_id,
      item: row.item,
      status: row.status,
      day: row.occurred_on ?? row.received_on,
      title: withSlip ? item.title.zh : row.title,
      body: withSlip
        ? ''
        : [searchableText(formOf(pack, item), row.form), row.note].filter(Boolean).join('\n'),
      organ_id: row.organ_id,
      classification: row.classification,
      room: row.room,
      readers: row.readers,
      barred: row.barred,
      concerns_person_id: row.concerns_person_id,
      sealed_unit_id: row.sealed_unit_id,
    });
  } else removeSearchEntry(ctx.trx, ctx.send, j, 'material', row.id);
  const files = sql`(select f.id from file f where f.jurisdiction_id = ${j} and f.material_id = ${row.id})`;
  if (withSlip) {
    ctx.send({
      compile: () =>
        sql`delete from search_entry where jurisdiction_id = ${j} and kind = 'file' and ref_id in ${files}`.compile(
          ctx.trx,
        ),
    });
    return;
  }
  ctx.send({
    compile: () =>
      sql`
      update search_entry set subject_kind = ${row.subject_kind}, subject_id = ${row.subject_id}, item = ${row.item},
        status = ${row.status}, organ_id = ${row.organ_id}, classification = ${row.classification},
        room = ${row.room}, readers = ${uuidArray(row.readers)}, barred = ${uuidArray(row.barred)},
        concerns_person_id = ${row.concerns_person_id}, sealed_unit_id = ${row.sealed_unit_id}
      where jurisdiction_id = ${j} and kind = 'file' and ref_id in ${files}`.compile(ctx.trx),
  });
}

/** Entries at a time: as many as one transaction writes without being in the way. */
const BATCH = 200;

/**
 * Writes search entries anew whose words were taken away (migration 0021): the platform does it after an upgrade,
 * batch by batch. @returns how many were written; none when all is done
 */
export async function restoreSearch(ctx: Ctx): Promise<number> {
  const j = ctx.actor.jurisdictionId;
  const rows = await ctx.trx
    .selectFrom('material as m')
    .innerJoin('search_entry as e', (join) =>
      join
        .onRef('e.jurisdiction_id', '=', 'm.jurisdiction_id')
        .onRef('e.ref_id', '=', 'm.id')
        .on('e.kind', '=', 'material'),
    )
    .selectAll('m')
    .where('m.jurisdiction_id', '=', j)
    .where('e.title', '=', '')
    .limit(BATCH)
    .forUpdate('m')
    .execute();
  for (const row of rows) {
    const { pack, item } = await itemOf(ctx, row);
    mirrorSearch(ctx, row, pack, item, true);
  }
  return rows.length;
}
