import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Pack } from '@plumbline/policy';
import { type App, type AppOptions, buildApp } from '../app.ts';
import { FixedClock } from '../platform/clock/clock.ts';
import type { Services } from '../platform/context/context.ts';
import { Database } from '../platform/db/database.ts';
import { sharedTestCluster } from '../platform/db/embedded/testing.ts';
import { newId } from '../platform/db/id.ts';
import { FolderStore } from '../platform/files/folder-store.ts';
import { openKeys } from '../platform/files/keys.ts';
import { drainOutbox, type JobHandlers } from '../platform/jobs/worker.ts';
import type { Mailer } from '../platform/notices/mailer.ts';
import { readPacks } from '../platform/packs/read-packs.ts';
import { Packs } from '../platform/packs/registry.ts';
import { asApp, jobsOf } from '../start.ts';
import type { CountyTemplate } from './county-template.ts';
import { APP_PASSWORD, TEMPLATE } from './template.ts';
import { TestClient } from './test-client.ts';
import { buildWorld, type World } from './world.ts';

export interface BareServer {
  app: App;
  services: Services;
  clock: FixedClock;
  /** Connection string of the owner, for assertions behind row-level security. */
  ownerUrl: string;
  /** Connection string of the serving role. */
  databaseUrl: string;
  jobs: JobHandlers;
  /** A client with this API or session token, or nobody's. */
  withToken(token?: string): TestClient;
  /** Does everything that waits in the outbox. */
  work(): Promise<number>;
  stop(): Promise<void>;
  /** Stops, but leaves database and folder to the caller. */
  leave(): Promise<{ name: string; folder: string }>;
}

export interface TestServer extends BareServer {
  world: World;
  /** A client signed in as one of the world's accounts, or as nobody. */
  as(username?: string): TestClient;
}

const shipped = readPacks();

/** Monday morning in the county: 2026-04-06, ten o'clock. */
export const TEST_NOW = '2026-04-06T02:00:00.000Z';

/**
 * The whole server on a database of its own (a copy of the migrated template), connected as the
 * least-privileged role, with a clock that stands still and no jurisdiction yet. `client` names the folder
 * of the built web client, for browser journeys.
 */
export async function startBareServer({
  mailer,
  from,
  packs: given,
  ...options
}: Pick<AppOptions, 'client' | 'loadSample' | 'logLevel'> & {
  mailer?: Mailer;
  /** Begins with a copy of it instead of empty data. */
  from?: CountyTemplate;
  /** Packs in place of those that ship. */
  packs?: readonly Pack[];
} = {}): Promise<BareServer> {
  const cluster = await sharedTestCluster();
  const name = `t_${newId().replaceAll('-', '')}`;
  const ownerUrl = await cluster.createDatabaseFromTemplate(from?.database ?? TEMPLATE, name);
  const folder = await mkdtemp(path.join(tmpdir(), 'plumbline-api-'));
  if (from) await cp(from.folder, folder, { recursive: true });
  const clock = new FixedClock(TEST_NOW);
  const databaseUrl = asApp(ownerUrl, APP_PASSWORD);
  const db = new Database({ url: databaseUrl, max: 6 });
  const keys = await openKeys(path.join(folder, 'keys'));
  const packs = await Packs.open(db, given ?? (await shipped), clock.now());
  const services = {
    db,
    clock,
    keys,
    packs,
    files: new FolderStore(path.join(folder, 'files'), keys),
    uploads: path.join(folder, 'uploads'),
    origin: 'http://localhost:4600',
    mailer,
  };
  const app = await buildApp({
    services,
    databaseUrl,
    strictReplies: true,
    logLevel: 'error',
    ...options,
  });
  await app.server.ready();
  const jobs = jobsOf(app);
  const leave = async () => {
    await app.server.close();
    await db.close();
    return { name, folder };
  };
  return {
    app,
    services: app.endpoints.services,
    clock,
    ownerUrl,
    databaseUrl,
    jobs,
    withToken: (token) => new TestClient(app.server, token),
    work: () => drainOutbox(db, jobs),
    leave,
    async stop() {
      await leave();
      await cluster.dropDatabase(name);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** {@link startBareServer} with the small made-up county of `world.ts`. */
export async function startTestServer(
  options: { mailer?: Mailer; packs?: readonly Pack[] } = {},
): Promise<TestServer> {
  const server = await startBareServer(options);
  const world = await buildWorld(server.services);
  return {
    ...server,
    world,
    as: (username) => server.withToken(username === undefined ? undefined : world.token(username)),
  };
}
