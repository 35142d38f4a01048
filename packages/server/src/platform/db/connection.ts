import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';
import type { DB } from './schema.gen.ts';

/** A statement gets a server-side name when the same text comes a second time; few texts are worth one. */
const NAMED_STATEMENTS = 400;

/** Text → its name once it has one. */
const seen = new Map<string, string | null>();
let named = 0;

function nameOf(sql: string): string | undefined {
  const known = seen.get(sql);
  if (known) return known;
  if (known === null) {
    const name = `s${++named}`;
    seen.set(sql, name);
    return name;
  }
  if (seen.size < NAMED_STATEMENTS) seen.set(sql, null);
  return undefined;
}

/** Octets from which what is gathered leaves at once: a batch of rows is work for PostgreSQL while we go on. */
const GATHERED = 64 * 1024;

/**
 * What is started in one turn of the event loop leaves in one write: a page runs a dozen statements, and each
 * write is a system call here and a waking there.
 */
function gathered<T>(client: pg.PoolClient, start: () => T): T {
  const { stream } = client.connection;
  if (!stream.writableCorked) {
    stream.cork();
    process.nextTick(() => stream.uncork());
  }
  const started = start();
  if (stream.writableLength > GATHERED) stream.uncork();
  return started;
}

/** A statement without parameters or name, such as BEGIN. */
export function sendPlain(client: pg.PoolClient, text: string): Promise<pg.QueryResult> {
  return gathered(client, () => client.query(text));
}

/**
 * One pooled client as a Kysely connection. Queries are written to the socket at once, so those started
 * together travel in one round trip (`Promise.all`).
 */
class ClientConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  /** True between BEGIN and COMMIT. Outside, nothing may run: it would have no actor and no transaction. */
  open = false;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  /** Writes the statement to the socket before it returns. */
  send<R>(query: CompiledQuery): Promise<pg.QueryResult<R & pg.QueryResultRow>> {
    if (!this.open) return Promise.reject(new Error('A query was started outside its transaction'));
    return gathered(this.#client, () =>
      this.#client.query<R & pg.QueryResultRow>({
        text: query.sql,
        values: query.parameters as unknown[],
        ...{ name: nameOf(query.sql) },
      }),
    );
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const result = await this.send<R>(query);
    return { rows: result.rows, numAffectedRows: BigInt(result.rowCount ?? 0) };
  }

  // biome-ignore lint/correctness/useYield: portals can't share a pipelined connection
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Streaming is not available on a pipelined connection; page by cursor instead');
  }
}

class OneClientDriver implements Driver {
  readonly #connection: ClientConnection;

  constructor(connection: ClientConnection) {
    this.#connection = connection;
  }
  async init() {}
  async acquireConnection() {
    return this.#connection;
  }
  async beginTransaction() {
    throw new Error('Transactions are opened by Database.transaction()');
  }
  async commitTransaction() {}
  async rollbackTransaction() {}
  async releaseConnection() {}
  async destroy() {}
}

export interface Face {
  kysely: Kysely<DB>;
  connection: Pick<ClientConnection, 'open' | 'send'>;
}

const perClient = new WeakMap<pg.PoolClient, Face>();

/** The Kysely face of one pooled client; made once per client and kept as long as it lives. */
export function faceOf(client: pg.PoolClient): Face {
  let face = perClient.get(client);
  if (!face) {
    const connection = new ClientConnection(client);
    const dialect: Dialect = {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new OneClientDriver(connection),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    };
    face = { kysely: new Kysely<DB>({ dialect }), connection };
    perClient.set(client, face);
  }
  return face;
}
