import { generateCounty } from '@plumbline/samples';
import { hashPassword } from '../modules/identity/index.ts';
import { systemSettings } from '../platform/access/system-actor.ts';
import { dayOf } from '../platform/clock/clock.ts';
import type { Services } from '../platform/context/context.ts';
import { newId } from '../platform/db/id.ts';
import type { Packs } from '../platform/packs/registry.ts';
import { seedCalendar } from '../platform/terms/calendar.store.ts';
import { loadDossiers, loadMaterials, Places } from './load-dossiers.ts';
import { loadInstructions } from './load-instructions.ts';
import { loadLibrary } from './load-library.ts';
import { loadAccounts, loadOrganisation, loadPersons, loadZones } from './load-registry.ts';
import { loadSheets } from './load-sheets.ts';
import { Loading } from './loading.ts';

export interface CountyLoad {
  seed: number;
  scale: number;
  /** Password of every sample account. */
  password: string;
  /** How far the load is, 0 … 1. */
  onProgress?: (share: number) => void;
}

const JURISDICTION = 1;
const PACK = 'cn-discipline';
/** Roughly how many rows of each kind a county of scale 1 has, for the progress bar. */
const MATERIALS = 3_000;
const CLUES = 3_000;

/**
 * Loads the sample county in ONE transaction, as the serving role under row-level security: a start that is
 * killed leaves nothing (files already written are found again by their content the next time).
 */
export async function loadCounty(services: Services, load: CountyLoad): Promise<void> {
  const now = services.clock.now();
  const county = generateCounty({ seed: load.seed, scale: load.scale, today: dayOf(now) });
  const [keys, passwordHash] = await Promise.all([
    services.keys.addJurisdiction(JURISDICTION),
    hashPassword(load.password),
  ]);
  const pack = (services.packs as Packs).current(PACK);
  if (!pack) throw new Error(`The pack ${PACK} is not installed`);
  const report = (done: number, of: number, from: number, to: number) =>
    load.onProgress?.(from + (to - from) * Math.min(1, done / (of * load.scale)));
  // The reach must name the organs before they exist: their ids are chosen here.
  const organIds = new Map(county.organs.map((organ) => [organ.key, newId()]));
  await services.db.transaction(systemSettings(JURISDICTION, [...organIds.values()]), async (trx, send) => {
    const loading = new Loading({ trx, send, jurisdiction: JURISDICTION, pack, keys, now, ids: organIds });
    await trx
      .insertInto('jurisdiction')
      .values({
        id: JURISDICTION,
        code: 'chengxi',
        name: county.name,
        name_en: county.nameEn,
        pack_code: PACK,
        pack_version: pack.head.version,
        created_at: now,
      })
      .execute();
    await seedCalendar(trx, JURISDICTION, pack, now);
    loadOrganisation(loading, county);
    loadPersons(loading, county);
    loadAccounts(loading, county, passwordHash);
    loadZones(loading, county);
    await loading.flush();
    const places = new Places(county);
    await loadDossiers(loading, county, places);
    await loadInstructions(loading, county);
    await loadLibrary(loading, county);
    load.onProgress?.(0.1);
    await loadMaterials(loading, county, places, services.files, (count) =>
      report(count, MATERIALS, 0.1, 0.5),
    );
    await loadSheets(loading, county, places, (count) => report(count, CLUES, 0.5, 0.95));
  });
  await (services.packs as Packs).refresh();
  load.onProgress?.(1);
}
