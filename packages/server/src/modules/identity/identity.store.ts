import type { ActorFacts, GrantRow, OrganNode, ReachRow, ZoneRow } from '../../platform/access/actor.ts';
import type { Trx } from '../../platform/db/database.ts';
import { within } from '../../platform/db/sql.ts';

export interface FoundSession {
  id: string;
  jurisdictionId: number;
  accountId: string;
  expiresAt: Date;
  lastSeenAt: Date | null;
  kind: 'session' | 'token';
  method: string;
}

/** The live session or API token behind a digest; the transaction knows nothing but that digest. */
export async function findSession(trx: Trx, digest: string): Promise<FoundSession | undefined> {
  const [session, token] = await Promise.all([
    trx
      .selectFrom('session')
      .select(['id', 'jurisdiction_id', 'account_id', 'expires_at', 'last_seen_at', 'method'])
      .where('token_hash', '=', digest)
      .where('revoked_at', 'is', null)
      .executeTakeFirst(),
    trx
      .selectFrom('api_token')
      .select(['id', 'jurisdiction_id', 'account_id', 'expires_at', 'last_used_at'])
      .where('token_hash', '=', digest)
      .where('revoked_at', 'is', null)
      .executeTakeFirst(),
  ]);
  if (session) {
    return {
      id: session.id,
      jurisdictionId: session.jurisdiction_id,
      accountId: session.account_id,
      expiresAt: session.expires_at,
      lastSeenAt: session.last_seen_at,
      kind: 'session',
      method: session.method,
    };
  }
  if (!token) return undefined;
  return {
    id: token.id,
    jurisdictionId: token.jurisdiction_id,
    accountId: token.account_id,
    expiresAt: token.expires_at,
    lastSeenAt: token.last_used_at,
    kind: 'token',
    method: 'token',
  };
}

/** All that access needs to know of an account on `today`; undefined when the account is closed or gone. */
export async function findActorFacts(
  trx: Trx,
  session: Pick<FoundSession, 'id' | 'jurisdictionId' | 'accountId'>,
  today: string,
): Promise<ActorFacts | undefined> {
  const j = session.jurisdictionId;
  const [account, credential, grants, organs, reaches, zones] = await Promise.all([
    trx
      .selectFrom('account')
      .selectAll()
      .where('jurisdiction_id', '=', j)
      .where('id', '=', session.accountId)
      .executeTakeFirst(),
    trx
      .selectFrom('credential')
      .select('must_change')
      .where('jurisdiction_id', '=', j)
      .where('account_id', '=', session.accountId)
      .executeTakeFirst(),
    listGrants(trx, j, session.accountId, today),
    listOrganNodes(trx, j),
    listReaches(trx, j, today),
    listZones(trx, j, today),
  ]);
  if (!account || account.closed_at) return undefined;
  return {
    jurisdictionId: j,
    accountId: account.id,
    sessionId: session.id,
    name: account.name,
    locale: account.locale as 'zh' | 'en',
    personId: account.person_id,
    unitId: account.unit_id,
    mustChangePassword: credential?.must_change ?? false,
    grants,
    organs,
    reaches,
    zones,
  };
}

function listGrants(trx: Trx, j: number, accountId: string, today: string): Promise<GrantRow[]> {
  return trx
    .selectFrom('role_grant')
    .select(['role', 'organ_id as organId'])
    .where('jurisdiction_id', '=', j)
    .where('account_id', '=', accountId)
    .where(within('from_day', 'to_day', today))
    .orderBy('from_day')
    .orderBy('id')
    .execute();
}

export function listOrganNodes(trx: Trx, j: number): Promise<OrganNode[]> {
  return trx
    .selectFrom('organ')
    .select(['id', 'parent_id as parentId'])
    .where('jurisdiction_id', '=', j)
    .execute();
}

function listReaches(trx: Trx, j: number, today: string): Promise<ReachRow[]> {
  return trx
    .selectFrom('organ_reach')
    .select([
      'organ_id as organId',
      'over_organ_id as overOrganId',
      'includes_below as includesBelow',
      'clue_room as clueRoom',
    ])
    .where('jurisdiction_id', '=', j)
    .where(within('from_day', 'to_day', today))
    .execute();
}

function listZones(trx: Trx, j: number, today: string): Promise<ZoneRow[]> {
  return trx
    .selectFrom('zone_member as m')
    .innerJoin('zone as z', (join) =>
      join.onRef('z.jurisdiction_id', '=', 'm.jurisdiction_id').onRef('z.id', '=', 'm.zone_id'),
    )
    .select(['m.zone_id as zoneId', 'm.organ_id as organId'])
    .where('m.jurisdiction_id', '=', j)
    .where('m.organ_id', 'is not', null)
    .where(within('m.from_day', 'm.to_day', today))
    .where(within('z.active_from', 'z.active_to', today))
    .$narrowType<{ organId: string }>()
    .execute();
}
