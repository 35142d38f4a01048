import type { FastifyBaseLogger } from 'fastify';
import { sql } from 'kysely';
import { PgBoss } from 'pg-boss';
import type { Database, Trx } from '../db/database.ts';

/** Work by topic. A handler may run again after a crash, so it must come to the same result twice. */
export type JobHandlers = Record<string, (job: Job) => Promise<void>>;

export interface Job {
  jurisdiction: number;
  payload: Record<string, unknown>;
}

/** Schema of the job queue's own tables; not part of any jurisdiction. */
const SCHEMA = 'jobs';
const SWEEP_MS = 500;
/** How often a queue that nobody told of work is looked at: for retries, and jobs that another process fed. */
const POLL_SECONDS = 5;
const BATCH = 200;
const RETRY = { retryLimit: 5, retryDelay: 10, retryBackoff: true };

/**
 * Prepares the queue's tables and one queue a topic, as the owner: the serving role may use them but never
 * change their shape.
 */
export async function prepareQueues(ownerUrl: string, topics: readonly string[]): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema: SCHEMA, supervise: false, schedule: false });
  boss.on('error', () => undefined);
  await boss.start();
  const db = boss.getDb();
  try {
    for (const topic of topics) await boss.createQueue(topic, RETRY);
    await db.executeSql(`grant usage on schema ${SCHEMA} to plumbline_app`);
    await db.executeSql(
      `grant select, insert, update, delete on all tables in schema ${SCHEMA} to plumbline_app`,
    );
    await db.executeSql(`grant execute on all functions in schema ${SCHEMA} to plumbline_app`);
  } finally {
    await boss.stop({ graceful: false });
  }
}

/** Takes what commands left in the outbox. Rows stay locked until the caller's transaction ends. */
async function takeOutbox(
  trx: Trx,
): Promise<{ topic: string; jurisdiction: number; payload: Record<string, unknown> }[]> {
  const { rows } = await sql<{ topic: string; jurisdiction: number; payload: Record<string, unknown> }>`
    delete from outbox where (jurisdiction_id, id) in (
      select jurisdiction_id, id from outbox order by created_at limit ${BATCH} for update skip locked)
    returning topic, jurisdiction_id as jurisdiction, payload`.execute(trx);
  return rows;
}

/** Feeds the job queue from the outbox and works the queue off. */
export class Worker {
  readonly #db: Database;
  readonly #boss: PgBoss;
  readonly #handlers: JobHandlers;
  readonly #log: FastifyBaseLogger;
  /** Workers of the queue by topic, to be told of work at once instead of asking for it twice a second. */
  readonly #workers = new Map<string, string>();
  #timer: NodeJS.Timeout | undefined;
  #feeding: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(db: Database, url: string, handlers: JobHandlers, log: FastifyBaseLogger) {
    this.#db = db;
    this.#handlers = handlers;
    this.#log = log;
    this.#boss = new PgBoss({ connectionString: url, schema: SCHEMA, migrate: false, max: 4 });
    this.#boss.on('error', (error) => log.error({ type: error.name }, 'job queue'));
  }

  async start(): Promise<void> {
    await this.#boss.start();
    for (const [topic, handler] of Object.entries(this.#handlers)) {
      const worker = await this.#boss.work<Job>(
        topic,
        { pollingIntervalSeconds: POLL_SECONDS },
        async ([job]) => {
          if (!job) return;
          // There may be more.
          this.#tell(topic);
          await handler(job.data).catch((error: Error) => {
            this.#log.error({ topic, type: error.name, stack: error.stack }, 'job failed');
            throw error;
          });
        },
      );
      this.#workers.set(topic, worker);
    }
    this.#sweep();
  }

  #sweep(): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#feeding = this.#feed()
        .catch((error: Error) => this.#log.error({ type: error.name }, 'outbox'))
        .then(() => this.#sweep());
    }, SWEEP_MS);
  }

  /**
   * Rows leave the outbox only after the queue has them: a crash between the two runs a job twice, never
   * not at all.
   */
  async #feed(): Promise<void> {
    await this.#db.transaction({ jurisdiction: 0 }, async (trx) => {
      for (const { topic, jurisdiction, payload } of await takeOutbox(trx)) {
        await this.#boss.send(topic, { jurisdiction, payload });
        this.#tell(topic);
      }
    });
  }

  #tell(topic: string): void {
    const worker = this.#workers.get(topic);
    if (worker) this.#boss.notifyWorker(worker);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#feeding;
    await this.#boss.stop({ graceful: true, timeout: 5_000 });
  }
}

/** Does everything that waits in the outbox at once, in this process: for tests and one-off commands. */
export async function drainOutbox(db: Database, handlers: JobHandlers): Promise<number> {
  let done = 0;
  for (;;) {
    const rows = await db.transaction({ jurisdiction: 0 }, takeOutbox);
    if (!rows.length) return done;
    for (const row of rows) {
      await handlers[row.topic]?.(row);
      done++;
    }
  }
}
