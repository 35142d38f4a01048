import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { provisionalIn } from '../../platform/terms/provisional.ts';

export interface AskedRow {
  matter_id: string;
  subject_id: string;
  item: string;
  due_on: string;
  provisional: boolean;
}

/** Tasks that still run, for the given subjects: what has been asked for already. */
export async function listAsked(ctx: Ctx, subjectIds: readonly string[]): Promise<AskedRow[]> {
  const { rows } = await sql<Omit<AskedRow, 'provisional'>>`
    select matter_id, subject_id, item, due_on from collection_task
    where jurisdiction_id = ${ctx.actor.jurisdictionId} and subject_id = any (${subjectIds}::uuid[])
      and ended_at is null and supplied_at is null
    order by due_on`.execute(ctx.trx);
  if (rows.length === 0) return [];
  const provisional = await provisionalIn(ctx);
  return rows.map((row) => ({ ...row, provisional: provisional(row.due_on) }));
}

export interface TaskRow {
  matter_id: string;
  subject_kind: 'person' | 'unit';
  subject_id: string;
  subject_name: string;
  item: string;
  why: string;
  note: string;
  contributor_kind: 'account' | 'person' | 'unit' | 'organ';
  contributor_id: string;
  contributor_name: string | null;
  custodian_id: string;
  sealed_to_unit_id: string | null;
  asked_by_name: string | null;
  asked_at: Date;
  due_on: string;
  reminded_on: string | null;
  supplied_at: Date | null;
  material_id: string | null;
  ended_at: Date | null;
}

const columns = sql`t.matter_id, t.subject_kind, t.subject_id, t.subject_name, t.item, t.why, t.note,
  t.contributor_kind, t.contributor_id, coalesce(p.name, u.name, o.name, a.name) as contributor_name, t.custodian_id,
  t.sealed_to_unit_id, b.name as asked_by_name, t.asked_at, t.due_on, t.reminded_on, t.supplied_at, t.material_id, t.ended_at`;

const joins = sql`
  left join person p on p.jurisdiction_id = t.jurisdiction_id and p.id = t.contributor_id
  left join unit u on u.jurisdiction_id = t.jurisdiction_id and u.id = t.contributor_id
  left join organ o on o.jurisdiction_id = t.jurisdiction_id and o.id = t.contributor_id
  left join account a on a.jurisdiction_id = t.jurisdiction_id and a.id = t.contributor_id
  left join account b on b.jurisdiction_id = t.jurisdiction_id and b.id = t.asked_by`;

export async function findTask(ctx: Ctx, id: string): Promise<TaskRow | undefined> {
  const { rows } = await sql<TaskRow>`
    select ${columns} from collection_task t ${joins}
    where t.jurisdiction_id = ${ctx.actor.jurisdictionId} and t.matter_id = ${id}`.execute(ctx.trx);
  return rows[0];
}

export interface TaskFilter {
  /** owed: those that the caller must answer; asked: of the caller's organs; overdue: of these the late ones. */
  scope: 'owed' | 'asked' | 'overdue';
  principals: readonly string[];
  organs: readonly string[];
  subjectId?: string | undefined;
  open?: 'true' | 'false' | undefined;
  item?: string | undefined;
  q?: string | undefined;
}

/** Tasks by due day. */
export async function listTasks(
  ctx: Ctx,
  filter: TaskFilter,
  after: { due: string; id: string } | undefined,
  limit: number,
): Promise<TaskRow[]> {
  const j = ctx.actor.jurisdictionId;
  const scope =
    filter.scope === 'owed'
      ? sql`t.contributor_id = any (${filter.principals}::uuid[])`
      : filter.scope === 'asked'
        ? sql`t.organ_id = any (${filter.organs}::uuid[])`
        : sql`t.organ_id = any (${filter.organs}::uuid[]) and t.ended_at is null and t.supplied_at is null
            and t.due_on < ${ctx.today}::date`;
  const { rows } = await sql<TaskRow>`
    select ${columns} from collection_task t ${joins}
    where t.jurisdiction_id = ${j} and ${scope}
      ${filter.subjectId ? sql`and t.subject_id = ${filter.subjectId}` : sql``}
      ${filter.item ? sql`and t.item = ${filter.item}` : sql``}
      ${filter.open === 'true' ? sql`and t.ended_at is null` : filter.open === 'false' ? sql`and t.ended_at is not null` : sql``}
      ${filter.q ? sql`and (strpos(t.subject_name, ${filter.q}) > 0 or strpos(coalesce(p.name, u.name, o.name, a.name), ${filter.q}) > 0)` : sql``}
      ${after ? sql`and (t.due_on, t.matter_id) > (${after.due}::date, ${after.id}::uuid)` : sql``}
    order by t.due_on, t.matter_id limit ${limit}`.execute(ctx.trx);
  return rows;
}

/** Running tasks that nobody has answered, due until the given day. */
export async function listUnanswered(
  ctx: Ctx,
  until: string,
): Promise<{ matter_id: string; due_on: string; reminded_on: string | null }[]> {
  const { rows } = await sql<{ matter_id: string; due_on: string; reminded_on: string | null }>`
    select matter_id, due_on, reminded_on from collection_task
    where jurisdiction_id = ${ctx.actor.jurisdictionId} and ended_at is null and supplied_at is null
      and due_on <= ${until}::date
    order by due_on, matter_id`.execute(ctx.trx);
  return rows;
}
