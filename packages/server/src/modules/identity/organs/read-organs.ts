import type { listOrgans as listRoute, Organ } from '@plumbline/contract/organs';
import type { Query, Reply } from '@plumbline/contract/route';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../../../platform/context/context.ts';
import { found } from '../../../platform/errors/app-error.ts';
import { decodeCursor, encodeCursor, place } from '../../../platform/http/cursor.ts';
import { listOrganNodes } from '../identity.store.ts';
import { pathTo } from './organ.rules.ts';
import { organRows, reachesOf, summarise } from './organ.store.ts';

/** Organs by code, which is unique. Open ones unless told otherwise. */
export async function listOrgans(
  ctx: Ctx,
  filter: Query<typeof listRoute>,
): Promise<Reply<typeof listRoute>> {
  const after = decodeCursor(filter.cursor, z.object({ c: place.text }));
  let query = organRows(ctx)
    .orderBy('code')
    .limit(filter.limit + 1);
  if (!filter.closed)
    query = query.where(sql<boolean>`(active_to is null or active_to >= ${ctx.today}::date)`);
  if (filter.kind) query = query.where('kind', '=', filter.kind);
  if (filter.parentId) query = query.where('parent_id', '=', filter.parentId);
  if (filter.q) {
    const part = `%${filter.q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where(
      sql<boolean>`(lower(name) like ${part} or lower(coalesce(name_en, '')) like ${part} or lower(code) like ${part})`,
    );
  }
  if (after) query = query.where('code', '>', String(after.c));
  const rows = await query.execute();
  const shown = rows.slice(0, filter.limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => summarise(ctx, row)),
    next: rows.length > filter.limit && last ? encodeCursor({ c: last.code }) : null,
  };
}

/** One organ, its place and its reaches. @throws 404 */
export async function getOrgan(ctx: Ctx, id: string): Promise<Organ> {
  const [row, nodes, children, reaches, reachedBy] = await Promise.all([
    organRows(ctx).where('id', '=', id).executeTakeFirst(),
    listOrganNodes(ctx.trx, ctx.actor.jurisdictionId),
    organRows(ctx).where('parent_id', '=', id).orderBy('code').execute(),
    reachesOf(ctx, id, 'organ_id'),
    reachesOf(ctx, id, 'over_organ_id'),
  ]);
  const organ = found(row);
  const path = pathTo(new Map(nodes.map((node) => [node.id, node])), id).map((node) => node.id);
  const above = path.length ? await organRows(ctx).where('id', 'in', path).execute() : [];
  const names = new Map(above.map((one) => [one.id, one.name]));
  const open = organ.active_to === null || organ.active_to >= ctx.today;
  return {
    ...summarise(ctx, organ),
    path: path.map((one) => ({ id: one, name: names.get(one) ?? '' })),
    children: children.map((child) => summarise(ctx, child)),
    reaches,
    reachedBy,
    allowed: [
      ...(ctx.may('organ.manage') && open ? ['edit', 'close', 'add-below'] : []),
      ...(ctx.may('grant.manage') ? ['move', 'add-reach', 'end-reach'] : []),
    ],
  };
}
