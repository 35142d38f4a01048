import { type Insertable, type RawBuilder, sql } from 'kysely';
import type { Send, Trx } from './database.ts';
import type { DB } from './schema.gen.ts';

/** Rows a statement: large enough to make round trips cheap, small enough to stay far below 1 GiB of JSON. */
const BATCH = 2_000;

/**
 * Inserts many rows by one statement a batch: the rows travel as one JSON parameter and PostgreSQL reads them
 * by the table's own types, so the statement's text (and plan) is the same for any number of rows. All rows
 * have the keys of the first; bytea values are `\x…` text.
 */
export async function insertMany<T extends keyof DB & string>(
  trx: Trx,
  table: T,
  rows: readonly Insertable<DB[T]>[],
): Promise<void> {
  for (const insert of inserts(table, rows)) await insert.execute(trx);
}

/** The same without waiting: PostgreSQL writes these rows while the caller makes the next ones. */
export function sendMany<T extends keyof DB & string>(
  trx: Trx,
  send: Send,
  table: T,
  rows: readonly Insertable<DB[T]>[],
): void {
  for (const insert of inserts(table, rows)) send({ compile: () => insert.compile(trx) });
}

function* inserts<T extends keyof DB & string>(
  table: T,
  rows: readonly Insertable<DB[T]>[],
): Generator<RawBuilder<unknown>> {
  if (!rows.length) return;
  const columns = Object.keys(rows[0]!).map((column) => sql.ref(column));
  const list = sql.join(columns);
  for (let at = 0; at < rows.length; at += BATCH) {
    const batch = JSON.stringify(rows.slice(at, at + BATCH));
    yield sql`insert into ${sql.table(table)} (${list})
      select ${list} from json_populate_recordset(null::${sql.table(table)}, ${batch}::json)`;
  }
}

/** Octets as `insertMany` wants them. */
export const hexBytes = (bytes: Uint8Array): Buffer =>
  `\\x${Buffer.from(bytes).toString('hex')}` as unknown as Buffer;
