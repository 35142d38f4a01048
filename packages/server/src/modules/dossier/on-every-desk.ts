import { systemActor } from '../../platform/access/system-actor.ts';
import type { Ctx } from '../../platform/context/context.ts';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import { NOBODYS_DESK } from './desk.ts';

/** Runs as the platform, with sight of nobody's desk too. */
export async function runOnEveryDesk<T>(
  endpoints: Endpoints,
  jurisdiction: number,
  work: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  const organs = await endpoints.services.db.transaction({ jurisdiction }, (trx) =>
    trx.selectFrom('organ').select('id').where('jurisdiction_id', '=', jurisdiction).execute(),
  );
  const ids = organs.map((organ) => organ.id);
  return endpoints.run(systemActor(jurisdiction, [...ids, NOBODYS_DESK]), work);
}
