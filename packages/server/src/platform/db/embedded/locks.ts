import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedError, type EmbeddedErrorCode, explain } from './errors.ts';

/**
 * Locks on files that the kernel drops when their process dies, however it dies. Node has no flock(), but
 * SQLite takes POSIX locks on its file: nothing is ever stored in it, so the file stays empty. Unlike a file
 * holding a process id it can't go stale, and it also holds between containers that share a volume.
 */
export type Lock = { release(): void };

/** SQLite's primary result codes. */
const BUSY = 5;
const meaning: Record<number, EmbeddedErrorCode> = {
  3: 'no-permission',
  8: 'no-permission',
  13: 'disk-full',
  14: 'no-permission',
};

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
    // In memory: with no journal at all, SQLite takes a page of disk for BEGIN EXCLUSIVE, and a full disk
    // would keep us from stopping in order.
    db.exec(`PRAGMA journal_mode = MEMORY; ${begin}`);
  } catch (error) {
    db.close();
    const code = (error as { errcode?: number }).errcode ?? 0;
    if ((code & 0xff) === BUSY) return undefined;
    const known = meaning[code & 0xff];
    throw known ? new EmbeddedError(known, file, { cause: error }) : error;
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
