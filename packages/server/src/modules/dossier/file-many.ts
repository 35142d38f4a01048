import { isAllowed, validateForm } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import { json } from '../../platform/db/sql.ts';
import { type Visibility, visibilityColumns } from '../matter/index.ts';
import { findItem } from './catalogue.ts';
import type { NewMaterial } from './dossier.types.ts';

/** An entry that shares the life of a matter which exists already. */
export type LinkedMaterial = Pick<
  NewMaterial,
  'id' | 'subject' | 'item' | 'form' | 'title' | 'source' | 'sourceOrganId' | 'occurredOn' | 'receivedOn'
> & { matter: { id: string; status: string }; visibility: Visibility };

const ROWS_A_STATEMENT = 500;

/**
 * Files many entries at once, each linked to a matter of its own kind (clues of an accepted sheet). The
 * subjects' dossiers must exist. One statement for some hundred entries; no event: the caller's own covers them.
 * @returns the ids of the entries, in order
 * @throws Error when an entry doesn't fit its form: the caller made it, no user did
 */
export function fileLinkedMaterials(ctx: Ctx, entries: readonly LinkedMaterial[]): string[] {
  const rows = entries.map((entry) => rowOf(ctx, entry));
  for (let i = 0; i < rows.length; i += ROWS_A_STATEMENT) {
    const part = json(rows.slice(i, i + ROWS_A_STATEMENT));
    ctx.send({
      compile: () =>
        sql`
        insert into material (jurisdiction_id, id, subject_kind, subject_id, item, pack_version, title, form, source,
          source_organ_id, occurred_on, received_on, status, matter_id, author_id, verified_at, created_at, organ_id,
          classification, room, readers, barred, concerns_person_id, sealed_unit_id)
        select ${ctx.actor.jurisdictionId}, r.id, r.subject_kind, r.subject_id, r.item, r.pack_version, r.title, r.form,
          r.source, r.source_organ_id, r.occurred_on, r.received_on, r.status, r.matter_id, r.author_id, r.verified_at,
          ${ctx.now}, r.organ_id, r.classification, r.room, r.readers, r.barred, r.concerns_person_id, r.sealed_unit_id
        from jsonb_to_recordset(${part}::jsonb) as r (id uuid, subject_kind text, subject_id uuid, item text,
          pack_version text, title text, form jsonb, source text, source_organ_id uuid, occurred_on date,
          received_on date, status text, matter_id uuid, author_id uuid, verified_at timestamptz, organ_id uuid,
          classification smallint, room smallint, readers uuid[], barred uuid[], concerns_person_id uuid,
          sealed_unit_id uuid)`.compile(ctx.trx),
    });
  }
  return rows.map((row) => row.id);
}

function rowOf(ctx: Ctx, entry: LinkedMaterial) {
  const item = findItem(ctx.pack, entry.item);
  if (item?.subject !== entry.subject.kind)
    throw new Error(`No item ${entry.item} for ${entry.subject.kind}`);
  const [fault] = validateForm(ctx.pack, item.form, entry.form, ctx.today);
  if (fault) throw new Error(`Form ${item.form} is wrong at ${fault.pointer}: ${fault.code}`);
  const { readers, barred, ...visibility } = visibilityColumns(entry.visibility);
  const factual = isAllowed(ctx.pack.uses, entry.matter.status, 'portrait-summary');
  return {
    id: entry.id ?? newId(ctx.now.getTime()),
    subject_kind: entry.subject.kind,
    subject_id: entry.subject.id,
    item: item.code,
    pack_version: ctx.pack.head.version,
    title: entry.title ?? item.title.zh,
    form: entry.form,
    source: entry.source ?? null,
    source_organ_id: entry.sourceOrganId ?? null,
    occurred_on: entry.occurredOn ?? null,
    received_on: entry.receivedOn ?? ctx.today,
    status: entry.matter.status,
    matter_id: entry.matter.id,
    author_id: ctx.actor.accountId || null,
    verified_at: factual ? ctx.now : null,
    ...visibility,
    readers,
    barred,
  };
}
