import type { MarkFilter } from '@plumbline/contract/warning';
import { addDays } from '@plumbline/policy';
import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../../platform/context/context.ts';
import type { MarkKind } from './fact.store.ts';

/** A warning or a place on the list, with its matter and what is known of whom it concerns. */
export interface ListedRow {
  matter_id: string;
  subject_id: string;
  subject_kind: 'person' | 'unit';
  procedure: string;
  pack_code: string;
  pack_version: string;
  state: string;
  number: string | null;
  organ_id: string;
  organ: string;
  subject: string | null;
  unit_id: string | null;
  unit: string | null;
  post: string | null;
  level: string | null;
  from_on: string | null;
  until_on: string | null;
  ended_on: string | null;
  owner_id: string | null;
  owner: string | null;
  due_on: string | null;
  facts: { id: string; void?: true }[];
  weighed: {
    inputs: Record<string, unknown>;
    fired: { row: string; because: Record<string, unknown> }[];
  } | null;
  opened_at: Date;
}

/** What ends within so many days is due. */
const SOON = 30;

/** The one row set of a kind of mark: list, count, export and board read nothing else, under row-level security. */
const marks = (ctx: Ctx, kind: MarkKind): RawBuilder<unknown> => sql`
  from ${sql.table(kind)} w
  join matter m on m.jurisdiction_id = w.jurisdiction_id and m.id = w.matter_id
  join organ o on o.jurisdiction_id = m.jurisdiction_id and o.id = m.organ_id
  left join person p on p.jurisdiction_id = w.jurisdiction_id and p.id = w.subject_id
  left join unit own on own.jurisdiction_id = w.jurisdiction_id and own.id = w.subject_id
  left join account a on a.jurisdiction_id = w.jurisdiction_id and a.id = w.owner_id
  left join lateral (
    select u.id, u.name, t.title from appointment n
    join post t on t.jurisdiction_id = n.jurisdiction_id and t.id = n.post_id
    join unit u on u.jurisdiction_id = n.jurisdiction_id and u.id = n.unit_id
    where n.jurisdiction_id = w.jurisdiction_id and n.person_id = w.subject_id
      and (n.from_day is null or n.from_day <= ${ctx.today}::date)
      and (n.to_day is null or n.to_day >= ${ctx.today}::date)
    order by t.order_no, n.from_day limit 1) held on true
  where w.jurisdiction_id = ${ctx.actor.jurisdictionId} and m.room < 2`;

const inForce = (ctx: Ctx) =>
  sql`(w.from_on <= ${ctx.today}::date and w.ended_on is null and (w.until_on is null or w.until_on >= ${ctx.today}::date))`;

const STANDINGS = {
  'in-force': inForce,
  proposed: () => sql`(w.from_on is null and m.closed_at is null)`,
  ended: (ctx: Ctx) =>
    sql`(not coalesce(${inForce(ctx)}, false) and (w.from_on is not null or m.closed_at is not null))`,
} as const;

const due = (ctx: Ctx) =>
  sql`(m.closed_at is null and (m.due_on < ${ctx.today}::date
    or (${inForce(ctx)} and w.until_on <= ${addDays(ctx.today, SOON)}::date)))`;

function narrowed(ctx: Ctx, filter: MarkFilter): RawBuilder<unknown> {
  const { standing, level, matterId, organId, unitId, subjectId, q } = filter;
  const all: RawBuilder<unknown>[] = [];
  if (standing) all.push(STANDINGS[standing](ctx));
  if (level) all.push(sql`w.level = ${level}`);
  if (organId) all.push(sql`m.organ_id = ${organId}::uuid`);
  if (unitId) all.push(sql`coalesce(held.id, own.id) = ${unitId}::uuid`);
  if (subjectId) all.push(sql`w.subject_id = ${subjectId}::uuid`);
  if (matterId) all.push(sql`w.matter_id = ${matterId}::uuid`);
  if (filter.due) all.push(due(ctx));
  if (q) {
    const part = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
    all.push(sql`(coalesce(p.name, own.name) ilike ${part} or m.number ilike ${part})`);
  }
  return all.length ? sql`and ${sql.join(all, sql` and `)}` : sql``;
}

export async function countMarks(ctx: Ctx, kind: MarkKind, filter: MarkFilter): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n ${marks(ctx, kind)} ${narrowed(ctx, filter)}`.execute(ctx.trx);
  return rows[0]?.n ?? 0;
}

export async function listMarks(
  ctx: Ctx,
  kind: MarkKind,
  filter: MarkFilter,
  { after, limit }: { after?: { at: string; id: string } | undefined; limit: number },
): Promise<ListedRow[]> {
  const { rows } = await sql<ListedRow>`
    select w.matter_id, w.subject_id, m.subject_kind, m.procedure, m.pack_code, m.pack_version, m.state, m.number,
      m.organ_id, ${ctx.locale === 'en' ? sql`coalesce(o.name_en, o.name)` : sql`o.name`} as organ,
      coalesce(p.name, own.name) as subject, coalesce(held.id, own.id) as unit_id,
      coalesce(held.name, own.name) as unit, held.title as post, w.level, w.from_on, w.until_on, w.ended_on,
      w.owner_id, a.name as owner, m.due_on, w.facts, w.weighed, m.opened_at
    ${marks(ctx, kind)} ${narrowed(ctx, filter)}
    ${after ? sql`and (m.opened_at, m.id) < (${new Date(after.at)}, ${after.id}::uuid)` : sql``}
    order by m.opened_at desc, m.id desc limit ${limit}`.execute(ctx.trx);
  return rows;
}

export interface CountRow {
  id: string | null;
  name: string | null;
  minor: number;
  heavier: number;
  serious: number;
}

/** Warnings in force by organ or by unit, most serious first. */
export async function countBy(ctx: Ctx, by: 'organ' | 'unit', filter: MarkFilter): Promise<CountRow[]> {
  const [id, name] =
    by === 'organ'
      ? [sql`m.organ_id`, sql`o.name`]
      : [sql`coalesce(held.id, own.id)`, sql`coalesce(held.name, own.name)`];
  const of = (level: string) => sql`count(*) filter (where w.level = ${level})::int`;
  const { rows } = await sql<CountRow>`
    select ${id} as id, ${name} as name, ${of('minor')} as minor, ${of('heavier')} as heavier, ${of('serious')} as serious
    ${marks(ctx, 'warning')} ${narrowed(ctx, { ...filter, standing: 'in-force' })}
    group by 1, 2 order by serious desc, heavier desc, minor desc, 2 limit 200`.execute(ctx.trx);
  return rows;
}
