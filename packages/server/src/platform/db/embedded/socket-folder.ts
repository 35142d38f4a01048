import { chmod, lstat, mkdir, mkdtemp, readFile, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explained } from './errors.ts';
import { giveTo, ownerOf } from './ownership.ts';
import type { Layout } from './paths.ts';
import type { RunAs } from './run.ts';

/** sockaddr_un holds 108 bytes with its closing zero on Linux, 104 on macOS. */
const PATH_LIMIT = process.platform === 'darwin' ? 103 : 107;

const fits = (folder: string, port: number) =>
  Buffer.byteLength(join(folder, `.s.PGSQL.${port}`)) <= PATH_LIMIT;

type SocketRecord = { folder: string; device: number; inode: number };

/** A folder in a shared place may be used again only if it is still ours alone. */
async function isPrivate(folder: string, runAs: RunAs): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  return !!found?.isDirectory() && found.uid === ownerOf(runAs).uid && (found.mode & 0o077) === 0;
}

async function recorded(layout: Layout, inode: number): Promise<string | undefined> {
  try {
    const record = JSON.parse(await readFile(layout.socketRecord, 'utf8')) as SocketRecord;
    // A copied data folder brings the record of the original, whose socket may be in use.
    return record.inode === inode ? record.folder : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A folder of mode 0700 for the socket: inside the data folder, or where that path is too long for a socket,
 * a random one under the system's temporary folder that is recorded for the next start.
 */
export async function socketFolder(layout: Layout, runAs: RunAs, port: number): Promise<string> {
  if (fits(layout.socket, port)) {
    await explained(layout.socket, async () => {
      await mkdir(layout.socket, { recursive: true, mode: 0o700 });
      await chmod(layout.socket, 0o700);
      await giveTo(runAs, layout.socket);
    });
    return layout.socket;
  }
  const { dev, ino } = await stat(layout.root);
  const earlier = await recorded(layout, ino);
  if (earlier && fits(earlier, port) && (await isPrivate(earlier, runAs))) return earlier;

  // TMPDIR may itself be long.
  const parent = [tmpdir(), '/tmp'].find((path) => fits(join(path, 'plumbline-XXXXXX'), port)) ?? '/tmp';
  return explained(parent, async () => {
    const folder = await mkdtemp(join(parent, 'plumbline-'));
    await giveTo(runAs, folder);
    const record: SocketRecord = { folder, device: dev, inode: ino };
    await writeFile(layout.socketRecord, JSON.stringify(record), { mode: 0o600 });
    return folder;
  });
}

/** Leaves no empty folder under the temporary one when PostgreSQL was stopped in order. */
export async function removeSocketFolder(layout: Layout, folder: string): Promise<void> {
  if (folder === layout.socket) return;
  await rmdir(folder).catch(() => undefined);
  await rm(layout.socketRecord, { force: true });
}
