import type { Insertable } from 'kysely';
import type { Send, Trx } from '../../platform/db/database.ts';
import type { Matter as MatterTable } from '../../platform/db/schema.gen.ts';
import { json } from '../../platform/db/sql.ts';
import { historyOf, type MatterRow, type Step } from './matter.types.ts';

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

/** Writes the projection of a step. The row is locked, so its version is the one that was decided on. */
export function saveStep(trx: Trx, send: Send, j: number, step: Step, closedAt: Date | null): void {
  const { matter } = step;
  const subject = matter.subjects[0];
  send(
    trx
      .updateTable('matter')
      .set({
        state: matter.state,
        version: matter.seq,
        history: json(historyOf(matter)),
        subject_kind: subject?.kind ?? null,
        subject_id: subject?.id ?? null,
        closed_at: closedAt,
      })
      .where('jurisdiction_id', '=', j)
      .where('id', '=', matter.id),
  );
}

/** What was done on a matter, oldest first, as far as the caller may see it. */
export function listSteps(trx: Trx, j: number, matterId: string) {
  return trx
    .selectFrom('event as e')
    .leftJoin('account as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'e.jurisdiction_id').onRef('a.id', '=', 'e.account_id'),
    )
    .select(['e.at', 'e.data', 'a.name as accountName'])
    .where('e.jurisdiction_id', '=', j)
    .where('e.matter_id', '=', matterId)
    .where('e.type', 'in', ['matter.begun', 'matter.acted'])
    .orderBy('e.at')
    .orderBy('e.id')
    .execute();
}
