import { systemSettings } from '../platform/access/system-actor.ts';
import { newId } from '../platform/db/id.ts';
import { insertAccount } from './insert-account.ts';
import { TestClient } from './test-client.ts';
import type { TestServer } from './test-server.ts';

export interface NewAccount {
  role: string;
  organId?: string;
  unitId?: string;
  personId?: string;
}

/** Adds an account with one role and gives a client signed in as it. */
export async function addAccount(server: TestServer, given: NewAccount): Promise<TestClient> {
  const { role, organId, unitId, personId } = given;
  const id = newId();
  const place = { ...(organId ? { organ: organId } : {}), ...(unitId ? { unit: unitId } : {}) };
  const { token } = await server.services.db.transaction(
    systemSettings(1, Object.values(server.world.organs)),
    (trx) =>
      insertAccount(trx, 1, server.clock.now(), {
        id,
        username: id,
        role,
        ...place,
        person: personId ?? null,
      }),
  );
  return new TestClient(server.app.server, token);
}
