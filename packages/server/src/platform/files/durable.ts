import { randomBytes } from 'node:crypto';
import { type FileHandle, link, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** Makes the names in a folder durable; a rename alone may be lost with the power. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes a small file so that after a crash either all of it is there or nothing (mode 0600).
 * With `exclusive`, an existing file stays and false is returned.
 */
export async function writeDurably(
  file: string,
  content: string,
  options: { exclusive?: boolean } = {},
): Promise<boolean> {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  let handle: FileHandle | undefined;
  try {
    handle = await open(temporary, 'wx', 0o600);
    await handle.writeFile(content, 'utf8');
    await handle.sync();
    await handle.close();
    handle = undefined;
    if (options.exclusive) await link(temporary, file);
    else await rename(temporary, file);
    await syncFolder(path.dirname(file));
    return true;
  } catch (error) {
    if (options.exclusive && (error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await handle?.close();
    await rm(temporary, { force: true });
  }
}
