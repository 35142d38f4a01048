import { once } from 'node:events';
import path from 'node:path';
import { buildApp } from '../app.ts';
import { FixedClock } from '../platform/clock/clock.ts';
import { Database } from '../platform/db/database.ts';
import { FolderStore } from '../platform/files/folder-store.ts';
import { openKeys } from '../platform/files/keys.ts';
import { Worker } from '../platform/jobs/worker.ts';
import { readPacks } from '../platform/packs/read-packs.ts';
import { Packs } from '../platform/packs/registry.ts';
import { jobsOf } from '../start.ts';
import type { ServerInput } from './server-process.ts';

// The process behind `startServerProcess`: serves and works until it is killed.
const [input] = (await once(process, 'message')) as [ServerInput];
const db = new Database({ url: input.databaseUrl, max: 6 });
const clock = new FixedClock(input.now);
const keys = await openKeys(path.join(input.folder, 'keys'));
const app = await buildApp({
  services: {
    db,
    clock,
    keys,
    packs: await Packs.open(db, await readPacks(), clock.now()),
    files: new FolderStore(path.join(input.folder, 'files'), keys),
    uploads: path.join(input.folder, 'uploads'),
    origin: 'http://localhost:4600',
  },
  databaseUrl: input.databaseUrl,
  logLevel: 'error',
});
await app.server.listen({ host: '127.0.0.1', port: 0 });
await new Worker(db, input.databaseUrl, jobsOf(app), app.server.log).start();
process.send!('ready');
