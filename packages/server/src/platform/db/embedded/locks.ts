import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedError, explain } from './errors.ts';

/**
 * Locks on files that the kernel drops when their process dies, however it dies. Node has no flock(), but
 * SQLite takes POSIX locks on its file: nothing is ever stored in it, so the file stays empty. Unlike a file
 * holding a process id it can't go stale, and it also holds between containers that share a volume.
 */
export type Lock = { release(): void };

const SQLITE_BUSY = 5;

function tryLock(file: string, begin: string): Lock | undefined {
  let db: DatabaseSync;
  try {
    // SQLite would make the file readable by all, and whoever may read it could hold the shared lock.
    closeSync(openSync(file, 'a', 0o600));
    db = new DatabaseSync(file, { timeout: 0 });
  } catch (error) {
    throw explain(error, file);
  }
  try {
    db.exec(`PRAGMA journal_mode = OFF; ${begin}`);
  } catch (error) {
    db.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return undefined;
    throw explain(error, file);
  }
  let held = true;
  return {
    release() {
      if (held) db.close();
      held = false;
    },
  };
}

/** The lock for one holder only, or undefined when anyone holds the file. */
export const tryExclusive = (file: string) => tryLock(file, 'BEGIN EXCLUSIVE');

/** The lock that many may hold at once, or undefined when someone holds it exclusively. */
export const tryShared = (file: string) => tryLock(file, 'BEGIN; SELECT count(*) FROM sqlite_master');

/** Waits up to `timeoutMs` for the exclusive lock; throws `in-use` about `dataDir` when it stays taken. */
export async function waitExclusive(file: string, dataDir: string, timeoutMs: number): Promise<Lock> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const lock = tryExclusive(file);
    if (lock) return lock;
    if (performance.now() > deadline) throw new EmbeddedError('in-use', dataDir);
    await delay(20);
  }
}

/** Whether nobody, this process included, holds the file. */
export function isFree(file: string): boolean {
  const lock = tryExclusive(file);
  lock?.release();
  return lock !== undefined;
}
