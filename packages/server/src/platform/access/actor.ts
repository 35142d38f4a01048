import type { Pack } from '@plumbline/policy';
import type { DbSettings } from '../db/settings.ts';
import { nearRelations } from './near-kin.ts';
import { placeDesks } from './place-desk.ts';

/** One organ as access needs it. */
export interface OrganNode {
  id: string;
  parentId: string | null;
}

export interface GrantRow {
  role: string;
  /** Null for a role that is held in a supervised unit. */
  organId: string | null;
}

export interface ReachRow {
  organId: string;
  overOrganId: string;
  includesBelow: boolean;
  clueRoom: boolean;
}

export interface ZoneRow {
  zoneId: string;
  organId: string;
}

/** Everything that access needs to know of one account on one day. */
export interface ActorFacts {
  jurisdictionId: number;
  accountId: string;
  sessionId: string;
  name: string;
  locale: 'zh' | 'en';
  personId: string | null;
  unitId: string | null;
  mustChangePassword: boolean;
  /** Roles in force today. */
  grants: readonly GrantRow[];
  organs: readonly OrganNode[];
  /** Granted reaches in force today. */
  reaches: readonly ReachRow[];
  /** Zones with the organs that belong to them today. */
  zones: readonly ZoneRow[];
}

/** Who acts: what it may do where, and what row-level security is told of it. */
export interface Actor extends Omit<ActorFacts, 'organs' | 'reaches' | 'zones'> {
  /** Permission code → the organs (and all below) in which it is held. */
  readonly permissions: ReadonlyMap<string, ReadonlySet<string>>;
  /** Own organs and all below them, whatever the role. */
  readonly organs: ReadonlySet<string>;
  /** Permissions of roles that are held in a supervised unit. */
  readonly unitPermissions: ReadonlySet<string>;
  /** The unit whose tasks and follow-ups are the actor's: that of a role which speaks for it. */
  readonly speaksFor: string | null;
  /** The organ under which acts are recorded: that of the first role. */
  readonly organId: string | null;
  readonly settings: DbSettings;
}

/** Organs by parent, to walk down the tree. */
function childrenOf(organs: readonly OrganNode[]): Map<string, string[]> {
  const children = new Map<string, string[]>();
  for (const organ of organs) {
    if (!organ.parentId) continue;
    const list = children.get(organ.parentId);
    if (list) list.push(organ.id);
    else children.set(organ.parentId, [organ.id]);
  }
  return children;
}

function addBelow(into: Set<string>, organId: string, children: Map<string, string[]>): void {
  if (into.has(organId)) return;
  into.add(organId);
  for (const child of children.get(organId) ?? []) addBelow(into, child, children);
}

/**
 * Derives the actor from its facts and the roles of the pack. Pure.
 *
 * A role's permissions hold in its organ and everything below. Its sight (reach) is wider: what another
 * organ keeps may be granted to the organ for a time. Roles that the pack marks as administrators give no
 * reach at all, and the clue room opens only to roles that the pack lets in.
 */
export function actorOf(facts: ActorFacts, pack: Pack): Actor {
  const { organs, reaches, zones, ...identity } = facts;
  const children = childrenOf(organs);
  const roles = new Map(pack.roles.map((role) => [role.code, role]));
  const permissions = new Map<string, Set<string>>();
  const reach = new Set<string>();
  const rooms = new Set<string>();
  const own = new Set<string>();
  /** Organs in which a role is held directly: a row or notice may name the organ itself. */
  const desks = new Set<string>();
  const unitPermissions = new Set<string>();
  let clearance = 0;
  let speaksFor: string | null = null;
  for (const grant of facts.grants) {
    const role = roles.get(grant.role);
    if (!role) continue;
    clearance = Math.max(clearance, role.clearance);
    if (role.speaksForUnit) speaksFor = facts.unitId;
    const here = new Set<string>();
    if (grant.organId) addBelow(here, grant.organId, children);
    for (const id of here) own.add(id);
    for (const permission of role.permissions) {
      if (role.inUnit) unitPermissions.add(permission);
      const held = permissions.get(permission);
      if (held) for (const id of here) held.add(id);
      else permissions.set(permission, new Set(here));
    }
    if (role.administrator || role.inUnit) continue;
    if (grant.organId) desks.add(grant.organId);
    for (const id of here) reach.add(id);
    if (role.clueRoom) for (const id of here) rooms.add(id);
    for (const granted of reaches) {
      if (!here.has(granted.organId)) continue;
      const over = new Set<string>();
      if (granted.includesBelow) addBelow(over, granted.overOrganId, children);
      else over.add(granted.overOrganId);
      for (const id of over) reach.add(id);
      if (role.clueRoom && granted.clueRoom) for (const id of over) rooms.add(id);
    }
  }
  // What a unit is asked is for who speaks for it, not for everybody who serves there.
  // Whoever holds no role any more has no place in anything either.
  const serves = facts.grants.some((grant) => roles.has(grant.role));
  const named = serves ? [facts.accountId, speaksFor, facts.personId].filter((id) => id !== null) : [];
  // What is shared with a zone is shared with its members' people.
  const joined = zones.filter((zone) => reach.has(zone.organId) && own.has(zone.organId));
  const principals = [
    ...new Set([
      ...named,
      ...desks,
      ...joined.map((zone) => zone.zoneId),
      ...placeDesks(facts.accountId, facts.grants, pack),
    ]),
  ];
  return {
    ...identity,
    permissions,
    organs: own,
    unitPermissions,
    speaksFor,
    organId: facts.grants.find((grant) => grant.organId)?.organId ?? null,
    settings: {
      jurisdiction: facts.jurisdictionId,
      account: facts.accountId,
      person: facts.personId,
      unit: facts.unitId,
      near: facts.personId ? nearRelations(pack) : [],
      clearance,
      reach: [...reach],
      rooms: [...rooms],
      principals,
      registry: permissions.has('registry.read'),
      ledger: permissions.has('ledger.read'),
      accounts:
        permissions.has('account.manage') ||
        permissions.has('grant.manage') ||
        permissions.has('session.revoke'),
    },
  };
}

/** Whether the actor holds the permission: anywhere, or for one organ's affairs. */
export function may(actor: Actor, permission: string, organId?: string): boolean {
  const held = actor.permissions.get(permission);
  return held !== undefined && (organId === undefined || held.has(organId));
}
