import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import type { Text } from '@plumbline/contract/route';
import pg from 'pg';
import type { App } from './app.ts';
import { loadSample } from './demo/load-sample.ts';
import { systemClock } from './platform/clock/clock.ts';
import { Database } from './platform/db/database.ts';
import { type Embedded, startEmbedded } from './platform/db/embedded/index.ts';
import { checkServer } from './platform/db/external.ts';
import { migrate } from './platform/db/migrate.ts';
import { OperatorError } from './platform/errors/operator-error.ts';
import { FolderStore } from './platform/files/folder-store.ts';
import { type Keys, openKeys } from './platform/files/keys.ts';
import { startDaily } from './platform/jobs/daily.ts';
import { type JobHandlers, prepareQueues, Worker } from './platform/jobs/worker.ts';
import { smtpMailer } from './platform/notices/mailer.ts';
import { readPacks } from './platform/packs/read-packs.ts';
import { Packs } from './platform/packs/registry.ts';
import { type Settings, SettingsError } from './settings.ts';

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

interface StartOptions {
  /** Hears of each migration that is applied. */
  onStep?: (name: string) => void;
  /** Work to be done before anybody is answered: a page without its data only puzzles. */
  prepare?: (parts: Pick<Running, 'endpoints' | 'packs'>) => Promise<void>;
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

/** The address can't be listened on: it is taken, not this machine's, or kept for root. */
class AddressRefused extends OperatorError {}

const ADDRESS_TEXTS: Record<string, (settings: Settings) => Text> = {
  EADDRINUSE: ({ port }) => ({
    zh: `端口 ${port} 已被占用。请停止占用它的程序，或设置 PLUMBLINE_PORT。`,
    en: `Port ${port} is taken. Stop the other program or set PLUMBLINE_PORT.`,
  }),
  EADDRNOTAVAIL: ({ host }) => ({
    zh: `${host} 不是本机的地址。请检查 PLUMBLINE_HOST。`,
    en: `${host} is no address of this machine. Check PLUMBLINE_HOST.`,
  }),
  ENOTFOUND: ({ host }) => ({
    zh: `找不到主机 ${host}。请检查 PLUMBLINE_HOST。`,
    en: `There is no host ${host}. Check PLUMBLINE_HOST.`,
  }),
  EACCES: ({ port }) => ({
    zh: `没有权限监听端口 ${port}。请设置 1024 以上的 PLUMBLINE_PORT。`,
    en: `No permission to listen on port ${port}. Set PLUMBLINE_PORT to one above 1024.`,
  }),
};

/** What went wrong with the address, in words, when that is known. */
function addressError(error: unknown, settings: Settings): unknown {
  const text = ADDRESS_TEXTS[(error as NodeJS.ErrnoException).code ?? ''];
  return text ? new AddressRefused(text(settings), { cause: error }) : error;
}

async function listen({ server }: App, settings: Settings): Promise<void> {
  try {
    await server.listen({ host: settings.host, port: settings.port });
  } catch (error) {
    throw addressError(error, settings);
  }
}

/** Whether the address can be listened on, asked before long work and without answering anybody. */
async function tryAddress({ host, port, ...settings }: Settings): Promise<void> {
  const probe = createServer();
  try {
    probe.listen({ host, port });
    await once(probe, 'listening');
  } catch (error) {
    throw addressError(error, { host, port, ...settings });
  } finally {
    probe.close();
  }
}

function readTls({ tls }: Settings): { cert: Buffer; key: Buffer } | undefined {
  if (!tls) return undefined;
  try {
    return { cert: readFileSync(tls.cert), key: readFileSync(tls.key) };
  } catch (error) {
    const { path: file } = error as NodeJS.ErrnoException;
    throw new SettingsError({
      zh: `无法读取 ${file}。请检查 PLUMBLINE_TLS_CERT 和 PLUMBLINE_TLS_KEY。`,
      en: `${file} can't be read. Check PLUMBLINE_TLS_CERT and PLUMBLINE_TLS_KEY.`,
    });
  }
}

/**
 * Everything: database, application, worker, listening socket. What was started is stopped again when a later
 * part fails.
 * @throws {OperatorError} with what the operator has to mend
 */
export async function start(settings: Settings, options: StartOptions = {}): Promise<Running> {
  const closers: (() => Promise<unknown> | undefined)[] = [];
  const stop = async () => {
    const failed: unknown[] = [];
    // One that fails does not keep the others, the database last of all, from ending in order.
    for (const close of closers.splice(0).reverse())
      await Promise.resolve(close()).catch((error: unknown) => failed.push(error));
    if (failed.length) throw failed[0];
  };
  try {
    return { ...(await startParts(settings, closers, options)), stop };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}

async function startParts(
  settings: Settings,
  closers: (() => Promise<unknown> | undefined)[],
  { onStep, prepare }: StartOptions,
): Promise<Omit<Running, 'stop'>> {
  const tls = readTls(settings);
  const { ownerUrl, appUrl, keys, embedded } = await prepareDatabase(settings, onStep);
  closers.push(() => embedded?.stop());
  const db = new Database({ url: appUrl });
  closers.push(() => db.close());
  const packs = await Packs.open(db, await readPacks(), systemClock.now());
  const mailer = settings.mail && smtpMailer(settings.mail.url, settings.mail.from);
  closers.push(async () => mailer?.close());
  // Read only now: what is wrong outside is said at once.
  const { buildApp } = await import('./app.ts');
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
    ...(tls ? { tls } : {}),
  });
  closers.push(() => app.server.close());
  const jobs = jobsOf(app);
  if (prepare) {
    await tryAddress(settings);
    await prepareQueues(ownerUrl, Object.keys(jobs));
    await prepare({ ...app, packs });
    await listen(app, settings);
  } else {
    await listen(app, settings);
    await prepareQueues(ownerUrl, Object.keys(jobs));
  }
  const worker = new Worker(db, appUrl, jobs, app.server.log);
  closers.push(() => worker.stop());
  await worker.start();
  const daily = app.modules.flatMap((module) => module.daily ?? []);
  closers.push(startDaily(db, systemClock, daily, app.server.log));
  const setupCode = (await app.setUp.needed()) ? app.setUp.code.issue() : undefined;
  return { ...app, url: settings.origin, ownerUrl, packs, jobs, setupCode };
}

/** The handlers of all modules; a topic belongs to one module. */
export function jobsOf(app: App): JobHandlers {
  return Object.assign({}, ...app.modules.map((module) => module.jobs?.(app.endpoints) ?? {}));
}
