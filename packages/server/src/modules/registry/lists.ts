import type * as contract from '@plumbline/contract/registry-lists';
import type { Query } from '@plumbline/contract/route';
import { pick } from '@plumbline/policy';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../../platform/context/context.ts';
import { within } from '../../platform/db/sql.ts';
import { decodeCursor, encodeCursor, place } from '../../platform/http/cursor.ts';
import { pageOf } from './filters.ts';
import { byName } from './pinyin.ts';

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
    .orderBy('a.id');
  if (filter.organId) query = query.where('o.id', '=', filter.organId);
  if (filter.q) query = query.where(sql<boolean>`position(lower(${filter.q}) in lower(a.name)) > 0`);
  // Accounts keep no spelling of their names; those who hold a role in an organ are few enough to sort here.
  const sorted = byName(await query.execute(), ({ name }) => name);
  const last = decodeCursor(filter.cursor, z.object({ i: place.id }))?.i;
  const from = last ? sorted.findIndex((row) => row.accountId === last) + 1 : 0;
  const { rows, next } = pageOf(sorted.slice(from, from + filter.limit + 1), filter.limit, (row) =>
    encodeCursor({ i: row.accountId }),
  );
  return { items: rows, next };
}
