import { statusesFor } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';

/** The items under which the clues of a subject are filed. */
export const CLUE_ITEMS = { person: 'special-file', unit: 'special-file-unit' } as const;

/**
 * The subjects that have an entry in the special file. Which statuses count is the pack's word (use `coverage`), and
 * the answer is the same whoever asks: that something is kept, and nothing of what it says.
 */
export async function withSpecialFile(ctx: Ctx, subjects: readonly string[]): Promise<Set<string>> {
  const statuses = statusesFor(ctx.pack.uses, 'coverage');
  const { rows } = await sql<{ id: string }>`
    select id from app.with_special_file(${[...subjects]}::uuid[], ${statuses}::text[]) id`.execute(ctx.trx);
  return new Set(rows.map((row) => row.id));
}

/** Whether the subject's special file is there; null for who may not know it, who sees no coverage. */
export async function isFiled(ctx: Ctx, subjectId: string): Promise<boolean | null> {
  if (!ctx.may('coverage.read')) return null;
  return (await withSpecialFile(ctx, [subjectId])).has(subjectId);
}
