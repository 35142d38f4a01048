import { randomBytes } from 'node:crypto';
import { realpath, unlink } from 'node:fs/promises';
import path from 'node:path';
import { writeDurably } from './durable.ts';
import { KeyError } from './key-errors.ts';
import {
  createMaster,
  MASTER,
  type Owner,
  preparePrivateFolder,
  readMasters,
  scopeOf,
  unwrap,
  wrap,
  wrappedFile,
  wrappedFiles,
} from './key-folder.ts';
import { KeySet } from './key-set.ts';

export interface OpenKeysOptions {
  /** The data folder: the keys must not lie in it. */
  data?: string;
}

/**
 * Opens the key folder; on the very first run (an empty folder) makes the master key and the platform's
 * data key. Every wrapped key is unwrapped once, so that trouble shows at start and not in use.
 *
 * Errors ({@link KeyError}): keys.master-missing and keys.master-wrong when wrapped keys have no fitting
 * master key — a new one is never made then —, keys.damaged, keys.inside-data, keys.readable-by-others.
 */
export async function openKeys(folder: string, options: OpenKeysOptions = {}): Promise<Keys> {
  const place = path.resolve(folder);
  if (options.data) refuseInside(place, path.resolve(options.data));
  await preparePrivateFolder(place);
  if (options.data)
    refuseInside(await realpath(place), await realpath(options.data).catch(() => options.data!));
  if (readMasters(place).length === 0) {
    if (wrappedFiles(place).length > 0) throw new KeyError('keys.master-missing', { folder: place });
    await createMaster(place, MASTER);
  }
  await addDataKey(place, 'platform');
  const masters = readMasters(place);
  for (const file of wrappedFiles(place)) unwrap(place, file, masters);
  return new Keys(place);
}

function refuseInside(folder: string, data: string): void {
  const relative = path.relative(data, folder);
  if (relative === '' || (relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative))) {
    throw new KeyError('keys.inside-data', { folder });
  }
}

/** The open key folder. Jurisdictions added by another process are found when first asked for. */
export class Keys {
  readonly folder: string;
  readonly #sets = new Map<Owner, KeySet>();

  constructor(folder: string) {
    this.folder = folder;
  }

  /** The same as {@link openKeys}. */
  static open(folder: string, options?: OpenKeysOptions): Promise<Keys> {
    return openKeys(folder, options);
  }

  /** Keys that belong to no jurisdiction: cookies, one-time set-up codes. */
  get platform(): KeySet {
    return this.#set('platform');
  }

  /** A secret of the installation as a whole, such as the serving role's password; rotation leaves it. */
  secret(label: string): string {
    return this.platform.derive(label).toString('base64url');
  }

  /** Errors: keys.jurisdiction-missing (a key is only made by {@link addJurisdiction}, never by using it). */
  jurisdiction(id: number): KeySet {
    return this.#set(id);
  }

  /** Makes the data key of a new jurisdiction; one that exists stays as it is. Returns its keys. */
  async addJurisdiction(id: number): Promise<KeySet> {
    await addDataKey(this.folder, id);
    return this.#set(id);
  }

  #set(owner: Owner): KeySet {
    let set = this.#sets.get(owner);
    if (!set) {
      const file = wrappedFile(owner);
      const found = unwrap(this.folder, file, readMasters(this.folder));
      if (!found) {
        throw new KeyError('keys.jurisdiction-missing', { folder: this.folder, jurisdiction: owner, file });
      }
      set = new KeySet(found.dataKey, scopeOf(owner));
      this.#sets.set(owner, set);
    }
    return set;
  }
}

async function addDataKey(folder: string, owner: Owner): Promise<void> {
  const file = wrappedFile(owner);
  for (;;) {
    if (unwrap(folder, file, readMasters(folder))) return;
    // During a rotation the newer key is the one that stays.
    const master = readMasters(folder)[0];
    if (!master) throw new KeyError('keys.master-missing', { folder });
    const made = await writeDurably(path.join(folder, file), wrap(scopeOf(owner), randomBytes(32), master), {
      exclusive: true,
    });
    // A rotation may have finished in between: then nobody could unwrap what was just written.
    const gone = !readMasters(folder).some(({ fingerprint }) => fingerprint === master.fingerprint);
    if (!made || !gone) continue;
    await unlink(path.join(folder, file));
  }
}
