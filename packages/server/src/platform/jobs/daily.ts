import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '../clock/clock.ts';
import type { Database } from '../db/database.ts';
import { newId } from '../db/id.ts';
import { json } from '../db/sql.ts';

const HOUR = 3_600_000;

/**
 * Leaves each topic's daily work in the outbox of every jurisdiction, hourly and right after the start: the
 * handlers come to the same result however often a day they run, so no hour of the night has to be hit.
 */
export async function leaveDailyWork(db: Database, clock: Clock, topics: readonly string[]): Promise<void> {
  const jurisdictions = await db.transaction({ jurisdiction: 0 }, (trx) =>
    trx.selectFrom('jurisdiction').select('id').execute(),
  );
  for (const { id } of jurisdictions) {
    await db.transaction({ jurisdiction: id }, async (trx) => {
      for (const topic of topics) {
        const row = { jurisdiction_id: id, id: newId(), topic, payload: json({}), created_at: clock.now() };
        await trx.insertInto('outbox').values(row).execute();
      }
    });
  }
}

/** Starts the daily work of this process. @returns the stop */
export function startDaily(
  db: Database,
  clock: Clock,
  topics: readonly string[],
  log: FastifyBaseLogger,
): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const leave = () => {
    running = leaveDailyWork(db, clock, topics).catch((error: Error) =>
      log.error({ type: error.name }, 'daily work'),
    );
  };
  leave();
  const timer = setInterval(leave, HOUR);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
