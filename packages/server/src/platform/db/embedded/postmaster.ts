import { readFileSync } from 'node:fs';
import { open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedError } from './errors.ts';

/** What postmaster.pid says. `status` is "starting", "ready", "stopping" or empty. */
export type PidFile = { pid: number; socketFolder: string; port: number; status: string };

export const pidFilePath = (cluster: string) => join(cluster, 'postmaster.pid');

/** Reads postmaster.pid; undefined when absent, pid 0 when it holds nothing usable. */
export async function readPidFile(cluster: string): Promise<PidFile | undefined> {
  const text = await readFile(pidFilePath(cluster), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const lines = text.split('\n').map((line) => line.trim());
  // A negative number is a single-user backend, which holds the folder just as well.
  const pid = Math.abs(Number(lines[0] ?? ''));
  return {
    pid: Number.isSafeInteger(pid) && pid > 1 ? pid : 0,
    port: Number(lines[3] ?? '') || 0,
    socketFolder: lines[4] ?? '',
    status: lines[7] ?? '',
  };
}

/** Whether a process runs; one that ended but was not reaped does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !/^[ZX]/.test(line.slice(line.lastIndexOf(')') + 2));
  } catch (error) {
    return process.platform !== 'linux' || (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}

/**
 * Whether a process is the postmaster of this folder. After a restart of the machine its number may belong to
 * anyone, and a copied folder names the postmaster of the original; a postmaster works in its own data folder.
 */
export async function relationTo(pid: number, cluster: string): Promise<'ours' | 'foreign' | 'unknown'> {
  if (pid === 0 || !isAlive(pid)) return 'foreign';
  if (process.platform !== 'linux') return 'unknown';
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
  if (name.trim() !== 'postgres') return 'foreign';
  try {
    const [theirs, own] = await Promise.all([stat(`/proc/${pid}/cwd`), stat(cluster)]);
    return theirs.ino === own.ino && theirs.dev === own.dev ? 'ours' : 'foreign';
  } catch {
    return isAlive(pid) ? 'unknown' : 'foreign';
  }
}

/** The cluster's identity as initdb drew it: the first eight bytes of pg_control. */
export async function systemIdentifier(cluster: string): Promise<string> {
  const file = await open(join(cluster, 'global/pg_control'));
  try {
    const { buffer } = await file.read(Buffer.alloc(8), 0, 8, 0);
    return buffer.readBigUInt64LE().toString();
  } finally {
    await file.close();
  }
}

/** Above what Linux and macOS give to any process. */
const NO_PROCESS = 2 ** 22 + 1;

/**
 * Lets PostgreSQL start although a pid file names a process that lives but is not its postmaster: PostgreSQL
 * would refuse. The rest of the file stays, because from its shared memory key PostgreSQL sees whether
 * backends of a killed postmaster still write to these files.
 */
export async function disownPidFile(cluster: string, pidFile: PidFile): Promise<void> {
  const path = pidFilePath(cluster);
  if (pidFile.pid === 0) return rm(path, { force: true });
  if (!isAlive(pidFile.pid)) return;
  const lines = (await readFile(path, 'utf8')).split('\n');
  await writeFile(path, [String(NO_PROCESS), ...lines.slice(1)].join('\n'));
}

const FAST_SHUTDOWN_MS = 60_000;
const IMMEDIATE_SHUTDOWN_MS = 15_000;

/**
 * Fast shutdown: open transactions are rolled back, a checkpoint is written, then the postmaster ends. If that
 * hangs it is cut short, which costs a recovery on the next start and no committed data.
 */
export async function stopPostmaster(pid: number, cluster: string): Promise<void> {
  // Ended by itself, and its number may be another's by now.
  if ((await relationTo(pid, cluster)) === 'foreign') return;
  const gone = async (signal: NodeJS.Signals, timeoutMs: number): Promise<boolean> => {
    const deadline = performance.now() + timeoutMs;
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true;
      throw new EmbeddedError('no-permission', cluster, { cause: error });
    }
    while (isAlive(pid)) {
      if (performance.now() > deadline) return false;
      await delay(10);
    }
    return true;
  };
  if (await gone('SIGINT', FAST_SHUTDOWN_MS)) return;
  if (await gone('SIGQUIT', IMMEDIATE_SHUTDOWN_MS)) return;
  throw new EmbeddedError('stop-timeout', String(pid));
}
