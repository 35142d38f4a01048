import { Client } from 'pg';
import { EmbeddedError } from './errors.ts';
import { DATABASE, OWNER } from './paths.ts';

export type Endpoint = { socketFolder: string; port: number; password: string };

export type Answer =
  | { kind: 'ready'; system: string; folder: string; version: string; durable: boolean }
  /** Starting, recovering or shutting down. */
  | { kind: 'busy' }
  | { kind: 'absent' }
  /** The owner's password is not the one in our file. */
  | { kind: 'refused' }
  /** The socket belongs to another account. */
  | { kind: 'forbidden' };

/** A client of the owner. It never reads PG* variables for what matters. */
export function ownerClient(endpoint: Endpoint, database: string): Client {
  const client = new Client({
    host: endpoint.socketFolder,
    port: endpoint.port,
    user: OWNER,
    password: endpoint.password,
    database,
    ssl: false,
    connectionTimeoutMillis: 5000,
    application_name: 'plumbline-supervisor',
  });
  // A postmaster that dies between two replies reports here; the next query rejects anyway.
  client.on('error', () => undefined);
  return client;
}

/** Asks whoever answers on the socket which cluster it serves. Never rejects for a database that is not ready. */
export async function probe(endpoint: Endpoint): Promise<Answer> {
  const client = ownerClient(endpoint, 'postgres');
  try {
    await client.connect();
    const { rows } = await client.query<{ system: string; folder: string; version: string; fsync: string }>(
      `select (select system_identifier::text from pg_control_system()) as system,
              current_setting('data_directory') as folder,
              current_setting('server_version') as version,
              current_setting('fsync') as fsync`,
    );
    const { system, folder, version, fsync } = rows[0]!;
    return { kind: 'ready', system, folder, version, durable: fsync === 'on' };
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'ENOTDIR') return { kind: 'absent' };
    if (code === 'EACCES' || code === 'EPERM') return { kind: 'forbidden' };
    if (code.startsWith('28')) return { kind: 'refused' };
    // 57P03 is "not yet" or "no longer"; anything else is a connection cut while it changes state.
    return { kind: 'busy' };
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Creates our database in a cluster that has none yet. */
export async function ensureDatabase(endpoint: Endpoint): Promise<void> {
  const client = ownerClient(endpoint, 'postgres');
  try {
    await client.connect();
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    // Class 53, disk_full.
    if (code === '53100') throw new EmbeddedError('disk-full', endpoint.socketFolder, { cause: error });
    throw new EmbeddedError('start-failed', message, { cause: error });
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * The owner's connection string, understood by `pg`, by libpq (psql, pgbench, pg_dump) and by `new URL()`: the
 * socket's folder stands percent-encoded where a host name would. It holds the password: never log it, and give
 * it to other programs by their environment, not by argument.
 */
export function ownerUrl(endpoint: Endpoint, database: string = DATABASE): string {
  const host = encodeURIComponent(endpoint.socketFolder).replaceAll("'", '%27');
  return `postgresql://${OWNER}:${encodeURIComponent(endpoint.password)}@${host}:${endpoint.port}/${database}`;
}
