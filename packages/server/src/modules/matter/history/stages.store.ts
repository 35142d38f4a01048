import type { StageHistory } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';

export interface WhichMatters {
  procedure?: string | undefined;
  packVersion?: string | undefined;
  organId?: string | undefined;
  /** Begun on this day or later, and on this day or earlier. */
  from?: string | undefined;
  to?: string | undefined;
}

const PAGE = 1000;

/** States and terms of the matters that the transaction's actor may see, page by page. */
export async function* stageHistories(
  trx: Trx,
  which: WhichMatters,
  zone: string,
): AsyncGenerator<StageHistory> {
  let after: string | null = null;
  for (;;) {
    const { rows }: { rows: (StageHistory & { id: string })[] } = await sql<StageHistory & { id: string }>`
      select id, procedure, organ, steps
      from app.stage_histories(${which.procedure ?? null}::text, ${which.packVersion ?? null}::text,
        ${which.organId ?? null}::uuid, (${which.from ?? null}::date)::timestamp at time zone ${zone},
        (${which.to ?? null}::date + 1)::timestamp at time zone ${zone}, ${after}::uuid, ${PAGE}::int)
      order by id`.execute(trx);
    yield* rows;
    const last = rows.at(-1);
    if (rows.length < PAGE || !last) return;
    after = last.id;
  }
}
