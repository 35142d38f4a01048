import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { type App, buildApp } from './app.ts';
import { loadSample } from './demo/load-sample.ts';
import { systemClock } from './platform/clock/clock.ts';
import { Database } from './platform/db/database.ts';
import { type Embedded, startEmbedded } from './platform/db/embedded/index.ts';
import { checkServer } from './platform/db/external.ts';
import { migrate } from './platform/db/migrate.ts';
import { FolderStore } from './platform/files/folder-store.ts';
import { type Keys, openKeys } from './platform/files/keys.ts';
import { startDaily } from './platform/jobs/daily.ts';
import { type JobHandlers, prepareQueues, Worker } from './platform/jobs/worker.ts';
import { smtpMailer } from './platform/notices/mailer.ts';
import { readPacks } from './platform/packs/read-packs.ts';
import { Packs } from './platform/packs/registry.ts';
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

/** The port is taken, by another Plumbline or another program. */
export class PortTaken extends Error {}

/**
 * Everything: database, application, worker, listening socket. What was started is stopped again when a later
 * part fails.
 * @throws {PortTaken} and the errors of {@link prepareDatabase}
 */
export async function start(settings: Settings, onStep?: (name: string) => void): Promise<Running> {
  const closers: (() => Promise<unknown> | undefined)[] = [];
  const stop = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    return { ...(await startParts(settings, closers, onStep)), stop };
  } catch (error) {
    await stop();
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new PortTaken(`Port ${settings.port} is taken. Stop the other program or set PLUMBLINE_PORT.`);
  }
}

async function startParts(
  settings: Settings,
  closers: (() => Promise<unknown> | undefined)[],
  onStep?: (name: string) => void,
): Promise<Omit<Running, 'stop'>> {
  const { ownerUrl, appUrl, keys, embedded } = await prepareDatabase(settings, onStep);
  closers.push(() => embedded?.stop());
  const db = new Database({ url: appUrl });
  closers.push(() => db.close());
  const packs = await Packs.open(db, await readPacks(), systemClock.now());
  const mailer = settings.mail && smtpMailer(settings.mail.url, settings.mail.from);
  closers.push(async () => mailer?.close());
  const app = await buildApp({
    services: {
      db,
      clock: systemClock,
      keys,
      packs,
      files: new FolderStore(path.join(settings.data, 'files'), keys),
      uploads: path.join(settings.data, 'uploads'),
      origin: settings.origin,
      mailer,
    },
    databaseUrl: appUrl,
    loadSample,
    logLevel: settings.logLevel,
    ...(existsSync(CLIENT) ? { client: CLIENT } : {}),
    ...(settings.tls
      ? { tls: { cert: readFileSync(settings.tls.cert), key: readFileSync(settings.tls.key) } }
      : {}),
  });
  closers.push(() => app.server.close());
  await app.server.listen({ host: settings.host, port: settings.port });
  const jobs = jobsOf(app);
  await prepareQueues(ownerUrl, Object.keys(jobs));
  const worker = new Worker(db, appUrl, jobs, app.server.log);
  await worker.start();
  closers.push(() => worker.stop());
  const daily = app.modules.flatMap((module) => module.daily ?? []);
  closers.push(startDaily(db, systemClock, daily, app.server.log));
  const setupCode = (await app.setUp.needed()) ? app.setUp.code.issue() : undefined;
  return { ...app, url: settings.origin, ownerUrl, packs, jobs, setupCode };
}

/** The handlers of all modules; a topic belongs to one module. */
export function jobsOf(app: App): JobHandlers {
  return Object.assign({}, ...app.modules.map((module) => module.jobs?.(app.endpoints) ?? {}));
}
