import type { CompiledQuery, Kysely } from 'kysely';
import pg from 'pg';
import { faceOf, sendPlain } from './connection.ts';
import type { DB } from './schema.gen.ts';
import { type DbSettings, setLocal } from './settings.ts';

declare const inTransaction: unique symbol;

/** A database handle that only exists inside an open transaction, with the actor already set. */
export type Trx = Kysely<DB> & { readonly [inTransaction]: true };

/** Writes a statement whose answer is awaited with COMMIT's; its failure fails the transaction. */
export type Send = (query: { compile(): CompiledQuery }) => void;

/** The database did something other than what it was told; the caller must treat nothing as written. */
export class RolledBack extends Error {}

pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text));
pg.types.setTypeParser(pg.types.builtins.NUMERIC, (text) => Number(text));

/**
 * How long an unused connection is kept. A new one signs in and plans every statement anew, which takes longer
 * than a page; in a small office pages come minutes apart.
 */
const KEPT_MS = 10 * 60_000;

export interface DatabaseOptions {
  url: string;
  max?: number;
  applicationName?: string;
}

export class Database {
  readonly pool: pg.Pool;

  constructor(options: DatabaseOptions) {
    this.pool = new pg.Pool({
      connectionString: options.url,
      max: options.max ?? 20,
      application_name: options.applicationName ?? 'plumbline',
      idleTimeoutMillis: KEPT_MS,
      // Not in @types/pg yet: statements are sent without waiting for the answers before them.
      ...{ pipeline: true },
    });
    // A dying idle client must not take the process along; the next checkout gets a fresh one.
    this.pool.on('error', () => undefined);
    // The same for one that dies while it is in use: its queries fail, which says enough.
    this.pool.on('connect', (client) => client.on('error', () => undefined));
  }

  /**
   * Runs `work` in ONE transaction with the actor set for row-level security.
   *
   * BEGIN and the settings are written to the socket without waiting, so they travel with the first
   * query; what `work` hands to `send` is written at once and its answer awaited with COMMIT's. A COMMIT
   * that PostgreSQL answers with ROLLBACK (an earlier statement failed unnoticed) throws {@link RolledBack}.
   */
  async transaction<T>(
    settings: DbSettings,
    work: (trx: Trx, send: Send) => Promise<T>,
    mode: 'read write' | 'read only' | 'repeatable read' = 'read write',
  ): Promise<T> {
    const client = await this.pool.connect();
    const { kysely, connection } = faceOf(client);
    const pending: Promise<unknown>[] = [];
    let first: unknown;
    const keep = <P>(promise: Promise<P>): Promise<P> => {
      promise.catch((error: unknown) => {
        first ??= error;
      });
      pending.push(promise);
      return promise;
    };
    let broken: Error | undefined;
    try {
      keep(sendPlain(client, `${BEGIN[mode]};${setLocal(settings)}`));
      connection.open = true;
      const result = await work(kysely as Trx, (query) => void keep(connection.send(query.compile())));
      connection.open = false;
      const committed = keep(sendPlain(client, 'commit'));
      await Promise.all(pending);
      const answer = await committed;
      if (answer.command !== 'COMMIT') throw new RolledBack(`COMMIT was answered with ${answer.command}`);
      return result;
    } catch (error) {
      connection.open = false;
      await Promise.allSettled(pending);
      await client.query('rollback').catch((failure: Error) => {
        broken = failure;
      });
      // Every statement after one that failed fails too; what nobody waited for says why.
      throw (error as pg.DatabaseError).code === IN_FAILED_TRANSACTION ? (first ?? error) : error;
    } finally {
      client.release(broken);
    }
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

const IN_FAILED_TRANSACTION = '25P02';

const BEGIN = {
  'read write': 'begin',
  'read only': 'begin read only',
  'repeatable read': 'begin isolation level repeatable read',
} as const;
