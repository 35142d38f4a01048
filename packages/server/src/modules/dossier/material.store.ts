import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import type { MaterialRow } from './dossier.types.ts';
import { type HeadRow, headColumns } from './heads.store.ts';

/** An entry with its dossier and the names around it. */
export type FoundMaterial = MaterialRow &
  HeadRow & {
    custodian_id: string;
    subject_name: string | null;
    source_organ: string | null;
    author_name: string | null;
    verifier_name: string | null;
  };

/** An entry of a dossier that the caller may see. */
export async function findMaterial(ctx: Ctx, id: string): Promise<FoundMaterial | undefined> {
  const { rows } = await sql<FoundMaterial>`
    select ${headColumns}, m.jurisdiction_id, m.subject_kind, m.form, m.note, m.source_organ_id, m.verified_by,
      m.verified_at, m.created_at, m.room, m.readers, m.barred, m.concerns_person_id, m.sealed_unit_id,
      d.organ_id as custodian_id, coalesce(p.name, u.name) as subject_name, o.name as source_organ,
      a.name as author_name, v.name as verifier_name
    from material m
    join dossier d on d.jurisdiction_id = m.jurisdiction_id and d.subject_id = m.subject_id
    left join person p on p.jurisdiction_id = m.jurisdiction_id and p.id = m.subject_id
    left join unit u on u.jurisdiction_id = m.jurisdiction_id and u.id = m.subject_id
    left join organ o on o.jurisdiction_id = m.jurisdiction_id and o.id = m.source_organ_id
    left join account a on a.jurisdiction_id = m.jurisdiction_id and a.id = m.author_id
    left join account v on v.jurisdiction_id = m.jurisdiction_id and v.id = m.verified_by
    where m.jurisdiction_id = ${ctx.actor.jurisdictionId} and m.id = ${id}`.execute(ctx.trx);
  return rows[0];
}

/** The matter of an entry, read or held until the transaction ends. */
export async function findMatterOf(ctx: Ctx, materialId: string): Promise<string | undefined> {
  const row = await ctx.trx
    .selectFrom('material')
    .select('matter_id')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', materialId)
    .executeTakeFirst();
  return row?.matter_id;
}

/** Earlier and later versions of an entry, newest first, without itself. */
export async function listVersions(ctx: Ctx, id: string): Promise<HeadRow[]> {
  const j = ctx.actor.jurisdictionId;
  const { rows } = await sql<HeadRow>`
    with recursive earlier as (
      select x.id, x.supersedes_id, 1 as depth from material x where x.jurisdiction_id = ${j} and x.id = ${id}
      union all
      select x.id, x.supersedes_id, e.depth + 1 from material x join earlier e on x.id = e.supersedes_id
      where x.jurisdiction_id = ${j} and e.depth < 100),
    later as (
      select x.id, 1 as depth from material x where x.jurisdiction_id = ${j} and x.id = ${id}
      union all
      select x.id, l.depth + 1 from material x join later l on x.supersedes_id = l.id
      where x.jurisdiction_id = ${j} and l.depth < 100)
    select ${headColumns} from material m
    where m.jurisdiction_id = ${j} and m.id <> ${id}
      and m.id in (select e.id from earlier e union select l.id from later l)
    order by m.created_at desc, m.id desc`.execute(ctx.trx);
  return rows;
}

export interface FileRow {
  id: string;
  name: string;
  type: string;
  size: number;
  text_state: 'waiting' | 'done' | 'none' | 'failed';
  created_at: Date;
  material_id: string | null;
}

export async function listFiles(ctx: Ctx, materialId: string): Promise<FileRow[]> {
  const { rows } = await sql<FileRow>`
    select id, name, type, size, text_state, created_at, material_id from file
    where jurisdiction_id = ${ctx.actor.jurisdictionId} and material_id = ${materialId}
    order by order_no, id`.execute(ctx.trx);
  return rows;
}

export interface QueueRow extends HeadRow {
  subject_kind: 'person' | 'unit';
  subject_name: string | null;
  author_name: string | null;
  source_organ: string | null;
  created_at: Date;
}

export interface Waiting {
  /** Custodians whose entries are meant. */
  organs: readonly string[];
  procedure: string;
  statuses: readonly string[];
}

export interface WaitingFilter {
  order: 'oldest' | 'newest';
  item?: string | undefined;
  sourceOrganId?: string | undefined;
  /** Part of the name of the subject. */
  q?: string | undefined;
}

const waits = (ctx: Ctx, { organs, procedure, statuses }: Waiting) => sql`
  from material m
  join matter t on t.jurisdiction_id = m.jurisdiction_id and t.id = m.matter_id and t.procedure = ${procedure}
  left join person p on p.jurisdiction_id = m.jurisdiction_id and p.id = m.subject_id
  left join unit u on u.jurisdiction_id = m.jurisdiction_id and u.id = m.subject_id
  left join organ o on o.jurisdiction_id = m.jurisdiction_id and o.id = m.source_organ_id
  left join account a on a.jurisdiction_id = m.jurisdiction_id and a.id = m.author_id
  where m.jurisdiction_id = ${ctx.actor.jurisdictionId} and m.organ_id = any (${organs}::uuid[])
    and m.status = any (${statuses}::text[])`;

/** Entries that wait for a second person, by how long they have waited. */
export async function listWaiting(
  ctx: Ctx,
  waiting: Waiting,
  { order, item, sourceOrganId, q }: WaitingFilter,
  after: { at: string; id: string } | undefined,
  limit: number,
): Promise<QueueRow[]> {
  const [beyond, way] = order === 'oldest' ? [sql`>`, sql`asc`] : [sql`<`, sql`desc`];
  const { rows } = await sql<QueueRow>`
    select ${headColumns}, m.subject_kind, m.created_at, coalesce(p.name, u.name) as subject_name,
      a.name as author_name, o.name as source_organ
    ${waits(ctx, waiting)}
      ${item ? sql`and m.item = ${item}` : sql``}
      ${sourceOrganId ? sql`and m.source_organ_id = ${sourceOrganId}` : sql``}
      ${q ? sql`and coalesce(p.name, u.name) ilike ${`%${q.replace(/[\\%_]/g, '\\$&')}%`}` : sql``}
      ${after ? sql`and (m.created_at, m.id) ${beyond} (${new Date(after.at)}, ${after.id}::uuid)` : sql``}
    order by m.created_at ${way}, m.id ${way} limit ${limit}`.execute(ctx.trx);
  return rows;
}

/** Items and bodies that some waiting entry has, whatever else narrows the list. */
export async function listWaitingChoices(
  ctx: Ctx,
  waiting: Waiting,
): Promise<{ item: string; organ_id: string | null; organ: string | null }[]> {
  const { rows } = await sql<{ item: string; organ_id: string | null; organ: string | null }>`
    select distinct m.item, o.id as organ_id, o.name as organ ${waits(ctx, waiting)}`.execute(ctx.trx);
  return rows;
}
