import { type CatalogueItem, isAllowed, type Pack, searchableText } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { uuidArray } from '../../platform/db/sql.ts';
import { removeSearchEntry, saveSearchEntry } from '../../platform/search/index-entry.ts';
import { needsSlip } from './catalogue.ts';
import type { MaterialRow } from './dossier.types.ts';
import { formOf } from './forms.ts';

type Row = Omit<MaterialRow, 'form'> & { form: unknown };

/**
 * Writes the search entry of an entry as its status allows, and moves those of its files along. Sealed
 * entries have none; of one that is read with a slip only the kind of entry is found, or search would read it to
 * whoever has none; one that shares a clue's matter is found as the clue.
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
  ctx.send({
    compile: () =>
      sql`
      update search_entry set subject_kind = ${row.subject_kind}, subject_id = ${row.subject_id}, item = ${row.item},
        status = ${row.status}, organ_id = ${row.organ_id}, classification = ${row.classification},
        room = ${row.room}, readers = ${uuidArray(row.readers)}, barred = ${uuidArray(row.barred)},
        concerns_person_id = ${row.concerns_person_id}, sealed_unit_id = ${row.sealed_unit_id}
      where jurisdiction_id = ${j} and kind = 'file' and ref_id in
        (select f.id from file f where f.jurisdiction_id = ${j} and f.material_id = ${row.id})`.compile(
        ctx.trx,
      ),
  });
}
