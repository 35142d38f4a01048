import { systemSettings } from '../../platform/access/system-actor.ts';
import { newId } from '../../platform/db/id.ts';
import type { Packs } from '../../platform/packs/registry.ts';
import type { TestServer } from '../../testing/index.ts';
import { insertAccount } from '../../testing/insert-account.ts';
import { TestClient } from '../../testing/test-client.ts';

/** For tests: a second jurisdiction on the same server, with one officer who may read and write its registry. */
export async function addNeighbour(server: TestServer): Promise<TestClient> {
  const j = 2;
  const organ = newId();
  let token = '';
  const now = server.clock.now();
  await server.services.keys.addJurisdiction(j);
  await server.services.db.transaction(systemSettings(j, [organ]), async (trx) => {
    await trx
      .insertInto('jurisdiction')
      .values({
        id: j,
        code: 'yunhu',
        name: '云湖县',
        name_en: 'Yunhu County',
        pack_code: 'cn-discipline',
        pack_version: '0',
        created_at: now,
      })
      .execute();
    const own = { jurisdiction_id: j };
    await trx
      .insertInto('organ')
      .values({
        ...own,
        id: organ,
        kind: 'commission',
        code: 'c',
        name: '云湖县纪委监委',
        active_from: '2020-01-01',
      })
      .execute();
    ({ token } = await insertAccount(trx, j, now, { username: 'officer', role: 'dossier-officer', organ }));
  });
  await (server.services.packs as Packs).refresh();
  return new TestClient(server.app.server, token);
}

/** For tests: a town's commission below the county's, with one officer who keeps dossiers and registry there. */
export async function addTown(
  server: TestServer,
  code: string,
): Promise<{ organ: string; client: TestClient }> {
  const own = { jurisdiction_id: 1 };
  const organ = newId();
  let token = '';
  const now = server.clock.now();
  const { organs } = server.world;
  await server.services.db.transaction(systemSettings(1, Object.values(organs)), async (trx) => {
    await trx
      .insertInto('organ')
      .values({
        ...own,
        id: organ,
        parent_id: organs.commission,
        kind: 'town-commission',
        code,
        name: `${code}镇纪委`,
        active_from: '2020-01-01',
      })
      .execute();
    ({ token } = await insertAccount(trx, 1, now, { username: code, role: 'dossier-officer', organ }));
  });
  server.services.forgetSessions();
  return { organ, client: new TestClient(server.app.server, token) };
}
