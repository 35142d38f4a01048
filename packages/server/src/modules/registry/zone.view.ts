import type * as contract from '@plumbline/contract/registry-zones';
import type { Query } from '@plumbline/contract/route';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../../platform/context/context.ts';
import { found } from '../../platform/errors/app-error.ts';
import { decodeCursor, encodeCursor, place } from '../../platform/http/cursor.ts';
import { heldOn } from './dated.rules.ts';
import { pageOf } from './filters.ts';
import { allowedOnZone } from './zone.access.ts';
import { meetings, membersOf, presentZone, zones } from './zone.store.ts';

/** Zones and groups by their codes. */
export async function listZones(ctx: Ctx, filter: Query<typeof contract.listZones>) {
  let query = zones(ctx.trx, ctx.actor.jurisdictionId, ctx.today)
    .orderBy('z.code')
    .limit(filter.limit + 1);
  if (filter.kind) query = query.where('z.kind', '=', filter.kind);
  query = filter.closed
    ? query.where('z.active_to', '<', ctx.today)
    : query.where((eb) => eb.or([eb('z.active_to', 'is', null), eb('z.active_to', '>=', ctx.today)]));
  const cursor = decodeCursor(filter.cursor, z.object({ c: place.text }));
  if (cursor) query = query.where('z.code', '>', cursor.c);
  const { rows, next } = pageOf(await query.execute(), filter.limit, (row) => encodeCursor({ c: row.code }));
  const allowed = [
    ...(ctx.may('registry.write') ? ['create'] : []),
    ...(ctx.may('leading-group.write') ? ['create-leading-group'] : []),
  ];
  return { items: rows.map(presentZone), next, allowed };
}

/** One zone with members on a day and at other times. @throws 404 */
export async function describeZone(ctx: Ctx, id: string, on = ctx.today): Promise<contract.Zone> {
  const [zone, members] = await Promise.all([
    zones(ctx.trx, ctx.actor.jurisdictionId, on).where('z.id', '=', id).executeTakeFirst(),
    membersOf(ctx, id),
  ]);
  const row = found(zone);
  return {
    ...presentZone(row),
    on,
    current: members.filter((member) => heldOn(member, on)),
    past: members.filter((member) => !heldOn(member, on)),
    allowed: await allowedOnZone(ctx, row),
  };
}

/** Meetings of a zone, latest first. Whoever may not read its minutes gets an empty list. @throws 404 */
export async function listMeetings(ctx: Ctx, zoneId: string, filter: Query<typeof contract.listMeetings>) {
  let query = meetings(ctx.trx, ctx.actor.jurisdictionId, zoneId).limit(filter.limit + 1);
  const cursor = decodeCursor(filter.cursor, z.object({ d: place.day, i: place.id }));
  if (cursor) query = query.where(sql<boolean>`(g.held_on, g.id) < (${cursor.d}::date, ${cursor.i}::uuid)`);
  const [zone, all] = await Promise.all([
    ctx.trx
      .selectFrom('zone')
      .select(['id', 'kind', 'keeper_id', 'active_to'])
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('id', '=', zoneId)
      .executeTakeFirst(),
    query.execute(),
  ]);
  const row = found(zone);
  const { rows, next } = pageOf(all, filter.limit, (meeting) =>
    encodeCursor({ d: meeting.heldOn, i: meeting.id }),
  );
  return {
    items: rows,
    next,
    allowed: (await allowedOnZone(ctx, row)).filter((action) => action === 'record-meeting'),
  };
}
