import { createHash } from 'node:crypto';
import type { Pack } from '@plumbline/policy';

/**
 * The name under which those of an organ who hold a permission are named on a row: an id made of both, which no
 * account, unit, person, organ or zone has (UUID version 8).
 */
export const placeDesk = (permission: string, organId: string): string =>
  deskId('place', permission, organId);

export function deskId(kind: string, permission: string, organId: string): string {
  const hex = createHash('sha256').update(`${kind} ${permission} ${organId}`).digest('hex');
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

const asked = new WeakMap<object, ReadonlySet<string>>();

/** Permissions that places of organs ask for in the pack. */
export function placePermissions({
  procedures = {},
}: Partial<Pick<Pack, 'procedures'>>): ReadonlySet<string> {
  const known = asked.get(procedures);
  if (known) return known;
  const found = new Set(
    Object.values(procedures).flatMap(({ parties = {} }) =>
      Object.values(parties).flatMap(({ kinds, permission = [] }) =>
        kinds.includes('organ') ? permission : [],
      ),
    ),
  );
  asked.set(procedures, found);
  return found;
}

/** Desks of an account: of each organ in which it holds a role with such a permission. */
export function placeDesks(
  grants: readonly { role: string; organId: string | null }[],
  pack: Pack,
): string[] {
  const wanted = placePermissions(pack);
  if (wanted.size === 0) return [];
  const roles = new Map(pack.roles.map((role) => [role.code, role]));
  return grants.flatMap(({ role: code, organId }) => {
    const role = roles.get(code);
    if (!organId || !role || role.administrator || role.inUnit) return [];
    return role.permissions
      .filter((permission) => wanted.has(permission))
      .map((permission) => placeDesk(permission, organId));
  });
}
