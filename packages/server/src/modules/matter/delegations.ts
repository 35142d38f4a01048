import type {
  createDelegation as createRoute,
  listDelegations as listRoute,
} from '@plumbline/contract/delegation';
import type { Body, Reply } from '@plumbline/contract/route';
import type { Pack } from '@plumbline/policy';
import { addDays } from '@plumbline/policy';
import { sql } from 'kysely';
import { dayOf } from '../../platform/clock/clock.ts';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import { type FaultInput, found, invalid, notFound } from '../../platform/errors/app-error.ts';
import { REFRESH_TOPIC } from '../../platform/jobs/topics.ts';
import { notify } from '../../platform/notices/notify.ts';
import { laterDay } from '../identity/index.ts';

/** Delegations that the caller gave or was given, newest first. */
export async function listDelegations(ctx: Ctx): Promise<Reply<typeof listRoute>> {
  const j = ctx.actor.jurisdictionId;
  const { rows } = await sql<{
    id: string;
    giver_id: string;
    giver: string;
    taker_id: string;
    taker: string;
    from_day: string;
    to_day: string;
    reason: string;
    ended_at: Date | null;
  }>`
    select d.id, d.giver_id, g.name as giver, d.taker_id, t.name as taker, d.from_day, d.to_day, d.reason, d.ended_at
    from delegation d
    join account g on g.jurisdiction_id = d.jurisdiction_id and g.id = d.giver_id
    join account t on t.jurisdiction_id = d.jurisdiction_id and t.id = d.taker_id
    where d.jurisdiction_id = ${j} and ${ctx.actor.accountId}::uuid in (d.giver_id, d.taker_id)
    order by d.created_at desc, d.id desc limit 200`.execute(ctx.trx);
  return {
    items: rows.map((row) => ({
      id: row.id,
      giver: { id: row.giver_id, name: row.giver },
      taker: { id: row.taker_id, name: row.taker },
      from: row.from_day,
      to: row.to_day,
      reason: row.reason,
      endedAt: row.ended_at?.toISOString() ?? null,
      mine: row.giver_id === ctx.actor.accountId,
    })),
  };
}

/**
 * Lets a colleague decide on requests in the caller's place while absent. The colleague must hold a role in one
 * of the caller's organs, above or below them, and none that administers the platform; and no longer than the pack
 * lets, also not in pieces.
 * @throws 400
 */
export async function createDelegation(ctx: Ctx, input: Body<typeof createRoute>): Promise<{ id: string }> {
  const faults: FaultInput[] = [];
  if (input.to < input.from) faults.push({ pointer: '/to', code: 'delegation.days' });
  if (input.to < ctx.today) faults.push({ pointer: '/to', code: 'delegation.past' });
  else faults.push(...(await beyondLimits(ctx, input)));
  if (input.takerId === ctx.actor.accountId || !(await mayStandIn(ctx, input.takerId)))
    faults.push({ pointer: '/takerId', code: 'delegation.taker' });
  if (faults.length > 0) throw invalid(...faults);
  const id = newId(ctx.now.getTime());
  ctx.send(
    ctx.trx.insertInto('delegation').values({
      jurisdiction_id: ctx.actor.jurisdictionId,
      id,
      giver_id: ctx.actor.accountId,
      taker_id: input.takerId,
      from_day: input.from,
      to_day: input.to,
      reason: input.reason,
      created_at: ctx.now,
    }),
  );
  ctx.record({
    type: 'delegation.given',
    entity: 'delegation',
    entityId: id,
    organId: ctx.actor.organId,
    data: { taker: input.takerId, from: input.from, to: input.to, reason: input.reason },
  });
  notify(ctx, { to: [input.takerId], kind: 'delegation.given', link: '/delegations' });
  ctx.later(REFRESH_TOPIC, {});
  return { id };
}

interface Days {
  from: string;
  to: string;
}

/**
 * What is wrong with the days by the limits of the pack: it begins today or later, at most the longest time ahead, and
 * what the same colleague was given before and after without time between counts together.
 */
async function beyondLimits(ctx: Ctx, input: Days & { takerId: string }): Promise<FaultInput[]> {
  if (input.from < ctx.today) return [{ pointer: '/from', code: 'delegation.begun' }];
  const ahead = (await ctx.due('delegation.longest'))?.day;
  if (ahead !== undefined && input.from > ahead)
    return [{ pointer: '/from', code: 'delegation.ahead', params: { text: ahead } }];
  const whole = await joined(ctx, input, await piecesOf(ctx, input.takerId));
  const longest = (await ctx.due('delegation.longest', whole.from))?.day;
  if (longest === undefined || whole.to <= longest) return [];
  const alone = whole.from === input.from && whole.to === input.to;
  const code = alone ? 'delegation.longest' : 'delegation.together';
  return [{ pointer: '/to', code, params: { text: longest } }];
}

/** The days for which the caller let somebody stand in; of what was ended only those that it ran. */
async function piecesOf(ctx: Ctx, taker: string): Promise<Days[]> {
  const j = ctx.actor.jurisdictionId;
  // Two at once don't each see none of the other.
  await sql`select pg_advisory_xact_lock(${j}, hashtext(${`delegation ${ctx.actor.accountId}`}))`.execute(
    ctx.trx,
  );
  const rows = await ctx.trx
    .selectFrom('delegation')
    .select(['from_day as from', 'to_day as to', 'ended_at'])
    .where('jurisdiction_id', '=', j)
    .where('giver_id', '=', ctx.actor.accountId)
    .where('taker_id', '=', taker)
    .execute();
  return rows
    .map(({ from, to, ended_at: ended }) => ({ from, to: ended ? [dayOf(ended), to].sort()[0]! : to }))
    .filter(({ from, to }) => from <= to);
}

/** From the first to the last day of all that hangs together with these days. */
async function joined(ctx: Ctx, { from, to }: Days, pieces: readonly Days[]): Promise<Days> {
  let whole = { from, to };
  const open = async (day: string) => (await ctx.due('delegation.apart', day))?.day ?? addDays(day, 1);
  const left = new Set(pieces);
  for (let grew = true; grew; ) {
    grew = false;
    for (const piece of left) {
      if (piece.from > (await open(whole.to)) || whole.from > (await open(piece.to))) continue;
      left.delete(piece);
      whole = { from: [whole.from, piece.from].sort()[0]!, to: laterDay(whole.to, piece.to) };
      grew = true;
    }
  }
  return whole;
}

/** Ends it at once. @throws 404 when it isn't the caller's or has ended */
export async function endDelegation(ctx: Ctx, id: string): Promise<undefined> {
  const ended = await ctx.trx
    .updateTable('delegation')
    .set({ ended_at: ctx.now })
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', id)
    .where('giver_id', '=', ctx.actor.accountId)
    .where('ended_at', 'is', null)
    .returning('taker_id')
    .executeTakeFirst();
  const { taker_id } = found(ended);
  ctx.record({
    type: 'delegation.ended',
    entity: 'delegation',
    entityId: id,
    organId: ctx.actor.organId,
    data: { taker: taker_id },
  });
  ctx.later(REFRESH_TOPIC, {});
  return undefined;
}

/** The highest classification of what may wait for an approval. */
const decidedLevel = ({ procedures, classifications }: Pack): number =>
  Math.max(
    0,
    ...Object.values(procedures)
      .filter(({ actions }) => Object.values(actions).some((action) => action.approval !== undefined))
      .map(({ classification }) => classifications.find((one) => one.code === classification)?.level ?? 1),
  );

async function mayStandIn(ctx: Ctx, account: string): Promise<boolean> {
  const people = await listColleagues(ctx, {});
  if (!people.items.some((person) => person.id === account)) return false;
  // Whoever stands in sees all that waits for a decision, and is cleared for it.
  const { rows } = await sql<{ role: string }>`
    select distinct g.role from role_grant g
    where g.jurisdiction_id = ${ctx.actor.jurisdictionId} and g.account_id = ${account}::uuid
      and g.from_day <= ${ctx.today}::date and (g.to_day is null or g.to_day >= ${ctx.today}::date)`.execute(
    ctx.trx,
  );
  const held = ctx.pack.roles.filter((role) => rows.some((row) => row.role === role.code));
  return Math.max(0, ...held.map((role) => role.clearance)) >= decidedLevel(ctx.pack);
}

/**
 * Accounts that hold a role today in the caller's organs, above them, or in an organ of the caller's choice
 * within reach, those of the own organs first, by name; nobody who administers the platform. With permissions: of each list the role holds one.
 * @throws 404 for an organ that isn't there
 */
export async function listColleagues(
  ctx: Ctx,
  query: { q?: string | undefined; organId?: string | undefined; everywhere?: boolean },
  permissions: readonly (readonly string[])[] = [],
): Promise<{ items: { id: string; name: string; role: string; organ: string }[] }> {
  const j = ctx.actor.jurisdictionId;
  const own = ctx.actor.grants.flatMap((grant) => (grant.organId ? [grant.organId] : []));
  if (own.length === 0) return { items: [] };
  const near = [...ctx.actor.organs];
  if (
    query.organId &&
    !near.includes(query.organId) &&
    !(ctx.actor.settings.reach ?? []).includes(query.organId)
  )
    throw notFound();
  const roles = ctx.pack.roles.filter(
    (role) =>
      !role.administrator &&
      !role.inUnit &&
      permissions.every((some) => some.length === 0 || some.some((one) => role.permissions.includes(one))),
  );
  const like = `%${(query.q ?? '').replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<{ id: string; name: string; role: string; organ: string }>`
    with recursive above as (
      select id, parent_id from organ where jurisdiction_id = ${j} and id = any (${own}::uuid[])
      union
      select o.id, o.parent_id from organ o join above a on o.id = a.parent_id where o.jurisdiction_id = ${j})
    select a.id, a.name, min(g.role) as role, min(o.name) as organ
    from role_grant g
    join account a on a.jurisdiction_id = g.jurisdiction_id and a.id = g.account_id
    join organ o on o.jurisdiction_id = g.jurisdiction_id and o.id = g.organ_id
    where g.jurisdiction_id = ${j} and a.closed_at is null
      and ${
        query.organId
          ? sql`g.organ_id = ${query.organId}`
          : query.everywhere
            ? sql`true`
            : sql`(g.organ_id = any (${near}::uuid[]) or g.organ_id in (select id from above))`
      }
      and g.role = any (${roles.map((role) => role.code)}::text[])
      and g.from_day <= ${ctx.today}::date and (g.to_day is null or g.to_day >= ${ctx.today}::date)
      and (${query.q ?? ''} = '' or a.name ilike ${like} or (${query.everywhere === true}
        and (o.name ilike ${like} or exists (select from organ u where u.jurisdiction_id = ${j} and u.id = o.parent_id and u.name ilike ${like}))))
    group by a.id, a.name
    order by bool_or(g.organ_id = any (${near}::uuid[])) desc, a.name collate "zh-Hans-CN-x-icu", a.id limit 200`.execute(
    ctx.trx,
  );
  const title = new Map(ctx.pack.roles.map((role) => [role.code, role.title[ctx.locale]]));
  return { items: rows.map((row) => ({ ...row, role: title.get(row.role) ?? row.role })) };
}
