import type * as contract from '@plumbline/contract/registry-units';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { within } from '../../platform/db/sql.ts';
import { found } from '../../platform/errors/app-error.ts';
import { holders, postsOfUnit } from './post.store.ts';
import { contacts, presentContact, supervisions } from './relation.store.ts';
import { traitsOf } from './traits.ts';
import { type UnitRow, unitSummary } from './unit-list.ts';

/** One unit as it stood on a day, in one round trip. @throws 404 */
export async function describeUnit(ctx: Ctx, id: string, on = ctx.today): Promise<contract.Unit> {
  const { trx } = ctx;
  const j = ctx.actor.jurisdictionId;
  const [unit, parent, children, posts, supervised, responsible, zones] = await Promise.all([
    trx
      .selectFrom('unit')
      .selectAll()
      .where('jurisdiction_id', '=', j)
      .where('id', '=', id)
      .executeTakeFirst(),
    trx
      .selectFrom('unit as c')
      .innerJoin('unit as p', (join) =>
        join.onRef('p.jurisdiction_id', '=', 'c.jurisdiction_id').onRef('p.id', '=', 'c.parent_id'),
      )
      .select(['p.id', 'p.name'])
      .where('c.jurisdiction_id', '=', j)
      .where('c.id', '=', id)
      .executeTakeFirst(),
    trx
      .selectFrom('unit')
      .select(['id', 'name'])
      .where('jurisdiction_id', '=', j)
      .where('parent_id', '=', id)
      .where(within('active_from', 'active_to', on))
      .orderBy('pinyin')
      .orderBy('name')
      .execute(),
    postsOfUnit(ctx, id, on),
    supervisions(trx, j)
      .where('s.unit_id', '=', id)
      .where(within('s.from_day', 's.to_day', on))
      .orderBy('s.from_day')
      .execute(),
    contacts(trx, j)
      .where('c.unit_id', '=', id)
      .where(within('c.from_day', 'c.to_day', on))
      .orderBy('c.from_day')
      .execute(),
    trx
      .selectFrom('zone_member as m')
      .innerJoin('zone as z', (join) =>
        join.onRef('z.jurisdiction_id', '=', 'm.jurisdiction_id').onRef('z.id', '=', 'm.zone_id'),
      )
      .select(['z.id as zoneId', 'z.name', 'm.role'])
      .where('m.jurisdiction_id', '=', j)
      .where('m.unit_id', '=', id)
      .where(within('m.from_day', 'm.to_day', on))
      .execute(),
  ]);
  const row = found(unit);
  return {
    ...unitSummary(ctx, row),
    aliases: row.aliases,
    activeFrom: row.active_from,
    parent: parent ?? null,
    children,
    on,
    posts,
    supervisions: supervised,
    contacts: responsible.map(presentContact),
    zones,
    allowed: allowedOnUnit(ctx, row),
  };
}

const isClosed = (unit: Pick<UnitRow, 'active_to'>): boolean => unit.active_to !== null;

/** What the caller may do with the unit's registration next. */
export function allowedOnUnit(ctx: Ctx, unit: Pick<UnitRow, 'active_to'>): string[] {
  if (!ctx.may('registry.write')) return [];
  return isClosed(unit) ? ['edit', 'reopen'] : ['edit', 'close', 'add-post', 'add-relation'];
}

/** Who headed the unit on a day. @throws 404 */
export async function headsOfUnit(ctx: Ctx, id: string, on = ctx.today) {
  const j = ctx.actor.jurisdictionId;
  const [unit, rows] = await Promise.all([
    ctx.trx
      .selectFrom('unit')
      .select('id')
      .where('jurisdiction_id', '=', j)
      .where('id', '=', id)
      .executeTakeFirst(),
    holders(ctx.trx, j)
      .innerJoin('post as t', (join) =>
        join.onRef('t.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('t.id', '=', 'a.post_id'),
      )
      .select('t.title')
      .where('a.unit_id', '=', id)
      .where(sql<boolean>`t.tags && ${traitsOf(ctx.pack).heads}::text[]`)
      .where(within('a.from_day', 'a.to_day', on))
      .orderBy('t.order_no')
      .orderBy('a.from_day')
      .execute(),
  ]);
  found(unit);
  return {
    on,
    items: rows.map(({ appointmentId: _, version: __, ...row }) => row),
  };
}
