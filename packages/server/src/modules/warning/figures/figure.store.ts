import type { Figure } from '@plumbline/policy';
import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../../platform/context/context.ts';
import { textArray, uuidArray } from '../../../platform/db/sql.ts';
import { withinReach } from '../../matter/index.ts';
import { countingStates, type FigureEvery, type Span } from './figure.rules.ts';

export type By = 'period' | 'organ' | 'unit';

/** What is counted: over which days, and what narrows it. */
export interface Counting {
  use: string;
  span: Span;
  every: FigureEvery;
  by: By;
  /** Row of the table; `none`: matters without a unit. */
  key?: string | undefined;
  part?: string | undefined;
}

/** The moment at which a matter counts: when the first of the actions was taken, else when its state was entered. */
const momentOf = ({ actions }: Figure) =>
  actions
    ? sql`(select min((act ->> 'at')::timestamptz) from jsonb_array_elements(matter.history -> 'acts') act
        where act ->> 'action' = any (${textArray(actions)}) and not act ? 'undone')`
    : sql`(select max((act ->> 'at')::timestamptz) from jsonb_array_elements(matter.history -> 'acts') act
        where (act ->> 'seq')::int <= (matter.history ->> 'enteredSeq')::int)`;

/** The subject had an earlier matter of the procedure, which had ended by then as the figure says. */
const again = (states: readonly string[]) => sql`and exists (
  select from matter e
  where e.jurisdiction_id = matter.jurisdiction_id and e.procedure = matter.procedure
    and e.subject_id = matter.subject_id and e.id <> matter.id and e.room < 2
    and e.state = any (${textArray(states)}) and e.closed_at <= matter.opened_at)`;

/** A field of the forms as it was said last. */
const said = (field: string) => sql`coalesce(matter.history -> 'data', matter.data) ->> ${field}`;

/**
 * Matters that a figure counts, as far as row-level security shows them, within reach and not set aside: of what somebody
 * sees because it concerns or names them nothing is counted. One line a matter: id, day, organ, unit on that day, part.
 */
function counted(
  ctx: Ctx,
  figure: Figure,
  { use, span, every, by, key, part }: Counting,
): RawBuilder<unknown> {
  const { zone } = ctx.pack.head.calendar;
  const only = Object.entries(figure.only ?? {}).map(
    ([field, value]) => sql`and ${said(field)} = any (${textArray([value].flat())})`,
  );
  const keyed = {
    period: sql`date_trunc(${every}, f.day)::date::text`,
    organ: sql`f.organ_id::text`,
    unit: sql`coalesce(f.unit_id::text, 'none')`,
  }[by];
  return sql`
    select ${figure.code}::text as figure, g.* from (
      select f.*, ${keyed} as key from (
        select matter.id, matter.organ_id, c.day, ${figure.split ? said(figure.split) : sql`null::text`} as part,
          case when matter.subject_kind = 'unit' then matter.subject_id else served.unit_id end as unit_id
        from matter
        cross join lateral (select (${momentOf(figure)} at time zone ${zone})::date as day) c
        left join lateral (
          select a.unit_id from appointment a
          join post p on p.jurisdiction_id = a.jurisdiction_id and p.id = a.post_id
          where a.jurisdiction_id = matter.jurisdiction_id and a.person_id = matter.subject_id
            and coalesce(a.from_day, '-infinity') <= c.day and coalesce(a.to_day, 'infinity') >= c.day
          order by p.order_no, a.from_day, a.id limit 1) served on matter.subject_kind = 'person'
        where matter.jurisdiction_id = ${ctx.actor.jurisdictionId} and matter.procedure = ${figure.procedure}
          and matter.state = any (${textArray(countingStates(ctx.pack, figure, use))})
          and matter.room < 2 and ${withinReach(ctx)}
          and matter.opened_at < (${span.to}::date + 1)::timestamp at time zone ${zone}
          and c.day between ${span.from}::date and ${span.to}::date ${sql.join(only, sql` `)}
          ${figure.again ? again(figure.again) : sql``}) f) g
    where true ${key === undefined ? sql`` : sql`and g.key = ${key}`}
      ${part === undefined ? sql`` : sql`and g.part = ${part}`}`;
}

export interface CountRow {
  figure: string;
  key: string;
  part: string | null;
  count: number;
}

/** How many matters each figure counts, by row and part. */
export async function countFigures(
  ctx: Ctx,
  figures: readonly Figure[],
  counting: Counting,
): Promise<CountRow[]> {
  if (figures.length === 0) return [];
  const all = sql.join(
    figures.map((figure) => sql`(${counted(ctx, figure, counting)})`),
    sql` union all `,
  );
  const { rows } = await sql<CountRow>`
    select figure, key, part, count(*)::int as count from (${all}) each
    group by figure, key, part order by key, figure`.execute(ctx.trx);
  return rows;
}

export interface CountedRow {
  id: string;
  day: string;
  organ_id: string;
  unit_id: string | null;
  part: string | null;
}

/** The matters of one figure, the latest first: a page, or all of them. */
export async function listCountedRows(
  ctx: Ctx,
  figure: Figure,
  counting: Counting,
  { after, limit }: { after?: { day: string; id: string } | undefined; limit?: number } = {},
): Promise<CountedRow[]> {
  const { rows } = await sql<CountedRow>`
    select id, day, organ_id, unit_id, part from (${counted(ctx, figure, counting)}) each
    ${after ? sql`where (day, id) < (${after.day}::date, ${after.id}::uuid)` : sql``}
    order by day desc, id desc ${limit === undefined ? sql`` : sql`limit ${limit}`}`.execute(ctx.trx);
  return rows;
}

/** Matters by id. */
export const readMatters = (ctx: Ctx, ids: readonly string[]) =>
  ctx.trx
    .selectFrom('matter')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where(sql<boolean>`id = any (${uuidArray(ids)})`)
    .execute();
