import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { json } from '../../platform/db/sql.ts';
import { type EventInput, eventRow } from '../../platform/ledger/event.ts';

/** For so long a second look at the same thing is the same opening. */
export const OPENING_MINUTES = 15;

/**
 * Records that the caller looks at something, once per account, thing and quarter of an hour. Two requests at
 * once wait for each other; the lock is a statement of its own, so that the second one sees what the first wrote.
 * @param types earlier openings that make this one a repetition
 * @returns whether anything was recorded
 */
export async function recordOpening(
  ctx: Ctx,
  event: Omit<EventInput, 'kind' | 'entityId'> & { entityId: string },
  types: readonly string[] = [event.type],
): Promise<boolean> {
  const row = eventRow(ctx.actor, ctx.now, { ...event, kind: 'open' });
  const since = new Date(ctx.now.getTime() - OPENING_MINUTES * 60_000);
  const lock = sql`select pg_advisory_xact_lock(hashtextextended(${`${row.account_id}:${row.entity_id}`}, 7))`;
  ctx.send({ compile: () => lock.compile(ctx.trx) });
  const { rows } = await sql<{ id: string }>`
    insert into event (jurisdiction_id, id, at, account_id, organ_id, kind, type, entity, entity_id, subject_id,
      matter_id, data, salt, commitment)
    select ${row.jurisdiction_id}, ${row.id}, ${row.at}, ${row.account_id}, ${row.organ_id}, 'open', ${row.type},
      ${row.entity}, ${row.entity_id}, ${row.subject_id}, ${row.matter_id}, ${json(event.data ?? {})}::jsonb,
      ${row.salt}, ${row.commitment}
    where not exists (select from event e where e.jurisdiction_id = ${row.jurisdiction_id}
      and e.entity_id = ${row.entity_id} and e.account_id = ${row.account_id} and e.kind = 'open'
      and e.type = any (${types}::text[]) and e.at > ${since})
    returning id`.execute(ctx.trx);
  return rows.length > 0;
}
