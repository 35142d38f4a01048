import { statusesFor } from '@plumbline/policy';
import type { Ctx } from '../../../platform/context/context.ts';

/** An answer to a letter of inquiry that was proved false and stands. */
export interface FalseAnswer {
  personId: string;
  materialId: string;
  /** The matter in which it was proved. */
  matterId: string;
  /** Day since which it stands, YYYY-MM-DD. */
  provedOn: string | null;
}

/**
 * Answers of these persons that were proved false, as far as they may count for a warning: entries of the items that the
 * pack's catalogue names for it, in a status that its uses allow.
 */
export async function provedFalseAnswers(ctx: Ctx, personIds: readonly string[]): Promise<FalseAnswer[]> {
  const items = ctx.pack.catalogue.items.filter(({ warns }) => warns?.as === 'false-answer');
  const statuses = statusesFor(ctx.pack.uses, 'warning-level');
  if (personIds.length === 0 || items.length === 0 || statuses.length === 0) return [];
  const rows = await ctx.trx
    .selectFrom('material')
    .select(['id', 'subject_id', 'matter_id', 'occurred_on'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('subject_id', 'in', [...personIds])
    .where(
      'item',
      'in',
      items.map(({ code }) => code),
    )
    .where('status', 'in', statuses)
    .orderBy('occurred_on')
    .execute();
  return rows.map((row) => ({
    personId: row.subject_id,
    materialId: row.id,
    matterId: row.matter_id,
    provedOn: row.occurred_on,
  }));
}
