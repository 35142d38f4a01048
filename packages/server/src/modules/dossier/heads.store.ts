import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';

/** An entry without its content. */
export interface HeadRow {
  id: string;
  subject_id: string;
  item: string;
  pack_version: string;
  title: string;
  source: string | null;
  occurred_on: string | null;
  received_on: string;
  day: string;
  status: string;
  classification: number;
  organ_id: string;
  author_id: string | null;
  supersedes_id: string | null;
  matter_id: string;
  version: number;
  files: number;
}

const day = sql`coalesce(m.occurred_on, m.received_on)`;

/** Columns of a head, for queries that name `material` m. */
export const headColumns = sql`m.id, m.subject_id, m.item, m.pack_version, m.title, m.source, m.occurred_on,
  m.received_on, ${day} as day, m.status, m.classification, m.organ_id, m.author_id, m.supersedes_id, m.matter_id, m.version,
  (select count(*)::int from file f where f.jurisdiction_id = m.jurisdiction_id and f.material_id = m.id) as files`;

/** Entries of a dossier in the given statuses, newest first. */
export async function listHeads(
  ctx: Ctx,
  subjectId: string,
  statuses: readonly string[],
  options: { limit: number; item?: string | undefined; before?: { day: string; id: string } | undefined },
): Promise<HeadRow[]> {
  const more: RawBuilder<unknown>[] = [];
  if (options.item) more.push(sql`and m.item = ${options.item}`);
  if (options.before)
    more.push(sql`and (${day}, m.id) < (${options.before.day}::date, ${options.before.id}::uuid)`);
  const { rows } = await sql<HeadRow>`
    select ${headColumns} from material m
    where m.jurisdiction_id = ${ctx.actor.jurisdictionId} and m.subject_id = ${subjectId}
      and m.status = any (${statuses}::text[]) ${more.length ? sql.join(more, sql` `) : sql``}
    order by ${day} desc, m.id desc limit ${options.limit}`.execute(ctx.trx);
  return rows;
}

/** The newest entry of each item and status, with its form. */
export interface NewestRow {
  id: string;
  subject_id: string;
  item: string;
  pack_version: string;
  form: unknown;
  day: string;
  status: string;
  classification: number;
  organ_id: string;
  author_id: string | null;
}

/** One subject by equality: PostgreSQL would plan anew for every list of unknown length. */
function amongSubjects(subjects: readonly string[] | RawBuilder<unknown>): RawBuilder<unknown> {
  if (!Array.isArray(subjects)) return sql`in (${subjects as RawBuilder<unknown>})`;
  return subjects.length === 1 ? sql`= ${subjects[0]}` : sql`= any (${subjects}::uuid[])`;
}

/** What portraits, facts and freshness are computed from: few rows, whatever the dossier holds. */
export async function listNewest(
  ctx: Ctx,
  subjects: readonly string[] | RawBuilder<unknown>,
  statuses: readonly string[],
): Promise<NewestRow[]> {
  const inSubjects = amongSubjects(subjects);
  const { rows } = await sql<NewestRow>`
    select distinct on (m.subject_id, m.item, m.status) m.id, m.subject_id, m.item, m.pack_version, m.form,
      ${day} as day, m.status, m.classification, m.organ_id, m.author_id
    from material m
    where m.jurisdiction_id = ${ctx.actor.jurisdictionId} and m.subject_id ${inSubjects}
      and m.status = any (${statuses}::text[])
    order by m.subject_id, m.item, m.status, ${day} desc, m.id desc`.execute(ctx.trx);
  return rows;
}
