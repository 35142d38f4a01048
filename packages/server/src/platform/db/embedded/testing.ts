import { statfsSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, escapeIdentifier } from 'pg';
import { EmbeddedError } from './errors.ts';
import { startEmbedded } from './index.ts';
import { isFree, tryExclusive } from './locks.ts';
import { layoutOf } from './paths.ts';
import { readPidFile, relationTo, stopPostmaster } from './postmaster.ts';

/** Set by whoever starts the cluster, inherited by the test runner's workers. */
const SHARED_URL = 'PLUMBLINE_TEST_CLUSTER_URL';
const EXTERNAL_URL = 'PLUMBLINE_TEST_DATABASE_URL';
const PREFIX = 'plumbline-test-';
const OLDEST_EXTERNAL = 150000;
const MEMORY = '/dev/shm';
const MEMORY_NEEDED = 2 * 1024 ** 3;

export type TestCluster = {
  /** The owner's connection string (a superuser's). */
  ownerUrl: string;
  /** Whether it is the server named by PLUMBLINE_TEST_DATABASE_URL. */
  external: boolean;
  /** The owner's connection string for another database of the same cluster. */
  urlOf(database: string): string;
  /** Makes database `name` as a copy of `template` and gives its connection string. Nobody may be connected to the template. */
  createDatabaseFromTemplate(template: string, name: string): Promise<string>;
  /** Drops the database if it exists, cutting its connections. */
  dropDatabase(name: string): Promise<void>;
  /** Stops and removes the cluster where it was started; does nothing elsewhere. */
  stop(): Promise<void>;
};

async function asOwner<T>(ownerUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: ownerUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function cluster(ownerUrl: string, external: boolean, stop: () => Promise<void>): TestCluster {
  // Copying files costs a checkpoint, which is nothing without fsync, and is three times as fast in memory.
  const strategy = external ? '' : ' strategy file_copy';
  const urlOf = (database: string) => {
    const url = new URL(ownerUrl);
    url.pathname = `/${encodeURIComponent(database)}`;
    return url.href;
  };
  const drop = (client: Client, name: string) =>
    client.query(`drop database if exists ${escapeIdentifier(name)} with (force)`);
  return {
    ownerUrl,
    external,
    urlOf,
    createDatabaseFromTemplate: (template, name) =>
      asOwner(ownerUrl, async (client) => {
        await drop(client, name);
        await client.query(
          `create database ${escapeIdentifier(name)} template ${escapeIdentifier(template)}${strategy}`,
        );
        return urlOf(name);
      }),
    dropDatabase: (name) =>
      asOwner(ownerUrl, async (client) => {
        await drop(client, name);
      }),
    stop,
  };
}

async function checkExternal(url: string): Promise<void> {
  const { version, superuser } = await asOwner(url, async (client) => {
    const { rows } = await client.query<{ version: number; superuser: boolean }>(
      `select current_setting('server_version_num')::int as version, rolsuper as superuser
         from pg_roles where rolname = current_user`,
    );
    return rows[0]!;
  });
  if (version < OLDEST_EXTERNAL) throw new EmbeddedError('external-unsuitable', `PostgreSQL ${version} < 15`);
  if (!superuser) throw new EmbeddedError('external-unsuitable', 'the user of the URL is not a superuser');
}

/** Memory where there is room: making a database from a template took 25 ms there and 60–600 ms on disk. */
export function testFolder(): string {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= MEMORY_NEEDED ? MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}

async function removeIfAbandoned(root: string): Promise<void> {
  const layout = layoutOf(root);
  // One that was made this minute may not have taken its lock yet.
  if (Date.now() - (await stat(root)).birthtimeMs < 60_000) return;
  const turn = tryExclusive(layout.startLock);
  if (!turn) return;
  try {
    if (!isFree(layout.usersLock)) return;
    const pidFile = await readPidFile(layout.cluster);
    if (pidFile && (await relationTo(pidFile.pid, layout.cluster)) === 'ours') {
      await stopPostmaster(pidFile.pid, layout.cluster);
    }
    await rm(root, { recursive: true, force: true });
  } finally {
    turn.release();
  }
}

/** Ends and removes the clusters of test runs that were killed; a run that lives holds its lock. */
async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(PREFIX)) continue;
    // Another account's, or removed meanwhile by another run: theirs to clear.
    await removeIfAbandoned(join(parent, name)).catch(() => undefined);
  }
}

async function startOwn(): Promise<TestCluster> {
  const parent = testFolder();
  await removeAbandoned(parent);
  const root = await mkdtemp(join(parent, PREFIX));
  const embedded = await startEmbedded({ dataDir: root, fast: true });
  process.env[SHARED_URL] = embedded.ownerUrl;
  return cluster(embedded.ownerUrl, false, async () => {
    delete process.env[SHARED_URL];
    await embedded.stop();
    await rm(root, { recursive: true, force: true });
  });
}

let shared: Promise<TestCluster> | undefined;

/**
 * One fast cluster for a whole test run. Call it in vitest's globalSetup, which starts it, and in the tests,
 * which find it by the environment; a single test file run without globalSetup starts its own.
 *
 * With PLUMBLINE_TEST_DATABASE_URL (a superuser's URL, PostgreSQL 15 or newer) that server is used instead.
 */
export function sharedTestCluster(): Promise<TestCluster> {
  shared ??= (async () => {
    const external = process.env[EXTERNAL_URL];
    if (external) {
      await checkExternal(external);
      return cluster(external, true, async () => undefined);
    }
    const url = process.env[SHARED_URL];
    return url ? cluster(url, false, async () => undefined) : startOwn();
  })();
  return shared;
}
