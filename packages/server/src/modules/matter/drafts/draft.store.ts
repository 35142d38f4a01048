import { sql } from 'kysely';
import type { Ctx } from '../../../platform/context/context.ts';
import { json } from '../../../platform/db/sql.ts';

export interface DraftRow {
  version: number;
  data: Record<string, unknown>;
  account_id: string;
  saved_at: Date;
}

export const findDraft = (ctx: Ctx, matterId: string, action: string): Promise<DraftRow | undefined> =>
  ctx.trx
    .selectFrom('step_draft')
    .select(['version', 'data', 'account_id', 'saved_at'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('matter_id', '=', matterId)
    .where('action', '=', action)
    .executeTakeFirst() as Promise<DraftRow | undefined>;

/** Saves over the version that was seen. @returns the new version; undefined when it is another one by now */
export async function putDraft(
  ctx: Ctx,
  matterId: string,
  action: string,
  seen: number,
  data: Record<string, unknown>,
): Promise<number | undefined> {
  const { jurisdictionId: j, accountId } = ctx.actor;
  const { rows } = await sql<{ version: number }>`
    insert into step_draft (jurisdiction_id, matter_id, action, version, data, account_id, saved_at)
    values (${j}, ${matterId}::uuid, ${action}, ${seen + 1}, ${json(data)}, ${accountId}::uuid, ${ctx.now})
    on conflict (jurisdiction_id, matter_id, action) do update
      set version = step_draft.version + 1, data = excluded.data, account_id = excluded.account_id,
        saved_at = excluded.saved_at
      where step_draft.version = ${seen}
    returning version`.execute(ctx.trx);
  // What was saved once and dropped with its step is not brought back by a page that still shows it.
  return rows[0]?.version === seen + 1 ? rows[0].version : undefined;
}

/** What was kept of the form of a step goes. */
export const dropDraft = (ctx: Ctx, matterId: string, action: string): void =>
  void ctx.send(
    ctx.trx
      .deleteFrom('step_draft')
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('matter_id', '=', matterId)
      .where('action', '=', action),
  );
