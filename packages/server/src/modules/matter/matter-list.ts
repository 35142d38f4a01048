import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { AtMoment, decodeCursor, encodeCursor } from '../../platform/http/cursor.ts';
import { hasPlace, withinReach } from './handlers.ts';
import type { MatterRow } from './matter.types.ts';
import { astir } from './resting.ts';

export interface MatterFilter {
  procedure?: string | undefined;
  state?: string | undefined;
  /** Part of number or title. */
  q?: string | undefined;
  subjectId?: string | undefined;
  open?: 'true' | 'false' | undefined;
  overdue?: 'true' | undefined;
  organId?: string | undefined;
  /** Has a place in it. */
  accountId?: string | undefined;
  packVersion?: string | undefined;
  /** Days between which it began, both included. */
  from?: string | undefined;
  to?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** Visible matters, newest first. */
export async function listMatters(
  ctx: Ctx,
  filter: MatterFilter,
): Promise<{ rows: MatterRow[]; next: string | null }> {
  const after = decodeCursor(filter.cursor, AtMoment);
  let query = ctx.trx
    .selectFrom('matter')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.procedure) query = query.where('procedure', '=', filter.procedure);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.q) {
    const part = `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where((eb) => eb.or([eb('title', 'ilike', part), eb('number', 'ilike', part)]));
  }
  if (filter.subjectId) query = query.where('subject_id', '=', filter.subjectId);
  // What may only be taken back, as a verified material, waits for nobody: it is not open.
  if (filter.open === 'true') query = query.where('closed_at', 'is', null).where(astir(ctx.pack));
  if (filter.open === 'false')
    query = query.where((eb) => eb.or([eb('closed_at', 'is not', null), eb.not(astir(ctx.pack))]));
  if (filter.overdue) query = query.where('due_on', '<', ctx.today).where('closed_at', 'is', null);
  if (filter.organId) query = query.where('organ_id', '=', filter.organId);
  if (filter.accountId) query = query.where(withinReach(ctx)).where(hasPlace(filter.accountId));
  if (filter.packVersion) query = query.where('pack_version', '=', filter.packVersion);
  const { zone } = ctx.pack.head.calendar;
  if (filter.from)
    query = query.where('opened_at', '>=', sql<Date>`(${filter.from}::date)::timestamp at time zone ${zone}`);
  if (filter.to)
    query = query.where(
      'opened_at',
      '<',
      sql<Date>`(${filter.to}::date + 1)::timestamp at time zone ${zone}`,
    );
  if (after) {
    query = query.where((eb) =>
      eb(eb.refTuple('opened_at', 'id'), '<', eb.tuple(new Date(after.at), after.id)),
    );
  }
  const rows = await query.execute();
  const page = rows.slice(0, filter.limit);
  const last = page.at(-1);
  return {
    rows: page,
    next:
      rows.length > filter.limit && last
        ? encodeCursor({ at: last.opened_at.toISOString(), id: last.id })
        : null,
  };
}
