import type { Dossier } from '@plumbline/contract/dossier';
import { localiseForm, maskKin, pick, statusesFor } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { itemOf } from './catalogue.ts';
import { formOf } from './forms.ts';
import { getDossier, rightsOf } from './get-dossier.ts';
import { isOpen } from './reading.rules.ts';

export interface ExportableFile {
  id: string;
  name: string;
  type: string;
  size: number;
  /** Name in the file store. */
  storeName: string;
}

/** One entry with its content, as far as the exporter may read it. */
export interface ExportableMaterial {
  id: string;
  item: string;
  itemTitle: string;
  title: string;
  /** Day of the content, else of receipt. */
  day: string;
  occurredOn: string | null;
  receivedOn: string;
  status: string;
  classification: number;
  source: string | null;
  note: string;
  packVersion: string;
  supersedesId: string | null;
  /** Data of the form; kin masked unless the exporter may read them. */
  form: Record<string, unknown>;
  /** The form in the exporter's language. */
  schema: Record<string, unknown>;
  masked: boolean;
  files: ExportableFile[];
}

export interface Exportable {
  page: Dossier;
  /** In the order of the catalogue, oldest first within an item. */
  materials: ExportableMaterial[];
}

interface Row {
  id: string;
  item: string;
  title: string;
  day: string;
  occurred_on: string | null;
  received_on: string;
  status: string;
  classification: number;
  source: string | null;
  note: string;
  pack_version: string;
  supersedes_id: string | null;
  form: Record<string, unknown>;
  files: ExportableFile[];
}

/**
 * Everything of a dossier that the caller may take out: what the pack lets leave (use `export`) and what is
 * open to the caller at this moment, a reading slip included. Sealed entries never leave.
 * @throws 404 when the caller may not see the dossier
 */
export async function listExportable(ctx: Ctx, subjectId: string): Promise<Exportable> {
  const [page, rows] = await Promise.all([getDossier(ctx, subjectId), listRows(ctx, subjectId)]);
  const kin = ctx.may('dossier.open-restricted', page.custodian.id);
  const rights = rightsOf(ctx, page.custodian.id, page.slip ? [page.slip] : []);
  const order = new Map(ctx.pack.catalogue.items.map((item, index) => [item.code, index]));
  const materials: ExportableMaterial[] = [];
  for (const row of rows) {
    const { pack, item } = await itemOf(ctx, row);
    if (item.sealed || !isOpen(ctx.pack, rights, row)) continue;
    const form = formOf(pack, item);
    materials.push({
      id: row.id,
      item: row.item,
      itemTitle: pick(item.title, ctx.locale),
      title: row.title,
      day: row.day,
      occurredOn: row.occurred_on,
      receivedOn: row.received_on,
      status: row.status,
      classification: row.classification,
      source: row.source,
      note: row.note,
      packVersion: row.pack_version,
      supersedesId: row.supersedes_id,
      form: (kin ? row.form : maskKin(form, row.form)) as Record<string, unknown>,
      schema: localiseForm(form, ctx.locale) as Record<string, unknown>,
      masked: !kin,
      files: row.files,
    });
  }
  materials.sort((a, b) => (order.get(a.item) ?? 999) - (order.get(b.item) ?? 999));
  return { page, materials };
}

async function listRows(ctx: Ctx, subjectId: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select m.id, m.item, m.title, coalesce(m.occurred_on, m.received_on) as day, m.occurred_on, m.received_on,
      m.status, m.classification, m.source, m.note, m.pack_version, m.supersedes_id, m.form, coalesce((
        select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'type', f.type, 'size', f.size,
          'storeName', f.store_name) order by f.order_no, f.id)
        from file f where f.jurisdiction_id = m.jurisdiction_id and f.material_id = m.id), '[]') as files
    from material m
    where m.jurisdiction_id = ${ctx.actor.jurisdictionId} and m.subject_id = ${subjectId}
      and m.status = any (${statusesFor(ctx.pack.uses, 'export')}::text[])
    order by day, m.id`.execute(ctx.trx);
  return rows;
}
