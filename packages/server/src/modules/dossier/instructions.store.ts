import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';

export interface InstructionRow {
  id: string;
  item: string;
  pack_version: string;
  title: string;
  content: string;
  issuer: string;
  issued_on: string;
  requirement: string;
  due_on: string;
  industry: string | null;
  unit_id: string | null;
  unit_name: string | null;
  organ_id: string;
  created_at: Date;
}

export interface InstructionFilter {
  id?: string;
  unitId?: string | undefined;
  industry?: string | undefined;
  item?: string | undefined;
  q?: string | undefined;
  open?: boolean | undefined;
  overdue?: boolean | undefined;
}

/** Instructions, newest first; for a unit those on itself and on its industry. */
export async function listInstructionRows(
  ctx: Ctx,
  filter: InstructionFilter,
  before: { day: string; id: string } | undefined,
  limit: number,
): Promise<InstructionRow[]> {
  const where: RawBuilder<unknown>[] = [sql`i.jurisdiction_id = ${ctx.actor.jurisdictionId}`];
  if (filter.id) where.push(sql`i.id = ${filter.id}`);
  if (filter.item) where.push(sql`i.item = ${filter.item}`);
  if (filter.industry) where.push(sql`i.industry = ${filter.industry}`);
  if (filter.unitId)
    where.push(sql`(i.unit_id = ${filter.unitId} or i.industry = (select n.industry from unit n
      where n.jurisdiction_id = i.jurisdiction_id and n.id = ${filter.unitId}))`);
  if (filter.q) where.push(sql`(strpos(i.title, ${filter.q}) > 0 or strpos(i.issuer, ${filter.q}) > 0)`);
  if (filter.open) where.push(someUnit(filter.unitId, sql`true`));
  if (filter.overdue) where.push(someUnit(filter.unitId, sql`m.due_on < ${ctx.today}::date`));
  if (before) where.push(sql`(i.issued_on, i.id) < (${before.day}::date, ${before.id}::uuid)`);
  const { rows } = await sql<InstructionRow>`
    select i.id, i.item, i.pack_version, i.title, i.content, i.issuer, i.issued_on, i.requirement, i.due_on,
      i.industry, i.unit_id, u.name as unit_name, i.organ_id, i.created_at
    from instruction i left join unit u on u.jurisdiction_id = i.jurisdiction_id and u.id = i.unit_id
    where ${sql.join(where, sql` and `)}
    order by i.issued_on desc, i.id desc limit ${limit}`.execute(ctx.trx);
  return rows;
}

/** Some unit (or the one) has not carried it out yet, and the condition holds there. */
const someUnit = (unitId: string | undefined, condition: RawBuilder<unknown>) => sql`exists (
  select from instruction_follow_up f
  join matter m on m.jurisdiction_id = f.jurisdiction_id and m.id = f.matter_id
  where f.jurisdiction_id = i.jurisdiction_id and f.instruction_id = i.id and m.closed_at is null
    ${unitId ? sql`and f.unit_id = ${unitId}` : sql``} and ${condition})`;

export interface FollowUpRow {
  instruction_id: string;
  unit_id: string;
  unit_name: string;
  matter_id: string;
  reported: unknown;
  reported_action: string | null;
}

/** Follow-ups of instructions with what each unit reported last. */
export async function listFollowUps(
  ctx: Ctx,
  instructionIds: readonly string[],
  unitId: string | undefined,
): Promise<FollowUpRow[]> {
  const condition = sql`f.instruction_id = any (${instructionIds}::uuid[])
    ${unitId ? sql`and f.unit_id = ${unitId}` : sql``}`;
  return selectFollowUps(ctx, condition);
}

export async function findFollowUp(ctx: Ctx, matterId: string): Promise<FollowUpRow | undefined> {
  return (await selectFollowUps(ctx, sql`f.matter_id = ${matterId}`))[0];
}

async function selectFollowUps(ctx: Ctx, condition: RawBuilder<unknown>): Promise<FollowUpRow[]> {
  const { rows } = await sql<FollowUpRow>`
    select f.instruction_id, f.unit_id, u.name as unit_name, f.matter_id, e.data -> 'data' as reported,
      e.data ->> 'action' as reported_action
    from instruction_follow_up f
    join unit u on u.jurisdiction_id = f.jurisdiction_id and u.id = f.unit_id
    left join lateral (
      select x.data from event x where x.jurisdiction_id = f.jurisdiction_id and x.matter_id = f.matter_id
        and x.type = 'matter.acted' and x.data ? 'data'
      order by x.at desc, x.id desc limit 1) e on true
    where f.jurisdiction_id = ${ctx.actor.jurisdictionId} and ${condition}
    order by u.pinyin, u.name, f.unit_id`.execute(ctx.trx);
  return rows;
}

/** Units that an instruction concerns and that have no follow-up yet. */
export async function unitsWithoutFollowUp(
  ctx: Ctx,
  instruction: { id: string; industry: string | null; unit_id: string | null },
): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select u.id, u.name from unit u
    where u.jurisdiction_id = ${ctx.actor.jurisdictionId}
      and (u.id = ${instruction.unit_id} or u.industry = ${instruction.industry})
      and (u.active_to is null or u.active_to >= ${ctx.today}::date)
      and not exists (select from instruction_follow_up f where f.jurisdiction_id = u.jurisdiction_id
        and f.instruction_id = ${instruction.id} and f.unit_id = u.id)
    order by u.id`.execute(ctx.trx);
  return rows;
}
