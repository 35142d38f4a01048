import type { RoleGrant } from '@plumbline/contract/identity';
import { pick } from '@plumbline/policy';
import type { Ctx } from '../../../platform/context/context.ts';
import { stateOn } from '../ranges.ts';
import { namesOf } from '../registry-names.ts';
import type { GrantRow } from './grant.store.ts';

/** Titles of the pack's roles in the caller's language; a role that the pack no longer has shows its code. */
export function roleTitles(ctx: Ctx): (role: string) => string {
  const titles = new Map(ctx.pack.roles.map((role) => [role.code, pick(role.title, ctx.locale)]));
  return (role) => titles.get(role) ?? role;
}

export async function describeGrants(ctx: Ctx, rows: readonly GrantRow[]): Promise<RoleGrant[]> {
  const title = roleTitles(ctx);
  const units = await namesOf(
    ctx,
    'unit',
    rows.map((row) => row.unitId),
  );
  const administrators = new Set(
    ctx.pack.roles.filter((role) => role.administrator).map((role) => role.code),
  );
  const mayEnd = ctx.may('grant.manage');
  return rows.map((row) => {
    const state = stateOn(row, ctx.today);
    return {
      id: row.id,
      accountId: row.accountId,
      username: row.username,
      name: row.name,
      role: row.role,
      roleTitle: title(row.role),
      administrator: administrators.has(row.role),
      organ: row.organId ? { id: row.organId, name: row.organName ?? '' } : null,
      unit: row.unitId ? { id: row.unitId, name: units.get(row.unitId) ?? '' } : null,
      from: row.from,
      to: row.to,
      basis: row.basis,
      grantedBy: row.grantedBy,
      endedBy: row.endedBy,
      endedAt: row.endedAt?.toISOString() ?? null,
      state,
      version: row.version,
      allowed: mayEnd && state !== 'past' ? ['end'] : [],
    };
  });
}
