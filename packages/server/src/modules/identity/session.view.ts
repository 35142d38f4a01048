import type { Session } from '@plumbline/contract/session';
import type { Ctx } from '../../platform/context/context.ts';
import { within } from '../../platform/db/sql.ts';
import type { FoundSession } from './identity.store.ts';

/** What the web client needs to know about who is signed in. */
export async function describeSession(ctx: Ctx, session: FoundSession): Promise<Session> {
  const { actor, trx, pack } = ctx;
  const j = actor.jurisdictionId;
  const [account, jurisdiction, grants] = await Promise.all([
    trx
      .selectFrom('account')
      .select(['username', 'name', 'locale'])
      .where('jurisdiction_id', '=', j)
      .where('id', '=', actor.accountId)
      .executeTakeFirstOrThrow(),
    trx
      .selectFrom('jurisdiction')
      .select(['code', 'name', 'name_en as nameEn'])
      .where('id', '=', j)
      .executeTakeFirstOrThrow(),
    trx
      .selectFrom('role_grant as g')
      .leftJoin('organ as o', (join) =>
        join.onRef('o.jurisdiction_id', '=', 'g.jurisdiction_id').onRef('o.id', '=', 'g.organ_id'),
      )
      .select([
        'g.role',
        'g.organ_id as organId',
        'g.unit_id as unitId',
        'o.name as organName',
        'g.from_day as from',
        'g.to_day as to',
      ])
      .where('g.jurisdiction_id', '=', j)
      .where('g.account_id', '=', actor.accountId)
      .where(within('g.from_day', 'g.to_day', ctx.today))
      .orderBy('g.from_day')
      .execute(),
  ]);
  const locale = account.locale === 'en' ? 'en' : 'zh';
  // The page's language may be another than the one that the account prefers.
  const titles = new Map(pack.roles.map((role) => [role.code, role.title[ctx.locale]]));
  return {
    accountId: actor.accountId,
    username: account.username,
    name: account.name,
    locale,
    jurisdiction: { ...jurisdiction, timeZone: pack.head.calendar.zone },
    organId: actor.organId,
    organName: grants.find((grant) => grant.organId === actor.organId)?.organName ?? null,
    unitId: actor.unitId,
    personId: actor.personId,
    grants: grants.map((grant) => ({ ...grant, roleTitle: titles.get(grant.role) ?? grant.role })),
    permissions: [...actor.permissions.keys()].sort(),
    mustChangePassword: actor.mustChangePassword,
    method: session.method,
    expiresAt: session.expiresAt.toISOString(),
  };
}
