import type { Written } from '@plumbline/contract/registry-common';
import type { MeetingChange, NewMeeting } from '@plumbline/contract/registry-zones';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import { found, invalid } from '../../platform/errors/app-error.ts';
import { columns, expectVersion, written } from './checks.ts';
import { needToKeep } from './zone.access.ts';
import type { MeetingRow } from './zone.store.ts';

/** Records a meeting of a zone or group. @throws 404, 403, 400 */
export async function createMeeting(ctx: Ctx, zoneId: string, input: NewMeeting): Promise<Written> {
  await needZone(ctx, zoneId);
  refuseFuture(ctx, input.heldOn);
  const id = newId(ctx.now.getTime());
  const row = {
    jurisdiction_id: ctx.actor.jurisdictionId,
    id,
    zone_id: zoneId,
    title: input.title,
    held_on: input.heldOn,
    attendees: input.attendees ?? [],
    minutes: input.minutes ?? '',
    account_id: ctx.actor.accountId,
  };
  ctx.send(ctx.trx.insertInto('zone_meeting').values(row));
  ctx.record({ type: 'zone-meeting.created', entity: 'zone-meeting', entityId: id, data: { after: row } });
  return written(id, 1);
}

/** Changes the record of a meeting; the ledger keeps what stood before. @throws 404, 403, 409, 400 */
export async function editMeeting(ctx: Ctx, id: string, change: MeetingChange): Promise<Written> {
  const before: MeetingRow = found(
    await ctx.trx
      .selectFrom('zone_meeting')
      .selectAll()
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst(),
  );
  await needZone(ctx, before.zone_id);
  expectVersion(before, change.version);
  if (change.heldOn) refuseFuture(ctx, change.heldOn);
  const set = columns(change, {
    title: 'title',
    heldOn: 'held_on',
    attendees: 'attendees',
    minutes: 'minutes',
  }) as Partial<MeetingRow>;
  const version = before.version + 1;
  await ctx.trx
    .updateTable('zone_meeting')
    .set({ ...set, version })
    .where('jurisdiction_id', '=', before.jurisdiction_id)
    .where('id', '=', id)
    .execute();
  ctx.record({
    type: 'zone-meeting.changed',
    entity: 'zone-meeting',
    entityId: id,
    data: { before, after: set, version },
  });
  return written(id, version);
}

async function needZone(ctx: Ctx, zoneId: string): Promise<void> {
  const zone = found(
    await ctx.trx
      .selectFrom('zone')
      .select(['id', 'kind', 'keeper_id'])
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('id', '=', zoneId)
      .executeTakeFirst(),
  );
  await needToKeep(ctx, zone);
}

function refuseFuture(ctx: Ctx, heldOn: string): void {
  if (heldOn > ctx.today) throw invalid({ pointer: '/heldOn', code: 'in-future' });
}
