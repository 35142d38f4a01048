import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Actor } from '../../platform/access/actor.ts';
import { contextOf, type Services } from '../../platform/context/context.ts';
import { type WrittenBag, writeBag } from '../../platform/documents/bagit.ts';
import { type PreparedExport, prepareExport } from './prepare-export.ts';

/**
 * Writes the package into a file, which stands under its name only once it is whole.
 * @throws what {@link prepareExport} throws, before anything is written; what the disk answers afterwards
 */
export async function exportToFile(
  services: Services,
  actor: Actor,
  input: { subjectId: string; purpose: string; path: string },
): Promise<WrittenBag> {
  const prepared = await services.db.transaction(
    actor.settings,
    (trx, send): Promise<PreparedExport> => prepareExport(contextOf(services, actor, trx, send), input),
  );
  const part = `${input.path}.part`;
  try {
    const written = await writeBag(createWriteStream(part, { mode: 0o600 }), prepared.plan);
    await rename(part, input.path);
    return written;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
