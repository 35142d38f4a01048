import type { AccountSummary, listAccounts as route } from '@plumbline/contract/identity';
import type { Query, Reply } from '@plumbline/contract/route';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../../../platform/context/context.ts';
import { within } from '../../../platform/db/sql.ts';
import { decodeCursor, encodeCursor, place } from '../../../platform/http/cursor.ts';
import { roleTitles } from '../grants/grant.view.ts';
import { type Names, namesOf } from '../registry-names.ts';

type Filter = Query<typeof route>;

interface HeldRole {
  role: string;
  organ: string | null;
  unit: string | null;
}

/** Accounts with their roles of today; what only account managers may know is null for anybody else. */
export function accountRows(ctx: Ctx) {
  const j = ctx.actor.jurisdictionId;
  const holds = within('g.from_day', 'g.to_day', ctx.today);
  return ctx.trx
    .selectFrom('account as a')
    .leftJoin('credential as c', (join) =>
      join.onRef('c.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('c.account_id', '=', 'a.id'),
    )
    .selectAll('a')
    .select([
      'c.locked_until as lockedUntil',
      'c.must_change as mustChange',
      'c.totp_confirmed_at as totpSince',
      sql<number>`(select count(*)::int from passkey p where p.jurisdiction_id = ${j} and p.account_id = a.id)`.as(
        'passkeys',
      ),
      sql<boolean>`exists (select from password_reset r where r.jurisdiction_id = ${j} and r.account_id = a.id
        and r.decided_at is null and r.expires_at > ${ctx.now})`.as('resetWaits'),
      sql<Date | null>`(select max(s.last_seen_at) from session s
        where s.jurisdiction_id = ${j} and s.account_id = a.id)`.as('lastSeenAt'),
      sql<
        HeldRole[]
      >`coalesce((select json_agg(json_build_object('role', g.role, 'organ', o.name, 'unit', g.unit_id)
          order by g.from_day, g.id)
        from role_grant g left join organ o on o.jurisdiction_id = g.jurisdiction_id and o.id = g.organ_id
        where g.jurisdiction_id = ${j} and g.account_id = a.id and ${holds}), '[]'::json)`.as('roles'),
    ])
    .where('a.jurisdiction_id', '=', j);
}

export type AccountRow = Awaited<ReturnType<ReturnType<typeof accountRows>['execute']>>[number];

export function summarise(ctx: Ctx, row: AccountRow, units: Names): AccountSummary {
  const seen = ctx.actor.settings.accounts === true;
  const title = roleTitles(ctx);
  const locked = row.lockedUntil !== null && row.lockedUntil > ctx.now;
  return {
    id: row.id,
    username: row.username,
    name: row.name,
    unit: row.unit_id ? { id: row.unit_id, name: units.get(row.unit_id) ?? '' } : null,
    closedAt: row.closed_at?.toISOString() ?? null,
    lockedUntil: locked ? row.lockedUntil!.toISOString() : null,
    initialPassword: seen ? (row.mustChange ?? false) : null,
    resetWaits: row.resetWaits,
    secondFactor: seen ? row.totpSince !== null || row.passkeys > 0 : null,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    roles: row.roles.map(({ role, organ, unit }) => ({
      role,
      title: title(role),
      place: organ ?? (unit ? (units.get(unit) ?? null) : null),
    })),
  };
}

export const unitsOf = (row: AccountRow): (string | null)[] => [
  row.unit_id,
  ...row.roles.map((role) => role.unit),
];

/** Accounts by user name. */
export async function listAccounts(ctx: Ctx, filter: Filter): Promise<Reply<typeof route>> {
  const after = decodeCursor(filter.cursor, z.object({ u: place.text }));
  let query = accountRows(ctx)
    .orderBy(sql`lower(a.username)`)
    .limit(filter.limit + 1);
  if (after) query = query.where(sql<boolean>`lower(a.username) > ${String(after.u)}`);
  if (filter.q) {
    const part = `%${filter.q
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where(sql<boolean>`(lower(a.username) like ${part} or lower(a.name) like ${part})`);
  }
  if (filter.state === 'closed') query = query.where('a.closed_at', 'is not', null);
  else if (filter.state) query = query.where('a.closed_at', 'is', null);
  if (filter.state === 'locked') query = query.where('c.locked_until', '>', ctx.now);
  if (filter.state === 'reset-waits')
    query =
      query.where(sql<boolean>`exists (select from password_reset r where r.jurisdiction_id = a.jurisdiction_id
      and r.account_id = a.id and r.decided_at is null and r.expires_at > ${ctx.now})`);
  if (filter.state === 'without-role') query = query.where(sql<boolean>`not ${holdsToday(ctx, {})}`);
  if (filter.organId || filter.role) query = query.where(holdsToday(ctx, filter));
  const rows = await query.execute();
  const shown = rows.slice(0, filter.limit);
  const last = shown.at(-1);
  const units = await namesOf(ctx, 'unit', shown.flatMap(unitsOf));
  return {
    items: shown.map((row) => summarise(ctx, row, units)),
    next: rows.length > filter.limit && last ? encodeCursor({ u: last.username.toLowerCase() }) : null,
  };
}

function holdsToday(ctx: Ctx, of: { organId?: string | undefined; role?: string | undefined }) {
  return sql<boolean>`exists (select from role_grant g
    where g.jurisdiction_id = ${ctx.actor.jurisdictionId} and g.account_id = a.id
      and ${within('g.from_day', 'g.to_day', ctx.today)}
      and (${of.organId ?? null}::uuid is null or g.organ_id = ${of.organId ?? null}::uuid)
      and (${of.role ?? null}::text is null or g.role = ${of.role ?? null}::text))`;
}
