import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { uuidArray } from '../../platform/db/sql.ts';

export interface IssuedPaper {
  id: string;
  title: string;
  number: string;
  matter_id: string | null;
  issuer: string;
  issued_on: string;
  voided_at: Date | null;
}

/** Papers that went out to one of these, as far as the caller may open them, the newest first. */
export function listIssuedTo(ctx: Ctx, ids: readonly string[], limit: number): Promise<IssuedPaper[]> {
  const english = ctx.locale === 'en';
  return ctx.trx
    .selectFrom('document as d')
    .innerJoin('organ as o', (join) =>
      join.onRef('o.jurisdiction_id', '=', 'd.jurisdiction_id').onRef('o.id', '=', 'd.issuer_id'),
    )
    .select(['d.id', 'd.title', 'd.number', 'd.matter_id', 'd.issued_on', 'd.voided_at'])
    .select(sql<string>`case when ${english} then coalesce(o.name_en, o.name) else o.name end`.as('issuer'))
    .where('d.jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where(sql<boolean>`d.readers && ${uuidArray(ids)} and d.issued_to && ${uuidArray(ids)}`)
    .orderBy('d.issued_at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(limit)
    .execute();
}
