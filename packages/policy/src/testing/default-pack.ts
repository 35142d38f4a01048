import { fileURLToPath } from 'node:url';
import { loadPack } from '../node.ts';
import type { Pack } from '../pack/pack.schema.ts';

export const DEFAULT_PACK_DIR = fileURLToPath(new URL('../../../../packs/cn-discipline', import.meta.url));

/** The default pack, for tests. @throws Error when it can't be loaded */
export async function defaultPack(): Promise<Pack> {
  const { pack, problems } = await loadPack(DEFAULT_PACK_DIR);
  if (!pack) throw new Error(`the default pack does not load: ${JSON.stringify(problems)}`);
  return pack;
}

/** A copy that may be changed; compiled forms are bound to the object, so a copy is compiled anew. */
export const copyOf = (pack: Pack): Pack => structuredClone(pack);
