import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { type HeadRow, headColumns } from './heads.store.ts';

/** An entry with what it says and who keeps it. */
export type BearingRow = HeadRow & { form: unknown; custodian_id: string };

/** The newest entries of each of the items, newest first, as far as the caller sees them. */
export async function listBearing(
  ctx: Ctx,
  subjectId: string,
  items: readonly string[],
  statuses: readonly string[],
  most: number,
): Promise<BearingRow[]> {
  const { rows } = await sql<BearingRow>`
    select * from (
      select ${headColumns}, m.form, d.organ_id as custodian_id,
        row_number() over (partition by m.item order by coalesce(m.occurred_on, m.received_on) desc, m.id desc) as place
      from material m
      join dossier d on d.jurisdiction_id = m.jurisdiction_id and d.subject_id = m.subject_id
      where m.jurisdiction_id = ${ctx.actor.jurisdictionId} and m.subject_id = ${subjectId}
        and m.item = any (${items}::text[]) and m.status = any (${statuses}::text[])) laid
    where place <= ${most}
    order by day desc, id desc`.execute(ctx.trx);
  return rows;
}
