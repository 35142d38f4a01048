import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { EmbeddedError, explained, explainOutput } from './errors.ts';
import { giveTo } from './ownership.ts';
import type { Layout } from './paths.ts';
import { isAlive, readPidFile, stopPostmaster } from './postmaster.ts';
import { type Endpoint, probe } from './probe.ts';
import { cleanEnv, commandFor, type RunAs } from './run.ts';
import { availableMemory, settings } from './settings.ts';

const LOG_LIMIT = 8 * 1024 * 1024;

/** Recovery after a power cut replays at most max_wal_size, which a slow disk can take minutes for. */
const READY_MS = 300_000;

async function openLog(path: string): Promise<{ fd: number; from: number }> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LOG_LIMIT) await rename(path, `${path}.1`);
  return { fd: openSync(path, 'a', 0o600), from: size > LOG_LIMIT ? 0 : size };
}

async function readFrom(path: string, from: number): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, from);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** How long backends of a killed postmaster may take to notice and end. */
const ORPHANS_MS = 30_000;

/**
 * Starts a postmaster on a cluster that has none and waits until it answers. Gives its process id. PostgreSQL
 * refuses while backends of a killed postmaster remain, so that is tried again for a while.
 */
export async function launch(...input: Parameters<typeof launchOnce>): Promise<number> {
  const deadline = performance.now() + ORPHANS_MS;
  for (;;) {
    try {
      return await launchOnce(...input);
    } catch (error) {
      const orphans = error instanceof EmbeddedError && error.code === 'in-use';
      if (!orphans || performance.now() > deadline) throw error;
      await delay(250);
    }
  }
}

async function launchOnce(
  layout: Layout,
  binaries: Binaries,
  runAs: RunAs,
  endpoint: Endpoint,
  fast: boolean,
): Promise<number> {
  const { socketFolder, port } = endpoint;
  const log = await explained(layout.root, async () => {
    // This folder is ours alone and no postmaster of ours runs: what lies there is from a killed one.
    await rm(join(socketFolder, `.s.PGSQL.${port}`), { force: true });
    await rm(join(socketFolder, `.s.PGSQL.${port}.lock`), { force: true });
    const conf = join(layout.cluster, 'postgresql.conf');
    await writeFile(
      conf,
      settings({
        socketFolder,
        port,
        memory: availableMemory(),
        fast,
        local: existsSync(layout.localSettings),
      }),
      { mode: 0o600 },
    );
    await giveTo(runAs, conf);
    return openLog(layout.log);
  });

  const command = commandFor(runAs, join(binaries.native, 'bin/postgres'), ['-D', layout.cluster]);
  let ended = false;
  let child: ChildProcess;
  try {
    // In a session of its own: Ctrl-C in the terminal must reach our server first, which then stops it.
    child = spawn(command.file, command.args, {
      ...command.options,
      env: cleanEnv(),
      cwd: '/',
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
  } finally {
    closeSync(log.fd);
  }
  child.on('error', () => {
    ended = true;
  });
  child.on('exit', () => {
    ended = true;
  });
  child.unref();
  const pid = child.pid;

  const deadline = performance.now() + READY_MS;
  while (!ended && pid !== undefined) {
    const pidFile = await readPidFile(layout.cluster);
    if (pidFile?.pid === pid && pidFile.status === 'ready') {
      const answer = await probe(endpoint);
      if (answer.kind === 'ready') return pid;
      if (answer.kind === 'refused') {
        await stopPostmaster(pid, layout.cluster);
        throw new EmbeddedError('password-lost', layout.password);
      }
    }
    if (performance.now() > deadline) {
      await stopPostmaster(pid, layout.cluster);
      throw new EmbeddedError('start-timeout', layout.log);
    }
    await delay(5);
  }
  if (pid !== undefined && isAlive(pid)) await stopPostmaster(pid, layout.cluster);
  throw explainOutput(await readFrom(layout.log, log.from), layout.log);
}
