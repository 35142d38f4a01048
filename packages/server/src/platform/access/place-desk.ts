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

/** The name of an account while it holds a permission, in whichever organ: by it an account is named that has a place. */
export const accountDesk = (permission: string, accountId: string): string =>
  deskId('account', permission, accountId);

/** The name of an account while it may decide on requests: by it whoever decided on a matter is named. */
export const deciderDesk = (accountId: string): string => deskId('decider', '', accountId);

/** Permissions by which somebody is named on a row, as a version of a pack asks for them. */
export interface Asked {
  /** Permissions that places of organs ask for. */
  organs: ReadonlySet<string>;
  /** Permissions that places of accounts ask for. */
  accounts: ReadonlySet<string>;
  /** Permissions to decide on requests. */
  seats: ReadonlySet<string>;
  /** Permissions by which matters are seen that are set aside. */
  aside: ReadonlySet<string>;
}

/** What of a pack says who is named on a row. */
export type Rules = Partial<Pick<Pack, 'procedures' | 'authorities'>>;
const asked = new WeakMap<object, Asked>();

/**
 * Running matters keep the rules of the version under which they began: whoever has a place by an earlier one is still
 * named by what that asked for.
 */
export function askAlso(pack: Pack, earlier: readonly Asked[]): void {
  const all = [askedBy(pack), ...earlier];
  const union = (which: keyof Asked) => new Set(all.flatMap((one) => [...one[which]]));
  asked.set(pack.procedures, {
    organs: union('organs'),
    accounts: union('accounts'),
    seats: union('seats'),
    aside: union('aside'),
  });
}

/** Permissions by which matters are seen that are set aside, in this and in earlier versions. */
export const asideOf = (pack: Pack): ReadonlySet<string> => askedBy(pack).aside;

/** Permissions that the procedures and authorities of a pack ask for. */
export function askedBy({ procedures = {}, authorities = [] }: Rules): Asked {
  const known = asked.get(procedures);
  if (known) return known;
  const all = Object.values(procedures);
  const parties = all.flatMap(({ parties = {} }) => Object.values(parties));
  const of = (kind: 'organ' | 'account') =>
    parties.flatMap(({ kinds, permission = [] }) => (kinds.includes(kind) ? permission : []));
  const seats = authorities.flatMap(({ rows }) =>
    rows.flatMap(({ chain }) => chain.flatMap((step) => step.all.map((seat) => seat.permission))),
  );
  const found: Asked = {
    organs: new Set(of('organ')),
    accounts: new Set(of('account')),
    seats: new Set(seats),
    aside: new Set(
      all.flatMap(({ states = {} }) => Object.values(states).flatMap(({ seenBy }) => seenBy ?? [])),
    ),
  };
  asked.set(procedures, found);
  return found;
}

/**
 * Desks of an account: of each organ in which it holds a role with a permission that places of organs ask for, and those
 * that stand for the account itself while it holds what its own places ask for.
 */
export function placeDesks(
  accountId: string,
  grants: readonly { role: string; organId: string | null }[],
  pack: Pack,
): string[] {
  const wanted = askedBy(pack);
  const roles = new Map(pack.roles.map((role) => [role.code, role]));
  return grants.flatMap(({ role: code, organId }) => {
    const role = roles.get(code);
    if (!organId || !role || role.administrator || role.inUnit) return [];
    return role.permissions.flatMap((permission) => [
      ...(wanted.organs.has(permission) || wanted.seats.has(permission)
        ? [placeDesk(permission, organId)]
        : []),
      ...(wanted.accounts.has(permission) ? [accountDesk(permission, accountId)] : []),
      ...(wanted.seats.has(permission) ? [deciderDesk(accountId)] : []),
    ]);
  });
}
