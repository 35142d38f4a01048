import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { type App, buildApp } from './app.ts';
import { systemClock } from './platform/clock/clock.ts';
import { Database } from './platform/db/database.ts';
import { type Embedded, startEmbedded } from './platform/db/embedded/index.ts';
import { checkServer } from './platform/db/external.ts';
import { migrate } from './platform/db/migrate.ts';
import { FolderStore } from './platform/files/folder-store.ts';
import { type Keys, openKeys } from './platform/files/keys.ts';
import { startDaily } from './platform/jobs/daily.ts';
import { type JobHandlers, prepareQueues, Worker } from './platform/jobs/worker.ts';
import { Packs, readPacks } from './platform/packs/registry.ts';
import type { Settings } from './settings.ts';

export interface Running extends App {
  url: string;
  /** Connection string of the owner, for commands that prepare the database; never used to serve. */
  ownerUrl: string;
  packs: Packs;
  jobs: JobHandlers;
  /** One-time code of the set-up page; undefined once a jurisdiction exists. */
  setupCode: string | undefined;
  stop(): Promise<void>;
}

const CLIENT = path.resolve(import.meta.dirname, '../../web/dist');

export interface Prepared {
  ownerUrl: string;
  appUrl: string;
  keys: Keys;
  embedded: Embedded | undefined;
}

/**
 * Starts or finds the database, brings it up to date and gives the serving role its password. `shared` is for
 * commands that work beside a running server: they join its embedded PostgreSQL instead of refusing.
 */
export async function prepareDatabase(
  settings: Settings,
  onStep?: (name: string) => void,
  options: { shared?: boolean } = {},
): Promise<Prepared> {
  const keys = await openKeys(settings.keys, { data: settings.data });
  const embedded = settings.databaseUrl
    ? undefined
    : await startEmbedded({ dataDir: path.join(settings.data, 'postgres'), exclusive: !options.shared });
  const ownerUrl = settings.databaseUrl ?? embedded?.ownerUrl ?? '';
  try {
    await checkServer(ownerUrl);
    await migrate(ownerUrl, onStep);
    const password = keys.platform.derive('database').toString('base64url');
    await setAppPassword(ownerUrl, password);
    return { ownerUrl, appUrl: asApp(ownerUrl, password), keys, embedded };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

async function setAppPassword(ownerUrl: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`alter role plumbline_app password ${client.escapeLiteral(password)}`);
  } finally {
    await client.end();
  }
}

/** The same database as the serving role. */
export function asApp(ownerUrl: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = 'plumbline_app';
  url.password = password;
  return url.href;
}

/** Everything: database, application, worker, listening socket. */
export async function start(settings: Settings, onStep?: (name: string) => void): Promise<Running> {
  const { ownerUrl, appUrl, keys, embedded } = await prepareDatabase(settings, onStep);
  const db = new Database({ url: appUrl });
  const packs = await Packs.open(db, await readPacks(), systemClock.now());
  const app = await buildApp({
    services: {
      db,
      clock: systemClock,
      keys,
      packs,
      files: new FolderStore(path.join(settings.data, 'files'), keys),
      uploads: path.join(settings.data, 'uploads'),
      origin: settings.origin,
    },
    databaseUrl: appUrl,
    logLevel: settings.logLevel,
    ...(existsSync(CLIENT) ? { client: CLIENT } : {}),
    ...(settings.tls
      ? { tls: { cert: readFileSync(settings.tls.cert), key: readFileSync(settings.tls.key) } }
      : {}),
  });
  const jobs = jobsOf(app);
  await prepareQueues(ownerUrl, Object.keys(jobs));
  const worker = new Worker(db, appUrl, jobs, app.server.log);
  await worker.start();
  const daily = app.modules.flatMap((module) => module.daily ?? []);
  const stopDaily = startDaily(db, systemClock, daily, app.server.log);
  await app.server.listen({ host: settings.host, port: settings.port });
  return {
    ...app,
    url: settings.origin,
    ownerUrl,
    packs,
    jobs,
    setupCode: undefined,
    async stop() {
      await app.server.close();
      await stopDaily();
      await worker.stop();
      await db.close();
      await embedded?.stop();
    },
  };
}

/** The handlers of all modules; a topic belongs to one module. */
export function jobsOf(app: App): JobHandlers {
  return Object.assign({}, ...app.modules.map((module) => module.jobs?.(app.endpoints) ?? {}));
}
