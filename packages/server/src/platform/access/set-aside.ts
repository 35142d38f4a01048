import { createHash } from 'node:crypto';
import type { Pack } from '@plumbline/policy';
import type { Actor } from './actor.ts';

/**
 * The name under which an organ's matters are seen in a state that only holders of a permission see: an id made of
 * both, which no account, unit, person, organ or zone has (UUID version 8).
 */
export function asideDesk(permission: string, organId: string): string {
  const hex = createHash('sha256').update(`aside ${permission} ${organId}`).digest('hex');
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** Permissions by which the pack lets matters be seen that are set aside. */
const asidePermissions = (pack: Pack): string[] => [
  ...new Set(
    Object.values(pack.procedures).flatMap(({ states }) =>
      Object.values(states).flatMap(({ seenBy }) => seenBy ?? []),
    ),
  ),
];

/** The same actor for a request that asks for what is set aside; any other request does not see it. */
export function seeingAside(actor: Actor, pack: Pack): Actor {
  const desks = asidePermissions(pack).flatMap((permission) =>
    [...(actor.permissions.get(permission) ?? [])].map((organ) => asideDesk(permission, organ)),
  );
  if (!desks.length) return actor;
  const { settings } = actor;
  return { ...actor, settings: { ...settings, principals: [...(settings.principals ?? []), ...desks] } };
}
