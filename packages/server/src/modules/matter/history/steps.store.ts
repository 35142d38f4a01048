import type { RecordedStep } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';

export interface WhichSteps {
  procedure?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

const PAGE = 5000;
/** Days of the filter are days of the office. */
const ZONE = 'Asia/Shanghai';

interface Row {
  id: string;
  at: Date;
  matter: string;
  procedure: string;
  type: string;
  action: string | null;
  from: string | null;
  to: string;
  account: string | null;
  organ: string | null;
  kind: string | null;
  subject: string | null;
}

/**
 * Steps of matters, oldest first, as far as the transaction's actor may see them, page by page. The subject is
 * the matter's present one: a step from before it was moved to the right person does not name the wrong one.
 */
export async function* recordedSteps(trx: Trx, which: WhichSteps): AsyncGenerator<RecordedStep> {
  let after: { at: Date; id: string } | undefined;
  for (;;) {
    const { rows } = await sql<Row>`
      select id, at, matter, procedure, type, action, from_state as "from", to_state as "to", account, organ, kind, subject
      from app.recorded_steps(${which.procedure ?? null}::text,
        (${which.from ?? null}::date)::timestamp at time zone ${ZONE},
        (${which.to ?? null}::date + 1)::timestamp at time zone ${ZONE},
        ${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid, ${PAGE}::int)
      order by at, id`.execute(trx);
    for (const row of rows) yield stepOf(row);
    const last = rows.at(-1);
    if (rows.length < PAGE || !last) return;
    after = { at: last.at, id: last.id };
  }
}

const stepOf = (row: Row): RecordedStep => ({
  id: row.id,
  at: row.at.toISOString(),
  matter: row.matter,
  procedure: row.procedure,
  action: row.type === 'begun' ? 'begin' : (row.action ?? row.type),
  from: row.from ?? undefined,
  to: row.to,
  account: row.account,
  organ: row.organ,
  subjects: row.kind && row.subject ? [{ kind: row.kind, id: row.subject }] : [],
});
