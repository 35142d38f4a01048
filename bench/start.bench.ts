// How long a newcomer waits: `plumbline demo` on an empty data folder (PostgreSQL's initdb, migrations, sample
// county, listening) and again on a full one, each until the first page and the API answer, as a share of the
// limits that the project sets itself. The build of the web client, which the first start of a clone does too,
// is timed by itself.
//
//   npm run bench start        npx node bench/start.bench.ts [cold=3] [warm=5]
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { figure, median, numbers, printHead, printTable, spread } from './measure.ts';

const LIMITS = { cold: 120, warm: 5 };
/** Seconds after which a start has failed, not merely missed its limit. */
const PATIENCE = 300;
const ROOT = path.resolve(import.meta.dirname, '..');
const [colds = 3, warms = 5] = numbers([3, 5]);
const folder = await mkdtemp(path.join(tmpdir(), 'plumbline-bench-'));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Resolves with the seconds since `started` when the child has said that it is open; rejects when it ends first. */
async function untilOpen(child: ChildProcess, started: number): Promise<number> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const late = () => reject(new Error(`plumbline demo did not open within ${PATIENCE} s:\n${said}`));
    const timer = setTimeout(late, PATIENCE * 1000);
    const listen = (chunk: Buffer) => {
      said += chunk;
      if (!said.includes('\nOpen ')) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout!.on('data', listen);
    child.stderr!.on('data', listen);
    child.once('exit', (code) => reject(new Error(`plumbline demo ended with ${code}:\n${said}`)));
  });
  return (performance.now() - started) / 1000;
}

interface Start {
  /** Seconds from the command until readiness was answered, and until everything was there. */
  listening: number;
  open: number;
}

/** Seconds since `started` when the address answers; NaN when the child ended before. */
async function untilAnswered(child: ChildProcess, url: string, started: number): Promise<number> {
  while (child.exitCode === null && performance.now() - started < PATIENCE * 1000) {
    const status = await fetch(url).then(
      (answer) => answer.arrayBuffer().then(() => answer.status),
      () => 0,
    );
    if (status === 200) return (performance.now() - started) / 1000;
    await pause(10);
  }
  return Number.NaN;
}

/** One start and an orderly end. */
async function startOnce(data: string): Promise<Start> {
  const port = await freePort();
  const started = performance.now();
  const child = spawn(process.execPath, ['packages/server/bin/plumbline.mjs', 'demo'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PLUMBLINE_DATA: path.join(data, 'data'),
      PLUMBLINE_KEYS: path.join(data, 'keys'),
      PLUMBLINE_PORT: String(port),
      DATABASE_URL: '',
    },
  });
  try {
    const origin = `http://127.0.0.1:${port}`;
    const [open, listening] = [untilOpen(child, started), untilAnswered(child, `${origin}/readyz`, started)];
    await open;
    await untilAnswered(child, `${origin}/`, started);
    return { listening: await listening, open: (performance.now() - started) / 1000 };
  } finally {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  }
}

async function buildClient(): Promise<number> {
  const started = performance.now();
  const out = path.join(folder, 'client');
  const child = spawn('npm', ['run', '--silent', 'build', '--', '--outDir', out, '--emptyOutDir'], {
    cwd: path.join(ROOT, 'packages/web'),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('The web client could not be built');
  return (performance.now() - started) / 1000;
}

printHead(
  `Start: cold ${colds} times, warm ${warms} times, medians`,
  `npx node bench/start.bench.ts ${colds} ${warms}`,
);
try {
  const build = await buildClient();
  const cold: Start[] = [];
  const warm: Start[] = [];
  // A start before the first that counts brings the client up to date, should it be older than its sources.
  await startOnce(path.join(folder, 'first'));
  for (let i = 0; i < Math.max(colds, warms); i++) {
    const data = path.join(folder, String(i < colds ? i : colds - 1));
    if (i < colds) cold.push(await startOnce(data));
    if (i < warms) warm.push(await startOnce(data));
  }
  const row = (what: string, seconds: number[], limit: number) => ({
    what,
    seconds: figure(median(seconds)),
    'lowest … highest': spread(seconds),
    'limit, s': limit,
    'share of the limit': `${figure((100 * median(seconds)) / limit)} %`,
  });
  const opened = (starts: Start[]) => starts.map((start) => start.open);
  printTable([
    row(
      'cold, until it listens',
      cold.map((start) => start.listening),
      LIMITS.cold,
    ),
    row('cold, with the county', opened(cold), LIMITS.cold),
    row('build of the client', [build], LIMITS.cold),
    row(
      'cold, with county and build',
      opened(cold).map((seconds) => seconds + build),
      LIMITS.cold,
    ),
    row('warm', opened(warm), LIMITS.warm),
  ]);
} finally {
  await rm(folder, { recursive: true, force: true });
}
