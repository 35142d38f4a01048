import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, escapeIdentifier } from 'pg';
import { EmbeddedError } from './errors.ts';
import { startEmbedded } from './index.ts';
import { isFree } from './locks.ts';
import { layoutOf } from './paths.ts';
import { readPidFile, relationTo, stopPostmaster } from './postmaster.ts';

/** Set by whoever starts the cluster, inherited by the test runner's workers. */
const SHARED_URL = 'PLUMBLINE_TEST_CLUSTER_URL';
const EXTERNAL_URL = 'PLUMBLINE_TEST_DATABASE_URL';
const PREFIX = 'plumbline-test-';
const OLDEST_EXTERNAL = 150000;

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
          `create database ${escapeIdentifier(name)} template ${escapeIdentifier(template)}`,
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

/** Ends and removes the clusters of test runs that were killed; a run that lives holds its lock. */
export async function removeAbandoned(parent: string = tmpdir()): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(PREFIX)) continue;
    const layout = layoutOf(join(parent, name));
    try {
      if (!isFree(layout.startLock) || !isFree(layout.usersLock)) continue;
      const pidFile = await readPidFile(layout.cluster);
      if (pidFile && (await relationTo(pidFile.pid, layout.cluster)) === 'ours') {
        await stopPostmaster(pidFile.pid, layout.cluster);
      }
      await rm(layout.root, { recursive: true, force: true });
    } catch {
      // Another account's, or removed meanwhile by another run.
    }
  }
}

async function startOwn(): Promise<TestCluster> {
  await removeAbandoned();
  const root = await mkdtemp(join(tmpdir(), PREFIX));
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
