import type { Ctx } from '../../platform/context/context.ts';

type Kind = { kind: string };

/** The leading group is kept by those who serve it; zones and joint groups by those who keep the registry. */
export const mayKeep = (ctx: Ctx, zone: Kind): boolean =>
  zone.kind === 'leading-group' ? ctx.may('leading-group.write') : ctx.may('registry.write');

/** @throws 403 */
export const needToKeep = (ctx: Ctx, zone: Kind): void =>
  ctx.need(zone.kind === 'leading-group' ? 'leading-group.write' : 'registry.write');

export const allowedOnZone = (ctx: Ctx, zone: Kind & { active_to: string | null }): string[] => {
  if (!mayKeep(ctx, zone)) return [];
  return zone.active_to === null ? ['edit', 'close', 'add-member', 'record-meeting'] : ['record-meeting'];
};
