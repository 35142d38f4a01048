import type { Written } from '@plumbline/contract/registry-common';
import type { NewZone, NewZoneMember, ZoneChange } from '@plumbline/contract/registry-zones';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import { AppError, found, invalid, wrongState } from '../../platform/errors/app-error.ts';
import { notify } from '../../platform/notices/notify.ts';
import { identityChanged } from '../identity/index.ts';
import { columns, expectVersion, Faults, warning, written } from './checks.ts';
import { addRelation, correctRelation, endRelation } from './dated-relation.ts';
import { zoneMemberKind } from './relation-kinds.ts';
import { allowedOnZone, keeperFor, keepersOf, needToKeep, needToSetUp } from './zone.access.ts';
import { lockZone, type ZoneRow } from './zone.store.ts';

/**
 * Sets up a zone or group. The organs of the kinds that the pack names for a role of such a group become its
 * members at once; others are added by hand. @throws 403, 409 `duplicate` when the code is taken
 */
export async function createZone(ctx: Ctx, input: NewZone): Promise<Written> {
  needToSetUp(ctx, input.kind);
  const j = ctx.actor.jurisdictionId;
  const id = newId(ctx.now.getTime());
  const row = {
    jurisdiction_id: j,
    id,
    kind: input.kind,
    code: input.code,
    name: input.name,
    name_en: input.nameEn ?? null,
    active_from: input.activeFrom,
    keeper_id: keeperFor(ctx, input.kind),
  };
  const [inserted, organs] = await Promise.all([
    ctx.trx
      .insertInto('zone')
      .values(row)
      .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'code']).doNothing())
      .returning('id')
      .executeTakeFirst(),
    ctx.trx
      .selectFrom('organ')
      .select(['id', 'kind'])
      .where('jurisdiction_id', '=', j)
      .where((eb) => eb.or([eb('active_to', 'is', null), eb('active_to', '>=', input.activeFrom)]))
      .orderBy('active_from')
      .orderBy('id')
      .execute(),
  ]);
  if (!inserted) throw new AppError('duplicate', { params: { detail: 'zone-code-taken' } });
  ctx.record({ type: 'zone.created', entity: 'zone', entityId: id, data: { after: row } });
  const roles = ctx.pack.zoneRoles.filter((role) => role.groups.includes(input.kind));
  for (const role of roles) {
    const seeds = organs.filter((organ) => role.seededFrom.includes(organ.kind));
    for (const organ of role.single ? seeds.slice(0, 1) : seeds) {
      await addRelation(
        ctx,
        zoneMemberKind,
        memberRow(id, { role: role.code, from: input.activeFrom }, { organ_id: organ.id }),
        false,
      );
    }
  }
  const missing = roles
    .flatMap((role) => role.seededFrom)
    .filter((kind) => !organs.some((organ) => organ.kind === kind));
  const titles = missing.map(
    (kind) => ctx.pack.organKinds.find((entry) => entry.code === kind)?.title[ctx.locale] ?? kind,
  );
  return written(id, 1, missing.length ? [warning(ctx, 'bodies-missing', { kinds: titles })] : []);
}

/** @throws 404, 403, 409 */
export async function editZone(ctx: Ctx, id: string, change: ZoneChange): Promise<Written> {
  const zone = await openZone(ctx, id);
  expectVersion(zone, change.version);
  const set = columns(change, {
    name: 'name',
    nameEn: 'name_en',
    activeFrom: 'active_from',
  }) as Partial<ZoneRow>;
  return written(id, await updateZone(ctx, zone, set, 'zone.changed'));
}

/** Closes a zone; the memberships that still hold end with it. @throws 404, 403, 409, 400 */
export async function closeZone(
  ctx: Ctx,
  id: string,
  input: { version: number; on: string },
): Promise<Written> {
  const zone = await openZone(ctx, id);
  expectVersion(zone, input.version);
  const members = await ctx.trx
    .selectFrom('zone_member')
    .selectAll()
    .where('jurisdiction_id', '=', zone.jurisdiction_id)
    .where('zone_id', '=', id)
    .where((eb) => eb.or([eb('to_day', 'is', null), eb('to_day', '>', input.on)]))
    .execute();
  if (input.on < zone.active_from || members.some((member) => member.from_day > input.on))
    throw invalid({ pointer: '/on', code: 'end-before-start' });
  const before = await keepersOf(ctx, zone);
  for (const member of members)
    await endRelation(ctx, zoneMemberKind, member.id, { version: member.version, on: input.on });
  if (members.length) await tellKeepers(ctx, zone, before);
  return written(id, await updateZone(ctx, zone, { active_to: input.on }, 'zone.closed'));
}

/** Adds a member under a role of the pack. @throws 404, 403, 409 when closed, 400 */
export async function addZoneMember(ctx: Ctx, zoneId: string, input: NewZoneMember): Promise<Written> {
  const zone = await openZone(ctx, zoneId);
  const role = ctx.pack.zoneRoles.find((entry) => entry.code === input.role);
  const faults = new Faults();
  if (!role?.groups.includes(zone.kind as never)) faults.add('/role', 'unknown-code', { value: input.role });
  if (input.from < zone.active_from) faults.add('/from', 'before-group');
  faults.refuse();
  const table = role?.holder === 'person' ? 'account' : (role?.holder ?? 'organ');
  const holder = await ctx.trx
    .selectFrom(table as 'organ')
    .select('id')
    .where('jurisdiction_id', '=', zone.jurisdiction_id)
    .where('id', '=', input.holderId)
    .executeTakeFirst();
  if (!holder) throw invalid({ pointer: '/holderId', code: 'unknown-reference' });
  const before = await keepersOf(ctx, zone);
  const done = await addRelation(
    ctx,
    zoneMemberKind,
    memberRow(zoneId, input, { [`${table}_id`]: input.holderId }),
    input.endPrevious,
  );
  await tellKeepers(ctx, zone, before);
  return done;
}

/** @throws 404, 403, 409, 400 */
export async function correctZoneMember(
  ctx: Ctx,
  id: string,
  input: { version: number; from: string; to: string | null },
): Promise<Written> {
  const zone = await openZoneOf(ctx, id);
  const before = await keepersOf(ctx, zone);
  const done = await correctRelation(ctx, zoneMemberKind, id, input);
  await tellKeepers(ctx, zone, before);
  return done;
}

/** @throws 404, 403, 409, 400 */
export async function endZoneMember(
  ctx: Ctx,
  id: string,
  input: { version: number; on: string },
): Promise<Written> {
  const zone = await openZoneOf(ctx, id);
  const before = await keepersOf(ctx, zone);
  const done = await endRelation(ctx, zoneMemberKind, id, input);
  await tellKeepers(ctx, zone, before);
  return done;
}

const memberRow = (
  zoneId: string,
  input: { role: string; from: string; to?: string | null | undefined },
  holder: { organ_id?: string; unit_id?: string; account_id?: string },
) => ({
  zone_id: zoneId,
  role: input.role,
  organ_id: null,
  unit_id: null,
  account_id: null,
  from_day: input.from,
  to_day: input.to ?? null,
  ...holder,
});

/** The zone, locked, open and the caller's to keep. @throws 404, 403, 409 */
async function openZone(ctx: Ctx, id: string): Promise<ZoneRow> {
  const zone = found(await lockZone(ctx, id));
  await needToKeep(ctx, zone);
  if (zone.active_to !== null) throw wrongState(await allowedOnZone(ctx, zone));
  return zone;
}

async function openZoneOf(ctx: Ctx, memberId: string): Promise<ZoneRow> {
  const member = found(
    await ctx.trx
      .selectFrom('zone_member')
      .select('zone_id')
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('id', '=', memberId)
      .executeTakeFirst(),
  );
  return openZone(ctx, member.zone_id);
}

/** Who belongs to a zone reads what is shared with it: the desks that keep it hear of every change. */
async function tellKeepers(ctx: Ctx, zone: ZoneRow, before: readonly string[]): Promise<void> {
  notify(ctx, {
    to: [...before, ...(await keepersOf(ctx, zone))],
    kind: 'zone.members-changed',
    link: `/zones/${zone.id}`,
  });
}

async function updateZone(ctx: Ctx, before: ZoneRow, set: Partial<ZoneRow>, type: string): Promise<number> {
  const version = before.version + 1;
  await ctx.trx
    .updateTable('zone')
    .set({ ...set, version })
    .where('jurisdiction_id', '=', before.jurisdiction_id)
    .where('id', '=', before.id)
    .execute();
  identityChanged(ctx);
  ctx.record({ type, entity: 'zone', entityId: before.id, data: { before, after: set, version } });
  return version;
}
