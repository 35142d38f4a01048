import type { SignFilter } from '@plumbline/contract/sign';
import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../../platform/context/context.ts';
import type { MatterRow } from '../../matter/index.ts';

export interface SignRow {
  matter_id: string;
  subject_kind: 'person' | 'unit';
  subject_id: string;
  unit_ids: string[];
  team_ids: string[];
  tags: string[];
  origin: string;
  seen_on: string;
  matter: MatterRow;
}

interface After {
  day: string;
  id: string;
}

/** What narrows the register: the same for the list, the counts and the export. */
function fitting(ctx: Ctx, filter: SignFilter): RawBuilder<boolean> {
  const { personId, unitId, teamOf, tag, origin, state, open, mine, from, to } = filter;
  const all = [sql<boolean>`s.jurisdiction_id = ${ctx.actor.jurisdictionId}`];
  if (personId) all.push(sql`s.subject_kind = 'person' and s.subject_id = ${personId}::uuid`);
  if (unitId) all.push(sql`${unitId}::uuid = any (s.unit_ids)`);
  if (teamOf) all.push(sql`${teamOf}::uuid = any (s.team_ids)`);
  if (tag) all.push(sql`${tag} = any (s.tags)`);
  if (origin) all.push(sql`s.origin = ${origin}`);
  if (state) all.push(sql`m.state = ${state}`);
  if (open) all.push(open === 'true' ? sql`m.closed_at is null` : sql`m.closed_at is not null`);
  if (mine)
    all.push(
      sql`m.history -> 'parties' -> 'handler' @> ${JSON.stringify([{ id: ctx.actor.accountId }])}::jsonb`,
    );
  if (from) all.push(sql`s.seen_on >= ${from}::date`);
  if (to) all.push(sql`s.seen_on <= ${to}::date`);
  return sql`${sql.join(all, sql` and `)}`;
}

/** Signs with their matters, as far as the caller sees these. */
const JOINED = sql`sign s join matter m on m.jurisdiction_id = s.jurisdiction_id and m.id = s.matter_id`;

/** Latest seen first. */
export async function readSigns(
  ctx: Ctx,
  filter: SignFilter,
  { after, limit }: { after?: After | undefined; limit: number },
): Promise<SignRow[]> {
  const later = after ? sql`and (s.seen_on, s.matter_id) < (${after.day}::date, ${after.id}::uuid)` : sql``;
  const { rows } = await sql<SignRow>`
    select s.matter_id, s.subject_kind, s.subject_id, s.unit_ids, s.team_ids, s.tags, s.origin, s.seen_on,
      to_jsonb(m) as matter
    from ${JOINED} where ${fitting(ctx, filter)} ${later}
    order by s.seen_on desc, s.matter_id desc limit ${limit}`.execute(ctx.trx);
  return rows;
}

export async function countAll(ctx: Ctx, filter: SignFilter): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from ${JOINED} where ${fitting(ctx, filter)}`.execute(ctx.trx);
  return rows[0]!.n;
}

/** How many carry each tag in each month, and with `tag` null how many there are in it. */
export async function countByTag(
  ctx: Ctx,
  filter: SignFilter,
): Promise<{ month: string; tag: string | null; n: number }[]> {
  const { rows } = await sql<{ month: string; tag: string | null; n: number }>`
    with fit as (select s.seen_on, s.tags from ${JOINED} where ${fitting(ctx, filter)})
    select to_char(seen_on, 'YYYY-MM') as month, tag, count(*)::int as n from fit, unnest(tags) tag group by 1, 2
    union all
    select to_char(seen_on, 'YYYY-MM'), null, count(*)::int from fit group by 1`.execute(ctx.trx);
  return rows;
}
