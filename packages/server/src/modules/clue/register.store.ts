import type { RegisterFilter } from '@plumbline/contract/clue-register';
import type { Register } from '@plumbline/policy';
import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { type KeptOut, type MatterRow, machineForService } from '../matter/index.ts';
import type { ClueRow } from './clue.store.ts';
import { type Duty, owing } from './register-duty.ts';

export interface RegisteredRow extends ClueRow {
  matter: MatterRow;
  owes: boolean;
}

/** A register with what its files owe, and what narrows it. */
export interface Asked {
  register: Register;
  duty: Duty | null;
  filter: RegisterFilter;
}

/** Clues with their matters, as far as the caller sees them. */
const files = (ctx: Ctx) =>
  ctx.trx
    .selectFrom('clue as c')
    .innerJoin('matter as m', (join) =>
      join.onRef('m.jurisdiction_id', '=', 'c.jurisdiction_id').onRef('m.id', '=', 'c.matter_id'),
    )
    .where('c.jurisdiction_id', '=', ctx.actor.jurisdictionId);

/** Whether a file `c` with its matter `m` stands in a register. */
function stands(ctx: Ctx, { register, duty, filter }: Asked): RawBuilder<boolean> {
  const { aside, states, overdue, only = {}, since, procedure } = register;
  const { owing: owed, officeId } = filter;
  const all = [
    aside ? sql<boolean>`c.room = 2` : sql<boolean>`c.room < 2`,
    sql<boolean>`c.merged_into is null`,
    sql<boolean>`m.procedure = ${procedure}`,
  ];
  if (states) all.push(sql`m.state = any (${[...states]}::text[])`);
  if (overdue) all.push(sql`m.due_on < ${ctx.today}::date`, sql`m.closed_at is null`);
  for (const [field, value] of Object.entries(only))
    all.push(sql`m.data ->> ${field} = any (${[value].flat()}::text[])`);
  if (since)
    all.push(sql`exists (select from jsonb_array_elements(m.history -> 'acts') act
      where act ->> 'action' = any (${[...since]}::text[]) and not act ? 'undone')`);
  if (owed) all.push(duty ? owing(ctx, duty) : sql`false`);
  if (officeId)
    all.push(sql`exists (
      select from jsonb_array_elements(m.history -> 'parties' -> 'handler') h
      join role_grant g on g.jurisdiction_id = m.jurisdiction_id and g.account_id = (h ->> 'id')::uuid
      where g.organ_id = ${officeId}::uuid and g.role = any (${handlingRoles(ctx)}::text[])
        and g.from_day <= ${ctx.today}::date
        and (g.to_day is null or g.to_day >= ${ctx.today}::date))`);
  return sql`${sql.join(all, sql` and `)}`;
}

/** The files that stand in a register, as far as the caller sees them. */
const standing = (ctx: Ctx, asked: Asked) => files(ctx).where(stands(ctx, asked));

export async function countRegistered(ctx: Ctx, asked: Asked): Promise<number> {
  const row = await standing(ctx, asked)
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

/** The same of many registers, in one pass over all files. */
export async function countEach(ctx: Ctx, asked: readonly Asked[]): Promise<number[]> {
  if (asked.length === 0) return [];
  const counts = asked.map((one) => sql`count(*) filter (where ${stands(ctx, one)})::int`);
  const { each } = await files(ctx)
    .select(sql<number[]>`array[${sql.join(counts)}]`.as('each'))
    .executeTakeFirstOrThrow();
  return each;
}

/** Ids of the files that stand in a register, latest received first: all of them, or a page. */
export async function listRegistered(
  ctx: Ctx,
  asked: Asked,
  { after, limit }: { after?: { day: string; id: string } | undefined; limit?: number } = {},
): Promise<string[]> {
  let query = standing(ctx, asked)
    .select('c.id')
    .orderBy('c.received_on', 'desc')
    .orderBy('c.id', 'desc')
    .$if(limit !== undefined, (all) => all.limit(limit!));
  if (after)
    query = query.where(sql<boolean>`(c.received_on, c.id) < (${after.day}::date, ${after.id}::uuid)`);
  return (await query.execute()).map(({ id }) => id);
}

/** Files of a register, latest received first. Their matters are read whole: of the lines that are shown, not of all that are sorted. */
export function readRegistered(ctx: Ctx, { duty }: Asked, ids: readonly string[]): Promise<RegisteredRow[]> {
  return files(ctx)
    .where(sql<boolean>`c.id = any (${[...ids]}::uuid[])`)
    .selectAll('c')
    .select([
      sql<MatterRow>`to_jsonb(m)`.as('matter'),
      (duty ? owing(ctx, duty) : sql<boolean>`false`).as('owes'),
    ])
    .orderBy('c.received_on', 'desc')
    .orderBy('c.id', 'desc')
    .execute();
}

/** Organ and handlers of every file that owes what its register asks for. */
export async function listOwing(
  ctx: Ctx,
  asked: Asked,
): Promise<({ organ: string; handlers: string[] } & KeptOut)[]> {
  const rows = await standing(ctx, { ...asked, filter: { owing: 'true' } })
    .select([
      'm.organ_id as organ',
      'm.barred',
      'm.concerns_person_id',
      'm.sealed_unit_id',
      sql<{ id: string }[] | null>`m.history -> 'parties' -> 'handler'`.as('handlers'),
    ])
    .execute();
  return rows.map(({ handlers, ...row }) => ({ ...row, handlers: (handlers ?? []).map(({ id }) => id) }));
}

/** Roles of the pack that hold what the place of a clue's handler asks for. */
function handlingRoles({ pack }: Ctx): string[] {
  const asked = machineForService(pack, 'clue').parties?.handler?.permission;
  return pack.roles
    .filter(({ permissions }) => !asked || permissions.some((one) => asked.includes(one)))
    .map(({ code }) => code);
}

/** The organs in which accounts hold today what handling a clue asks for, by account: the offices of the handlers. */
export async function officesOf(
  ctx: Ctx,
  accounts: readonly string[],
): Promise<Map<string, { id: string; name: string }[]>> {
  const offices = new Map<string, { id: string; name: string }[]>();
  if (accounts.length === 0) return offices;
  const { rows } = await sql<{ account: string; id: string; name: string }>`
    select distinct g.account_id as account, o.id, o.name
    from role_grant g join organ o on o.jurisdiction_id = g.jurisdiction_id and o.id = g.organ_id
    where g.jurisdiction_id = ${ctx.actor.jurisdictionId} and g.account_id = any (${[...new Set(accounts)]}::uuid[])
      and g.role = any (${handlingRoles(ctx)}::text[])
      and g.from_day <= ${ctx.today}::date and (g.to_day is null or g.to_day >= ${ctx.today}::date)
    order by o.name`.execute(ctx.trx);
  for (const { account, id, name } of rows)
    offices.set(account, [...(offices.get(account) ?? []), { id, name }]);
  return offices;
}
