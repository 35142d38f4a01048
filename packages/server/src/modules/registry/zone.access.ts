import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { AppError } from '../../platform/errors/app-error.ts';

interface Kept {
  id: string;
  kind: string;
  keeper_id: string;
}

const permissionFor = (kind: string) => (kind === 'leading-group' ? 'leading-group.write' : 'registry.write');

/**
 * The organs that answer for a zone: the one under which it was set up, and its coordinating office. Zones open
 * what is shared with them, so nobody else lets anybody in.
 */
export async function keepersOf(ctx: Ctx, zone: Kept): Promise<string[]> {
  const roles = ctx.pack.zoneRoles.filter((role) => role.single && role.holder === 'organ');
  const rows = await ctx.trx
    .selectFrom('zone_member')
    .select('organ_id')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('zone_id', '=', zone.id)
    .where('organ_id', 'is not', null)
    .where('role', '=', sql<string>`any(${roles.map((role) => role.code)}::text[])`)
    .where((eb) => eb.or([eb('to_day', 'is', null), eb('to_day', '>=', ctx.today)]))
    .execute();
  return [...new Set([zone.keeper_id, ...rows.map((row) => row.organ_id!)])];
}

/** The leading group is kept by those who serve it; zones and joint groups by the registry of their keepers. */
async function mayKeep(ctx: Ctx, zone: Kept): Promise<boolean> {
  if (zone.kind === 'leading-group' || !ctx.may('registry.write')) return ctx.may(permissionFor(zone.kind));
  return (await keepersOf(ctx, zone)).every((organ) => ctx.may('registry.write', organ));
}

/** @throws 403 */
export const needToSetUp = (ctx: Ctx, kind: string): void => ctx.need(permissionFor(kind));

/** @throws 403 */
export async function needToKeep(ctx: Ctx, zone: Kept): Promise<void> {
  needToSetUp(ctx, zone.kind);
  if (await mayKeep(ctx, zone)) return;
  throw new AppError('forbidden', {
    params: { permission: permissionFor(zone.kind) },
    text: {
      zh: '协作区（工作组）由设立机关和牵头室管理，须由对其有登记权限的人员办理。',
      en: 'A zone or group is kept by the organ that set it up and its coordinating office: it takes somebody who keeps the registry for them.',
    },
  });
}

/** The organ under which somebody sets a zone up: the one they serve in, as far as it lets them. */
export function keeperFor(ctx: Ctx, kind: string): string {
  const permission = permissionFor(kind);
  const { organId, permissions } = ctx.actor;
  if (organId && ctx.may(permission, organId)) return organId;
  const [first] = permissions.get(permission) ?? [];
  if (first === undefined) throw new AppError('forbidden', { params: { permission } });
  return first;
}

export async function allowedOnZone(ctx: Ctx, zone: Kept & { active_to: string | null }): Promise<string[]> {
  if (!(await mayKeep(ctx, zone))) return [];
  return zone.active_to === null ? ['edit', 'close', 'add-member', 'record-meeting'] : ['record-meeting'];
}
