import type { Pack } from '@plumbline/policy';
import { type Insertable, sql } from 'kysely';
import { sendMany } from '../platform/db/bulk.ts';
import type { Send, Trx } from '../platform/db/database.ts';
import { newId } from '../platform/db/id.ts';
import type { DB } from '../platform/db/schema.gen.ts';
import type { Keys } from '../platform/files/keys.ts';

type Table = keyof DB & string;
const FLUSH = 1_000;

/** One load: ids by the county's keys, rows gathered by table and written in batches. */
export class Loading {
  readonly trx: Trx;
  readonly send: Send;
  readonly jurisdiction: number;
  readonly pack: Pack;
  readonly keys: ReturnType<Keys['jurisdiction']>;
  readonly now: Date;
  readonly #ids: Map<string, string>;
  readonly #rows = new Map<Table, object[]>();
  /** Answered once everything flushed before it is written. */
  #written: Promise<unknown> = Promise.resolve();

  constructor(of: {
    trx: Trx;
    send: Send;
    jurisdiction: number;
    pack: Pack;
    keys: ReturnType<Keys['jurisdiction']>;
    now: Date;
    /** Ids that were chosen before. */
    ids: Iterable<readonly [string, string]>;
  }) {
    this.trx = of.trx;
    this.send = of.send;
    this.jurisdiction = of.jurisdiction;
    this.pack = of.pack;
    this.keys = of.keys;
    this.now = of.now;
    this.#ids = new Map(of.ids);
  }

  /** The id of a key, made when it is first asked for. */
  id(key: string): string {
    let id = this.#ids.get(key);
    if (!id) {
      id = newId();
      this.#ids.set(key, id);
    }
    return id;
  }

  idOrNull(key: string | null): string | null {
    return key === null ? null : this.id(key);
  }

  /** Gathers a row; written with the next flush of its table, in the order of the foreign keys. */
  add<T extends Table>(table: T, row: Omit<Insertable<DB[T]>, 'jurisdiction_id'>): void {
    const rows = this.#rows.get(table);
    const whole = { jurisdiction_id: this.jurisdiction, ...row };
    if (rows) rows.push(whole);
    else this.#rows.set(table, [whole]);
  }

  get full(): boolean {
    for (const rows of this.#rows.values()) if (rows.length >= FLUSH) return true;
    return false;
  }

  /**
   * Writes everything gathered, tables in the order in which they were first named. PostgreSQL works on it while
   * the next rows are made; only so much waits as was gathered since the last call.
   */
  async flush(): Promise<void> {
    await this.#written;
    for (const [table, rows] of this.#rows) {
      sendMany(this.trx, this.send, table, rows as never[]);
      rows.length = 0;
    }
    this.#written = sql`select`.execute(this.trx);
    this.#written.catch(() => undefined);
  }
}
