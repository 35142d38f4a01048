import type { Pack } from '@plumbline/policy';
import type { ErrorCode } from '../../../platform/errors/codes.ts';
import { firstGap, overlap, type Range } from '../ranges.ts';

/** A role of the pack as the rules of granting see it. */
export interface RoleFacts {
  code: string;
  administrator: boolean;
  exclusiveGroup: string | null;
  organKinds: readonly string[];
  inUnit: boolean;
  /** Gives sight of supervisory content. */
  content: boolean;
  /** May grant roles. */
  grants: boolean;
}

export function roleFacts(pack: Pack): Map<string, RoleFacts> {
  const content = new Set(pack.permissions.filter((entry) => entry.content).map((entry) => entry.code));
  return new Map(
    pack.roles.map((role) => [
      role.code,
      {
        code: role.code,
        administrator: role.administrator,
        exclusiveGroup: role.exclusiveGroup ?? null,
        organKinds: role.organKinds,
        inUnit: role.inUnit,
        content: role.permissions.some((permission) => content.has(permission)),
        grants: role.permissions.includes('grant.manage'),
      },
    ]),
  );
}

/** A role held, held before or to be held. */
export interface Held extends Range {
  accountId: string;
  role: string;
  organId: string | null;
  unitId: string | null;
}

export interface Conflict {
  code: Extract<ErrorCode, 'exclusive-role' | 'administrator-with-content' | 'duplicate'>;
  with: Held;
}

/**
 * What forbids `wanted` beside the roles of the same person (`held`, of all the person's accounts): two roles
 * of one exclusive group, an administrator beside a role with content, the same role in the same place twice.
 * Only days on which both would hold count.
 */
export function conflictOf(
  wanted: Held,
  held: readonly Held[],
  roles: ReadonlyMap<string, RoleFacts>,
): Conflict | undefined {
  const role = roles.get(wanted.role);
  for (const other of held) {
    const its = roles.get(other.role);
    if (!role || !its || !overlap(wanted, other)) continue;
    if (role.exclusiveGroup !== null && role.code !== its.code && role.exclusiveGroup === its.exclusiveGroup)
      return { code: 'exclusive-role', with: other };
    if ((role.administrator && its.content) || (its.administrator && role.content))
      return { code: 'administrator-with-content', with: other };
    if (
      role.code === its.code &&
      wanted.accountId === other.accountId &&
      wanted.organId === other.organId &&
      wanted.unitId === other.unitId
    )
      return { code: 'duplicate', with: other };
  }
  return undefined;
}

/** Where a role is to be held. */
export interface Place {
  organ: { kind: string; activeFrom: string; activeTo: string | null } | null;
  unit: { id: string } | null;
  /** The unit for which the account speaks. */
  accountUnitId: string | null;
}

export interface PlaceFault {
  pointer: '/role' | '/organId' | '/unitId' | '/from' | '/to';
  code: string;
}

/** What is wrong with the place and the days of a grant; every fault at once. */
export function placeFaults(role: RoleFacts | undefined, place: Place, days: Range): PlaceFault[] {
  if (!role) return [{ pointer: '/role', code: 'unknown-code' }];
  const faults: PlaceFault[] = [];
  if (days.to !== null && days.to < days.from) faults.push({ pointer: '/to', code: 'ends-before-it-begins' });
  if (role.inUnit) {
    if (place.organ) faults.push({ pointer: '/organId', code: 'role-held-in-unit' });
    if (!place.unit) faults.push({ pointer: '/unitId', code: 'role-held-in-unit' });
    else if (place.unit.id !== place.accountUnitId)
      faults.push({ pointer: '/unitId', code: 'unit-of-account' });
    return faults;
  }
  if (place.unit) faults.push({ pointer: '/unitId', code: 'role-held-in-organ' });
  if (!place.organ) return [...faults, { pointer: '/organId', code: 'role-held-in-organ' }];
  if (!role.organKinds.includes(place.organ.kind))
    faults.push({ pointer: '/organId', code: 'role-not-in-this-organ' });
  if (days.from < place.organ.activeFrom) faults.push({ pointer: '/from', code: 'organ-not-open' });
  if (place.organ.activeTo !== null && (days.to === null || days.to > place.organ.activeTo))
    faults.push({ pointer: '/to', code: 'organ-closes' });
  return faults;
}

/**
 * Whether a change would leave a day, from today on, on which nobody can grant roles, that was covered
 * before. `before` and `after`: the granting roles of all open accounts.
 */
export function leavesNobody(before: readonly Range[], after: readonly Range[], today: string): boolean {
  const gap = firstGap(after, today);
  if (gap === null) return false;
  const known = firstGap(before, today);
  return known === null || gap < known;
}
