import { digestOf, newToken } from '../modules/identity/token.ts';
import { systemSettings } from '../platform/access/system-actor.ts';
import type { Services } from '../platform/context/context.ts';
import { newId } from '../platform/db/id.ts';

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
      const [id, token, unit] = [newId(), newToken(), role.inUnit ? newId() : null];
      tokens.set(role.code, token);
      await trx
        .insertInto('account')
        .values({ ...own, id, username: role.code, name: role.code, unit_id: unit, created_at })
        .execute();
      await trx
        .insertInto('credential')
        .values({ ...own, account_id: id })
        .execute();
      await trx
        .insertInto('role_grant')
        .values({
          ...own,
          id: newId(),
          account_id: id,
          role: role.code,
          organ_id: role.inUnit ? null : organ,
          unit_id: unit,
          from_day: SINCE,
        })
        .execute();
      await trx
        .insertInto('api_token')
        .values({
          ...own,
          token_hash: digestOf(token),
          id: newId(),
          account_id: id,
          name: 'test',
          created_at,
          expires_at: new Date('2100-01-01'),
        })
        .execute();
    }
  });
  await services.packs.refresh();
  return tokens;
}
