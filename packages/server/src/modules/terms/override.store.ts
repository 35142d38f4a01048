import type { LimitOverride } from '@plumbline/contract/limits';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { found } from '../../platform/errors/app-error.ts';

interface OverrideRow {
  id: string;
  code: string;
  organ_id: string;
  organ_name: string;
  value: number;
  unit: LimitOverride['length']['unit'];
  from_day: string;
  to_day: string | null;
  basis: string;
  state: LimitOverride['state'];
  proposed_by: string;
  proposer: string;
  proposed_at: Date;
  decided_by: string | null;
  decider: string | null;
  decided_at: Date | null;
  opinion: string | null;
  version: number;
}

/** Overrides as the caller sees them, newest first: all, or one. */
export async function listOverrides(ctx: Ctx, id?: string): Promise<LimitOverride[]> {
  const { rows } = await sql<OverrideRow>`
    select l.id, l.code, l.organ_id, o.name as organ_name, l.value, l.unit, l.from_day, l.to_day, l.basis, l.state,
      l.proposed_by, p.name as proposer, l.proposed_at, l.decided_by, d.name as decider, l.decided_at, l.opinion,
      l.version
    from limit_override l
    join organ o on o.jurisdiction_id = l.jurisdiction_id and o.id = l.organ_id
    join account p on p.jurisdiction_id = l.jurisdiction_id and p.id = l.proposed_by
    left join account d on d.jurisdiction_id = l.jurisdiction_id and d.id = l.decided_by
    where l.jurisdiction_id = ${ctx.actor.jurisdictionId} ${id ? sql`and l.id = ${id}` : sql``}
    order by l.from_day desc, l.id desc`.execute(ctx.trx);
  return rows.map((row) => view(ctx, row));
}

/** @throws 404 */
export async function getOverride(ctx: Ctx, id: string): Promise<LimitOverride> {
  const [one] = await listOverrides(ctx, id);
  return found(one);
}

function view(ctx: Ctx, row: OverrideRow): LimitOverride {
  const decider = row.decided_by && { id: row.decided_by, name: row.decider ?? '' };
  return {
    id: row.id,
    code: row.code,
    organ: { id: row.organ_id, name: row.organ_name },
    length: { value: row.value, unit: row.unit },
    from: row.from_day,
    to: row.to_day,
    basis: row.basis,
    state: row.state,
    when: whenOf(row, ctx.today),
    proposedBy: { id: row.proposed_by, name: row.proposer },
    proposedAt: row.proposed_at.toISOString(),
    decidedBy: decider || null,
    decidedAt: row.decided_at?.toISOString() ?? null,
    opinion: row.opinion,
    version: row.version,
    allowed: allowedOf(ctx, row),
  };
}

const whenOf = ({ from_day, to_day }: OverrideRow, today: string): LimitOverride['when'] => {
  if (to_day !== null && (to_day < today || to_day < from_day)) return 'past';
  return from_day > today ? 'future' : 'current';
};

function allowedOf(ctx: Ctx, row: OverrideRow): string[] {
  if (!ctx.may('limit.approve', row.organ_id)) return [];
  if (row.state === 'proposed') return row.proposed_by === ctx.actor.accountId ? [] : ['approve', 'reject'];
  return row.state === 'approved' && whenOf(row, ctx.today) !== 'past' ? ['end'] : [];
}

/** Holds all that is decided about the limits of a jurisdiction, so that two at once can't make them overlap. */
export const lockOverrides = (ctx: Ctx) =>
  sql`select pg_advisory_xact_lock(${ctx.actor.jurisdictionId}, hashtext('limit_override'))`.execute(ctx.trx);

/** One that is approved or proposed for the organ and shares a day with the range, if any. */
export const findOverlap = (
  ctx: Ctx,
  of: { code: string; organId: string; from: string; to: string | null },
): Promise<{ id: string; from_day: string; to_day: string | null } | undefined> =>
  ctx.trx
    .selectFrom('limit_override')
    .select(['id', 'from_day', 'to_day'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('code', '=', of.code)
    .where('organ_id', '=', of.organId)
    .where('state', '<>', 'rejected')
    .where((eb) =>
      eb.or([
        eb('to_day', 'is', null),
        eb.and([eb('to_day', '>=', of.from), eb('to_day', '>=', eb.ref('from_day'))]),
      ]),
    )
    .where(sql<boolean>`from_day <= coalesce(${of.to}::date, 'infinity'::date)`)
    .limit(1)
    .executeTakeFirst();
