import type { GrantProposal, listGrants as route } from '@plumbline/contract/identity';
import type { Query, Reply } from '@plumbline/contract/route';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../../../platform/context/context.ts';
import { decodeCursor, encodeCursor, place } from '../../../platform/http/cursor.ts';
import { namesOf } from '../registry-names.ts';
import { grantRows, inState } from './grant.store.ts';
import { describeGrants, roleTitles } from './grant.view.ts';

const Position = z.object({ f: place.day, i: place.id });

/** Roles, the latest beginning first. */
export async function listGrants(ctx: Ctx, filter: Query<typeof route>): Promise<Reply<typeof route>> {
  const after = decodeCursor(filter.cursor, Position);
  let query = grantRows(ctx.trx, ctx.actor.jurisdictionId)
    .orderBy('g.from_day', 'desc')
    .orderBy('g.id', 'desc')
    .limit(filter.limit + 1);
  if (filter.accountId) query = query.where('g.account_id', '=', filter.accountId);
  if (filter.organId) query = query.where('g.organ_id', '=', filter.organId);
  if (filter.role) query = query.where('g.role', '=', filter.role);
  if (filter.state) query = query.where(inState(filter.state, ctx.today));
  if (after) query = query.where(sql<boolean>`(g.from_day, g.id) < (${after.f}::date, ${after.i}::uuid)`);
  const rows = await query.execute();
  const shown = rows.slice(0, filter.limit);
  const last = shown.at(-1);
  return {
    items: await describeGrants(ctx, shown),
    next: rows.length > filter.limit && last ? encodeCursor({ f: last.from, i: last.id }) : null,
  };
}

/** Roles that imported accounts ask for and nobody has decided on, oldest first. */
export async function listProposals(
  ctx: Ctx,
  filter: { cursor?: string | undefined; limit: number },
): Promise<{ items: GrantProposal[]; next: string | null }> {
  const after = decodeCursor(filter.cursor, Position.pick({ i: true }));
  let query = ctx.trx
    .selectFrom('grant_proposal as g')
    .innerJoin('account as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'g.jurisdiction_id').onRef('a.id', '=', 'g.account_id'),
    )
    .innerJoin('account as by', (join) =>
      join.onRef('by.jurisdiction_id', '=', 'g.jurisdiction_id').onRef('by.id', '=', 'g.proposed_by'),
    )
    .leftJoin('organ as o', (join) =>
      join.onRef('o.jurisdiction_id', '=', 'g.jurisdiction_id').onRef('o.id', '=', 'g.organ_id'),
    )
    .selectAll('g')
    .select(['a.username', 'a.name', 'by.name as proposer', 'o.name as organName'])
    .where('g.jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('g.decided_at', 'is', null)
    .where('a.closed_at', 'is', null)
    .orderBy('g.id')
    .limit(filter.limit + 1);
  if (after) query = query.where(sql<boolean>`g.id > ${after.i}::uuid`);
  const rows = await query.execute();
  const shown = rows.slice(0, filter.limit);
  const last = shown.at(-1);
  const title = roleTitles(ctx);
  const units = await namesOf(
    ctx,
    'unit',
    shown.map((row) => row.unit_id),
  );
  return {
    items: shown.map((row) => ({
      id: row.id,
      accountId: row.account_id,
      username: row.username,
      name: row.name,
      role: row.role,
      roleTitle: title(row.role),
      organ: row.organ_id ? { id: row.organ_id, name: row.organName ?? '' } : null,
      unit: row.unit_id ? { id: row.unit_id, name: units.get(row.unit_id) ?? '' } : null,
      from: row.from_day,
      to: row.to_day,
      proposedBy: row.proposer,
      proposedAt: row.proposed_at.toISOString(),
    })),
    next: rows.length > filter.limit && last ? encodeCursor({ i: last.id }) : null,
  };
}
