import type { ZoneKind, ZoneMeeting, ZoneMember, ZoneSummary } from '@plumbline/contract/registry-zones';
import { type Selectable, sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import type { Trx } from '../../platform/db/database.ts';
import type { Zone, ZoneMeeting as ZoneMeetingTable } from '../../platform/db/schema.gen.ts';

export type ZoneRow = Selectable<Zone>;
export type MeetingRow = Selectable<ZoneMeetingTable>;

/** Zones with the number of their members on a day. */
export const zones = (trx: Trx, j: number, day: string) =>
  trx
    .selectFrom('zone as z')
    .selectAll('z')
    .select(
      sql<number>`(select count(*)::int from zone_member m where m.jurisdiction_id = ${j} and m.zone_id = z.id
        and m.from_day <= ${day}::date and (m.to_day is null or m.to_day >= ${day}::date))`.as('members'),
    )
    .where('z.jurisdiction_id', '=', j);

export const presentZone = (row: ZoneRow & { members: number }): ZoneSummary => ({
  id: row.id,
  kind: row.kind as ZoneKind,
  code: row.code,
  name: row.name,
  nameEn: row.name_en,
  activeFrom: row.active_from,
  activeTo: row.active_to,
  members: row.members,
  version: row.version,
});

/** Everybody who is or was a member, roles as the pack orders them. */
export async function membersOf(ctx: Ctx, zoneId: string): Promise<ZoneMember[]> {
  const rows = await ctx.trx
    .selectFrom('zone_member as m')
    .leftJoin('organ as o', (join) =>
      join.onRef('o.jurisdiction_id', '=', 'm.jurisdiction_id').onRef('o.id', '=', 'm.organ_id'),
    )
    .leftJoin('unit as u', (join) =>
      join.onRef('u.jurisdiction_id', '=', 'm.jurisdiction_id').onRef('u.id', '=', 'm.unit_id'),
    )
    .leftJoin('account as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'm.jurisdiction_id').onRef('a.id', '=', 'm.account_id'),
    )
    .select([
      'm.id',
      'm.role',
      'm.organ_id',
      'm.unit_id',
      'm.account_id',
      'o.name as organName',
      'o.kind as organKind',
      'u.name as unitName',
      'a.name as accountName',
      'm.from_day as from',
      'm.to_day as to',
      'm.version',
    ])
    .where('m.jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('m.zone_id', '=', zoneId)
    .orderBy('m.from_day')
    .orderBy('m.id')
    .execute();
  const order = ctx.pack.zoneRoles.map((role) => role.code);
  return rows
    .map((row) => ({
      id: row.id,
      role: row.role,
      holder: row.organ_id ? ('organ' as const) : row.unit_id ? ('unit' as const) : ('account' as const),
      holderId: row.organ_id ?? row.unit_id ?? row.account_id ?? '',
      name: row.organName ?? row.unitName ?? row.accountName,
      organKind: row.organKind,
      from: row.from,
      to: row.to,
      version: row.version,
    }))
    .sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
}

export const meetings = (trx: Trx, j: number, zoneId: string) =>
  trx
    .selectFrom('zone_meeting as g')
    .innerJoin('account as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'g.jurisdiction_id').onRef('a.id', '=', 'g.account_id'),
    )
    .select([
      'g.id',
      'g.title',
      'g.held_on as heldOn',
      'g.attendees',
      'g.minutes',
      'a.name as author',
      'g.version',
    ])
    .where('g.jurisdiction_id', '=', j)
    .where('g.zone_id', '=', zoneId)
    .orderBy('g.held_on', 'desc')
    .orderBy('g.id', 'desc') satisfies { execute(): Promise<ZoneMeeting[]> };

export const lockZone = (ctx: Ctx, id: string): Promise<ZoneRow | undefined> =>
  ctx.trx
    .selectFrom('zone')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
