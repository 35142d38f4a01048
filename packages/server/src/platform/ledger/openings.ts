import { sql } from 'kysely';
import type { Ctx } from '../context/context.ts';
import { json } from '../db/sql.ts';
import { type EventInput, eventRow } from './event.ts';

/** For so long a second look at the same thing is the same opening. */
export const OPENING_MINUTES = 15;

type Opening = Omit<EventInput, 'kind' | 'entityId'> & { entityId: string };

/**
 * Records that the caller looks at something, once per account, thing and quarter of an hour.
 * @param types earlier openings that make this one a repetition
 * @returns whether anything was recorded
 */
export async function recordOpening(
  ctx: Ctx,
  event: Opening,
  types: readonly string[] = [event.type],
): Promise<boolean> {
  const { rows } = await insertOpening(ctx, event, types).execute(ctx.trx);
  return rows.length > 0;
}

/**
 * The same for pages that are looked at again and again. It asks first, along with what the page asks, and writes
 * along with COMMIT: a repetition costs one short statement, and no opening costs a round trip of its own.
 */
export async function noteReading(
  ctx: Ctx,
  event: Opening,
  types: readonly string[] = [event.type],
): Promise<void> {
  const { rows } = await sql<{ known: boolean }>`select ${recorded(ctx, event, types)} as known`.execute(
    ctx.trx,
  );
  if (rows[0]!.known) return;
  const insert = insertOpening(ctx, event, types);
  ctx.send({ compile: () => insert.compile(ctx.trx) });
}

const recorded = (ctx: Ctx, event: Opening, types: readonly string[]) => sql`exists (select from event e
  where e.jurisdiction_id = ${ctx.actor.jurisdictionId} and e.entity_id = ${event.entityId}
    and e.account_id = ${ctx.actor.accountId || null} and e.kind = 'open' and e.type = any (${types}::text[])
    and e.at > ${new Date(ctx.now.getTime() - OPENING_MINUTES * 60_000)})`;

/**
 * Two requests at once wait for each other; the lock is a statement of its own, so that the second one sees what
 * the first wrote.
 */
function insertOpening(ctx: Ctx, event: Opening, types: readonly string[]) {
  const row = eventRow(ctx.actor, ctx.now, { ...event, kind: 'open' });
  const lock = sql`select pg_advisory_xact_lock(hashtextextended(${`${row.account_id}:${row.entity_id}`}, 7))`;
  ctx.send({ compile: () => lock.compile(ctx.trx) });
  return sql<{ id: string }>`
    insert into event (jurisdiction_id, id, at, account_id, organ_id, kind, type, entity, entity_id, subject_id,
      matter_id, data, salt, commitment)
    select ${row.jurisdiction_id}, ${row.id}, ${row.at}, ${row.account_id}, ${row.organ_id}, 'open', ${row.type},
      ${row.entity}, ${row.entity_id}, ${row.subject_id}, ${row.matter_id}, ${json(event.data ?? {})}::jsonb,
      ${row.salt}, ${row.commitment}
    where not ${recorded(ctx, event, types)}
    returning id`;
}
