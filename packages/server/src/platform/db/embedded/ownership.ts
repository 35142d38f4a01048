import { chown, lchown, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedError } from './errors.ts';
import type { RunAs } from './run.ts';

/** The account that files appear to belong to from outside, where PostgreSQL runs as `runAs`. */
export function ownerOf(runAs: RunAs): { uid: number; gid: number } {
  if (runAs.kind === 'account') return { uid: runAs.uid, gid: runAs.gid };
  return { uid: process.geteuid?.() ?? -1, gid: process.getegid?.() ?? -1 };
}

/** Hands one file or folder to the account that runs PostgreSQL. */
export async function giveTo(runAs: RunAs, path: string): Promise<void> {
  if (process.geteuid?.() !== 0) return;
  const { uid, gid } = ownerOf(runAs);
  await chown(path, uid, gid);
}

/**
 * Makes the cluster belong to whoever will run it now: an earlier start may have used another account, or the
 * folder was copied. Only root may change that; others get `no-permission`.
 */
export async function ensureOwner(runAs: RunAs, folder: string): Promise<void> {
  const wanted = ownerOf(runAs);
  if ((await stat(folder)).uid === wanted.uid) return;
  if (process.geteuid?.() !== 0) throw new EmbeddedError('no-permission', folder);
  for (const name of await readdir(folder, { recursive: true })) {
    await lchown(join(folder, name), wanted.uid, wanted.gid);
  }
  // Last, so that an interrupted walk is seen and repeated.
  await chown(folder, wanted.uid, wanted.gid);
}
