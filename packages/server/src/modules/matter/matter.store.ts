import type { Matter as EngineMatter } from '@plumbline/policy';
import { type Insertable, sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import type { Send, Trx } from '../../platform/db/database.ts';
import type { Matter as MatterTable } from '../../platform/db/schema.gen.ts';
import { json } from '../../platform/db/sql.ts';
import { openStep } from './ledger-steps.ts';
import { historyOf, type MatterRow } from './matter.types.ts';
import type { Sight } from './sight.ts';

export function findMatter(trx: Trx, j: number, id: string): Promise<MatterRow | undefined> {
  return trx
    .selectFrom('matter')
    .selectAll()
    .where('jurisdiction_id', '=', j)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The matter, held until the transaction ends. Not visible is not found. */
export function lockMatter(trx: Trx, j: number, id: string): Promise<MatterRow | undefined> {
  return trx
    .selectFrom('matter')
    .selectAll()
    .where('jurisdiction_id', '=', j)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export function insertMatter(trx: Trx, send: Send, row: Insertable<MatterTable>): void {
  send(trx.insertInto('matter').values(row));
}

/** What the projection of a matter says in columns besides its step. */
export interface Standing {
  closedAt: Date | null;
  /** Left out: what the caller set stays. */
  dueOn?: string | null;
  sight?: Pick<Sight, 'readers' | 'barred'> & Partial<Pick<Sight, 'kept' | 'outside'>>;
  /** Where the procedure has narrow states: whether it lies in the clue rooms. Left out: as it is. */
  room?: 0 | 1;
  /** The state sets the matter aside, with all that came of it. Left out: as it is. */
  aside?: boolean;
}

/** Columns of the projection. */
export function projectionOf(matter: EngineMatter, { closedAt, dueOn, sight }: Standing) {
  const subject = matter.subjects[0];
  return {
    state: matter.state,
    version: matter.seq,
    organ_id: matter.custodian,
    pack_version: matter.packVersion,
    subject_kind: subject?.kind ?? null,
    subject_id: subject?.id ?? null,
    closed_at: closedAt,
    ...(dueOn === undefined ? {} : { due_on: dueOn }),
    ...(sight ? { readers: [...sight.readers], barred: [...sight.barred] } : {}),
  };
}

/** Columns that keep a narrow matter from whom it is about; of others they are left as they are. */
export const keptColumns = ({ person, unit }: Sight['kept']) => ({
  concerns_person_id: person,
  sealed_unit_id: unit,
});

/**
 * Writes the projection after a step. The row is locked, so its version is the one that was decided on. Whoever
 * took the step may not see the matter any more.
 */
export function saveMatter(trx: Trx, send: Send, matter: EngineMatter, standing: Standing): void {
  const { aside, room, sight } = standing;
  const change = json({
    ...projectionOf(matter, standing),
    history: historyOf(matter),
    ...(aside === undefined ? {} : { aside }),
    ...(room === undefined ? {} : { room }),
    ...(sight?.kept ? keptColumns(sight.kept) : {}),
    ...(sight?.outside ? { inside: sight.readers.filter((id) => !sight.outside?.includes(id)) } : {}),
  });
  send({ compile: () => sql`select app.save_matter(${matter.id}::uuid, ${change}::jsonb)`.compile(trx) });
}

export interface RecordedRow {
  at: Date;
  data: unknown;
  accountId: string | null;
  accountName: string | null;
}

/**
 * What was done on a matter, oldest first. Of steps from before it was moved to the right subject the reader gets
 * no more than what was done: no subject, form or reason.
 */
export async function listSteps(ctx: Ctx, matterId: string): Promise<RecordedRow[]> {
  const j = ctx.actor.jurisdictionId;
  const { rows } = await sql<RecordedRow>`
    select e.at, e.data, e.account_id as "accountId", a.name as "accountName"
    from app.matter_steps(${matterId}::uuid) as e
    left join account a on a.jurisdiction_id = ${j} and a.id = e.account_id
    order by e.at, e.id`.execute(ctx.trx);
  const keys = ctx.services.keys.jurisdiction(j);
  return rows.map((row) => ({ ...row, data: openStep(keys, matterId, row.data) }));
}
