import { rename } from 'node:fs/promises';
import path from 'node:path';
import { syncFolder, writeDurably } from './durable.ts';
import { KeyError } from './key-errors.ts';
import { createMaster, MASTER, NEXT_MASTER, readMaster, unwrap, wrap, wrappedFiles } from './key-folder.ts';

export interface Rotation {
  /** How many data keys were wrapped anew. */
  rewrapped: number;
  /** Fingerprint of the master key from now on. */
  fingerprint: string;
}

/**
 * Replaces the master key and wraps every data key anew; data stays as it is. May be cut short at any point:
 * both master keys are readable until the last step, and a second call finishes the first.
 * Errors: keys.master-missing, keys.master-wrong, keys.damaged (then nothing has changed).
 */
export async function rotateMasterKey(folder: string): Promise<Rotation> {
  const present = readMaster(folder, MASTER);
  if (!present) throw new KeyError('keys.master-missing', { folder });
  const before = readMaster(folder, NEXT_MASTER);
  for (const file of wrappedFiles(folder)) unwrap(folder, file, before ? [present, before] : [present]);

  await createMaster(folder, NEXT_MASTER);
  const next = readMaster(folder, NEXT_MASTER)!;
  let rewrapped = 0;
  for (let stale = true; stale; ) {
    stale = false;
    for (const file of wrappedFiles(folder)) {
      const { dataKey, master } = unwrap(folder, file, [present, next])!;
      if (master === next.fingerprint) continue;
      const scope = file.slice(0, file.indexOf('.'));
      await writeDurably(path.join(folder, file), wrap(scope, dataKey, next));
      rewrapped++;
      stale = true;
    }
  }
  await rename(path.join(folder, NEXT_MASTER), path.join(folder, MASTER));
  await syncFolder(folder);
  return { rewrapped, fingerprint: next.fingerprint };
}
