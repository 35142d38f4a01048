import type * as contract from '@plumbline/contract/registry-units';
import type { Query } from '@plumbline/contract/route';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import type { Unit as UnitTable } from '../../platform/db/schema.gen.ts';
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts';
import {
  afterName,
  contacted,
  inZone,
  NameCursor,
  nameCursor,
  named,
  pageOf,
  supervised,
} from './filters.ts';
import { hasAny, traitsOf } from './traits.ts';

export type UnitRow = Selectable<UnitTable>;
type Filter = Query<typeof contract.listUnits>;

export const unitSummary = (ctx: Ctx, row: UnitRow): contract.UnitSummary => ({
  id: row.id,
  name: row.name,
  nameEn: row.name_en,
  kind: row.kind,
  industry: row.industry,
  tags: row.tags,
  power: hasAny(row.tags, traitsOf(ctx.pack).power),
  creditCode: row.credit_code,
  activeTo: row.active_to,
  version: row.version,
});

/** Units that the caller may see, in the order of their names; closed ones only when asked for. */
export async function listUnits(
  ctx: Ctx,
  filter: Filter,
): Promise<{ items: contract.UnitSummary[]; next: string | null }> {
  const at = { j: ctx.actor.jurisdictionId, day: ctx.today };
  const after = decodeCursor(filter.cursor, NameCursor);
  let query = ctx.trx
    .selectFrom('unit as u')
    .selectAll()
    .where('u.jurisdiction_id', '=', at.j)
    .orderBy('u.pinyin')
    .orderBy('u.name')
    .orderBy('u.id')
    .limit(filter.limit + 1);
  query = filter.closed
    ? query.where('u.active_to', '<', at.day)
    : query.where((eb) => eb.or([eb('u.active_to', 'is', null), eb('u.active_to', '>=', at.day)]));
  if (filter.kind) query = query.where('u.kind', '=', filter.kind);
  if (filter.industry) query = query.where('u.industry', '=', filter.industry);
  if (filter.parentId) query = query.where('u.parent_id', '=', filter.parentId);
  if (filter.tag) query = query.where(sql<boolean>`${filter.tag} = any(u.tags)`);
  if (filter.power !== undefined) {
    const carries = sql<boolean>`u.tags && ${traitsOf(ctx.pack).power}::text[]`;
    query = query.where(filter.power ? carries : sql<boolean>`not ${carries}`);
  }
  if (filter.supervisedBy)
    query = query.where(supervised('u.id', at, [filter.supervisedBy], filter.supervision));
  if (filter.contact === 'mine') query = query.where(contacted('u.id', at, ctx.actor.accountId));
  if (filter.contact === 'none') query = query.where(sql<boolean>`not ${contacted('u.id', at)}`);
  if (filter.zoneId) query = query.where(inZone('u.id', at, filter.zoneId));
  if (filter.q) query = query.where(named('u', 'aliases', filter.q, true));
  if (after) query = query.where(afterName('u', after));
  const { rows, next } = pageOf(await query.execute(), filter.limit, (row) => encodeCursor(nameCursor(row)));
  return { items: rows.map((row) => unitSummary(ctx, row)), next };
}
