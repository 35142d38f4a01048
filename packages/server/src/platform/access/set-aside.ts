import type { Pack } from '@plumbline/policy';
import type { Actor } from './actor.ts';
import { asideOf, deskId } from './place-desk.ts';

/**
 * The name under which an organ's matters are seen in a state that only holders of a permission see: an id made of
 * both, which no account, unit, person, organ or zone has (UUID version 8).
 */
export const asideDesk = (permission: string, organId: string): string =>
  deskId('aside', permission, organId);

/** The same actor for a request that asks for what is set aside; any other request does not see it. */
export function seeingAside(actor: Actor, pack: Pack): Actor {
  const desks = [...asideOf(pack)].flatMap((permission) =>
    [...(actor.permissions.get(permission) ?? [])].map((organ) => asideDesk(permission, organ)),
  );
  if (!desks.length) return actor;
  const { settings } = actor;
  return { ...actor, settings: { ...settings, principals: [...(settings.principals ?? []), ...desks] } };
}
