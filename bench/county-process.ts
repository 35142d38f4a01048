// The whole server on a data folder of its own with the sample county, as a process of its own.
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as contract from '@plumbline/contract/session';
import { buildApp } from '@plumbline/server/app';
import { loadCounty } from '@plumbline/server/demo/load-county';
import { Database } from '@plumbline/server/platform/db/database';
import { type Running, start } from '@plumbline/server/start';
import pg from 'pg';
import { serveParent } from './children.ts';
import { type Statement, StatementLog } from './statements.ts';

export type CountyMessage = { scale: number } | { record: string[]; token: string };

export interface County {
  origin: string;
  ownerUrl: string;
  /** Connection string of the serving role. */
  appUrl: string;
  password: string;
  signIn: string;
  /** Process ids, for the processor time of each. */
  pid: number;
  postmaster: number;
}

const SEED = 2026;
const PID_FILE = 'data/postgres/cluster/postmaster.pid';
const folder = await mkdtemp(path.join(tmpdir(), 'plumbline-bench-'));
let running: Running | undefined;

async function open(scale: number): Promise<County> {
  running = await start({
    port: 0,
    host: '127.0.0.1',
    origin: 'http://localhost',
    data: path.join(folder, 'data'),
    keys: path.join(folder, 'keys'),
    databaseUrl: undefined,
    demoPassword: undefined,
    logLevel: 'error',
    tls: undefined,
    mail: undefined,
  });
  const password = randomUUID();
  await loadCounty(running.endpoints.services, { seed: SEED, scale, password });
  const owner = new pg.Client({ connectionString: running.ownerUrl });
  await owner.connect();
  await owner.query('vacuum analyze');
  await owner.end();
  const { port } = running.server.server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    ownerUrl: running.ownerUrl,
    appUrl: appUrl(running),
    password,
    signIn: contract.signIn.path,
    pid: process.pid,
    postmaster: Number.parseInt(await readFile(path.join(folder, PID_FILE), 'utf8'), 10),
  };
}

const appUrl = ({ endpoints }: Running) => endpoints.services.db.pool.options.connectionString!;

/** The statements of each path, heard on a second copy of the application that does nothing else. */
async function record(paths: readonly string[], token: string): Promise<Statement[][]> {
  const { services } = running!.endpoints;
  const db = new Database({ url: appUrl(running!), max: 1 });
  const log = new StatementLog(db.pool);
  const { server } = await buildApp({
    services: { ...services, db },
    databaseUrl: appUrl(running!),
    logLevel: 'error',
  });
  try {
    const heard: Statement[][] = [];
    for (const url of paths) {
      // The first call fills what the server remembers (session, packs) and records the opening.
      for (let call = 0; call < 2; call++) {
        log.take();
        const answer = await server.inject({ url, headers: { authorization: `Bearer ${token}` } });
        if (answer.statusCode !== 200)
          throw new Error(`${url} answered ${answer.statusCode}: ${answer.body}`);
      }
      heard.push(log.take());
    }
    return heard;
  } finally {
    await server.close();
    await db.close();
  }
}

serveParent(
  (message: CountyMessage) =>
    'scale' in message ? open(message.scale) : record(message.record, message.token),
  async () => {
    await running?.stop();
    await rm(folder, { recursive: true, force: true });
  },
);
