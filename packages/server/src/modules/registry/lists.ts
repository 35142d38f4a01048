import type * as contract from '@plumbline/contract/registry-lists';
import type { Query } from '@plumbline/contract/route';
import { pick } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { within } from '../../platform/db/sql.ts';
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts';
import { pageOf } from './filters.ts';

/** Everything that the registry's forms and filters offer, in the caller's language. */
export async function registryLists(ctx: Ctx): Promise<contract.RegistryLists> {
  const { pack } = ctx;
  const organs = await ctx.trx
    .selectFrom('organ')
    .select(['id', 'name', 'kind', 'parent_id as parentId'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where(within('active_from', 'active_to', ctx.today))
    .orderBy('code')
    .execute();
  const entry = (of: { code: string; title: { zh: string; en: string } }) => ({
    code: of.code,
    title: pick(of.title, ctx.locale),
  });
  const supervises = new Set(pack.organKinds.filter((kind) => kind.supervises).map((kind) => kind.code));
  return {
    unitKinds: pack.unitKinds.map(entry),
    industries: pack.industries.map(entry),
    unitTags: pack.unitTags.map((tag) => ({ ...entry(tag), power: tag.power })),
    postLevels: pack.postLevels.toSorted((a, b) => b.rank - a.rank).map(entry),
    postTags: pack.postTags.map((tag) => ({
      ...entry(tag),
      keyMinority: tag.keyMinority,
      heads: tag.heads,
    })),
    supervisionKinds: pack.supervisionKinds.map((kind) => ({ ...entry(kind), custody: kind.custody })),
    relations: pack.relations.map(entry),
    organKinds: pack.organKinds.map(entry),
    zoneRoles: pack.zoneRoles.map((role) => ({
      ...entry(role),
      holder: role.holder,
      single: role.single,
      groups: role.groups,
    })),
    organs: organs.map((organ) => ({ ...organ, supervises: supervises.has(organ.kind) })),
  };
}

/** Accounts that hold a role in an organ today, by name. */
export async function listOfficers(ctx: Ctx, filter: Query<typeof contract.listOfficers>) {
  const j = ctx.actor.jurisdictionId;
  let query = ctx.trx
    .selectFrom('account as a')
    .innerJoin('role_grant as g', (join) =>
      join.onRef('g.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('g.account_id', '=', 'a.id'),
    )
    .innerJoin('organ as o', (join) =>
      join.onRef('o.jurisdiction_id', '=', 'g.jurisdiction_id').onRef('o.id', '=', 'g.organ_id'),
    )
    .select([
      'a.id as accountId',
      'a.name',
      sql<
        contract.Officer['organs']
      >`json_agg(distinct jsonb_build_object('organId', o.id, 'name', o.name))`.as('organs'),
    ])
    .where('a.jurisdiction_id', '=', j)
    .where('a.closed_at', 'is', null)
    .where(within('g.from_day', 'g.to_day', ctx.today))
    .groupBy(['a.id', 'a.name'])
    .orderBy('a.name')
    .orderBy('a.id')
    .limit(filter.limit + 1);
  if (filter.organId) query = query.where('o.id', '=', filter.organId);
  if (filter.q) query = query.where(sql<boolean>`position(lower(${filter.q}) in lower(a.name)) > 0`);
  const cursor = decodeCursor<{ n: string; i: string }>(filter.cursor);
  if (cursor) query = query.where(sql<boolean>`(a.name, a.id) > (${cursor.n}, ${cursor.i}::uuid)`);
  const { rows, next } = pageOf(await query.execute(), filter.limit, (row) =>
    encodeCursor({ n: row.name, i: row.accountId }),
  );
  return { items: rows, next };
}
