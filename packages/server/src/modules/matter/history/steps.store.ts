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
export async function* recordedSteps(trx: Trx, j: number, which: WhichSteps): AsyncGenerator<RecordedStep> {
  let after: { at: Date; id: string } | undefined;
  for (;;) {
    const { rows } = await sql<Row>`
      select e.id, e.at, e.matter_id as matter, e.entity as procedure, e.data ->> 'type' as type,
        e.data ->> 'action' as action, e.data ->> 'from' as "from", e.data ->> 'to' as "to",
        e.account_id as account, e.organ_id as organ, m.subject_kind as kind, m.subject_id as subject
      from event e left join matter m on m.jurisdiction_id = e.jurisdiction_id and m.id = e.matter_id
      where e.jurisdiction_id = ${j} and e.matter_id is not null and e.data ? 'to'
        and e.type in ('matter.begun', 'matter.acted')
        ${which.procedure === undefined ? sql`` : sql`and e.entity = ${which.procedure}`}
        ${which.from === undefined ? sql`` : sql`and e.matter_id in (${begun(j, sql`b.at >= (${which.from}::date)::timestamp at time zone ${ZONE}`)})`}
        ${which.to === undefined ? sql`` : sql`and e.matter_id in (${begun(j, sql`b.at < (${which.to}::date + 1)::timestamp at time zone ${ZONE}`)})`}
        ${after === undefined ? sql`` : sql`and (e.at, e.id) > (${after.at}, ${after.id})`}
      order by e.at, e.id
      limit ${PAGE}`.execute(trx);
    for (const row of rows) yield stepOf(row);
    const last = rows.at(-1);
    if (rows.length < PAGE || !last) return;
    after = { at: last.at, id: last.id };
  }
}

const begun = (j: number, when: ReturnType<typeof sql>) =>
  sql`select b.matter_id from event b where b.jurisdiction_id = ${j} and b.type = 'matter.begun' and ${when}`;

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
