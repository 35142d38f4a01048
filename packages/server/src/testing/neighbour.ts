import { systemSettings } from '../platform/access/system-actor.ts';
import type { Services } from '../platform/context/context.ts';
import { newId } from '../platform/db/id.ts';
import { insertAccount } from './insert-account.ts';

const J = 2;
const SINCE = '2020-01-01';

/**
 * A second jurisdiction on the same server, with one organ and an account for each role of the pack.
 * Gives the account's API token by role. It uses the first pack unless told.
 */
export async function buildNeighbour(
  services: Services,
  { pack: code, organKind = 'commission' }: { pack?: string; organKind?: string } = {},
): Promise<ReadonlyMap<string, string>> {
  await services.keys.addJurisdiction(J);
  const organ = newId();
  const tokens = new Map<string, string>();
  const created_at = services.clock.now();
  const own = { jurisdiction_id: J };
  const packs = services.packs.installed();
  const pack = code ? packs.find(({ head }) => head.code === code) : packs[0];
  await services.db.transaction(systemSettings(J, [organ]), async (trx) => {
    await trx
      .insertInto('jurisdiction')
      .values({
        id: J,
        code: 'yunhu',
        name: '云湖县',
        name_en: 'Yunhu County',
        pack_code: pack!.head.code,
        pack_version: pack!.head.version,
        created_at,
      })
      .execute();
    await trx
      .insertInto('organ')
      .values({
        ...own,
        id: organ,
        kind: organKind,
        code: 'c',
        name: '云湖县纪委监委',
        active_from: SINCE,
      })
      .execute();
    for (const role of pack!.roles) {
      const place = role.inUnit ? { unit: newId() } : { organ };
      const { token } = await insertAccount(trx, J, created_at, {
        username: role.code,
        role: role.code,
        ...place,
      });
      tokens.set(role.code, token);
    }
  });
  await services.packs.refresh();
  return tokens;
}
