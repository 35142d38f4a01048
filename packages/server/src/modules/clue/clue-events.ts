import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { type EventInput, eventRow } from '../../platform/ledger/event.ts';

export type EventOf = EventInput;

/** Writes many ledger events by one statement, each with its salted commitment as usual; nobody waits for it. */
export function insertEvents(ctx: Ctx, events: readonly EventOf[]): void {
  if (!events.length) return;
  const rows = events.map((input) => {
    const { data, salt, commitment, ...row } = eventRow(ctx.actor, ctx.now, input);
    return {
      ...row,
      data,
      salt: Buffer.from(salt).toString('base64'),
      commitment: Buffer.from(commitment).toString('base64'),
    };
  });
  const insert = sql`
    insert into event (jurisdiction_id, id, at, account_id, organ_id, kind, type, entity, entity_id, subject_id,
      matter_id, data, salt, commitment)
    select ${ctx.actor.jurisdictionId}, id, at, account_id, organ_id, kind, type, entity, entity_id, subject_id,
      matter_id, data::jsonb, decode(salt, 'base64'), decode(commitment, 'base64')
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (id uuid, at timestamptz, account_id uuid,
      organ_id uuid, kind text, type text, entity text, entity_id uuid, subject_id uuid, matter_id uuid, data text,
      salt text, commitment text)`;
  ctx.send({ compile: () => insert.compile(ctx.trx) });
}
