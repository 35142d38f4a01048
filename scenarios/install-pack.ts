import { Packs } from '@plumbline/server/testing';
import type { Tale } from './tale.ts';

type Installed = ReturnType<Packs['of']>;
/** What an operator edits: the same, open to change. */
type Editable<T> = T extends readonly (infer E)[]
  ? Editable<E>[]
  : T extends object
    ? { -readonly [K in keyof T]: Editable<T[K]> }
    : T;

/** What an operator does: a changed pack with a new version is put in place and the server starts with it. */
export async function installChanged(tale: Tale, change: (pack: Editable<Installed>) => void): Promise<void> {
  const { services } = tale.server;
  const pack = structuredClone(services.packs.of(1)) as Editable<Installed>;
  change(pack);
  const packs = await Packs.open(services.db, [pack as Installed], services.clock.now());
  Object.assign(services, { packs });
}
