import {
  type Difference,
  type MatterEvent,
  machineOf,
  type Pack,
  simulate,
  type TermRules,
} from '@plumbline/policy';
import { systemSettings } from '../../../platform/access/system-actor.ts';
import type { Services } from '../../../platform/context/context.ts';
import type { Trx } from '../../../platform/db/database.ts';
import type { Endpoints } from '../../../platform/http/endpoints.ts';
import type { JurisdictionKeys } from '../../../platform/ledger/sealed.ts';
import { type JurisdictionRules, readTermRules } from '../../../platform/terms/term-rules.ts';
import { openStep } from '../ledger-steps.ts';

export interface Simulated {
  matter: { id: string; number: string | null; procedure: string };
  differences: Difference[];
}

const PAGE = 500;

interface Row {
  id: string;
  number: string | null;
  procedure: string;
  pack_code: string;
  pack_version: string;
  organ_id: string;
}

/**
 * Every matter that began since a day, looked at under the rules of another pack. A matter that was moved to a
 * later version is followed up to that step.
 */
export async function* simulatePack(
  { services }: Pick<Endpoints, 'services'>,
  jurisdiction: number,
  next: Pack,
  since: string,
): AsyncGenerator<Simulated> {
  const organs = await services.db.transaction({ jurisdiction }, (trx) =>
    trx.selectFrom('organ').select('id').where('jurisdiction_id', '=', jurisdiction).execute(),
  );
  // The ledger too: a step that moved a matter is recorded for its readers only.
  const settings = {
    ...systemSettings(
      jurisdiction,
      organs.map((organ) => organ.id),
    ),
    ledger: true,
  };
  const present = services.packs.of(jurisdiction);
  const keys = services.keys.jurisdiction(jurisdiction);
  const rules = await services.db.transaction(settings, async (trx) => ({
    past: await readTermRules(trx, jurisdiction, present),
    next: await readTermRules(trx, jurisdiction, next),
  }));
  for (let after: string | undefined; ; ) {
    const page = await services.db.transaction(settings, (trx) =>
      readPage(trx, jurisdiction, since, after, keys),
    );
    for (const row of page.rows) {
      const events = page.events.get(row.id) ?? [];
      yield { matter: row, differences: await compare(services, row, events, next, rules) };
    }
    if (page.rows.length < PAGE) return;
    after = page.rows.at(-1)!.id;
  }
}

async function readPage(
  trx: Trx,
  j: number,
  since: string,
  after: string | undefined,
  keys: JurisdictionKeys,
) {
  let query = trx
    .selectFrom('matter')
    .select(['id', 'number', 'procedure', 'pack_code', 'pack_version', 'organ_id'])
    .where('jurisdiction_id', '=', j)
    .where('opened_at', '>=', new Date(`${since}T00:00:00Z`))
    .orderBy('id')
    .limit(PAGE);
  if (after) query = query.where('id', '>', after);
  const rows: Row[] = await query.execute();
  const found = rows.length
    ? await trx
        .selectFrom('event')
        .select(['entity_id', 'data'])
        .where('jurisdiction_id', '=', j)
        .where(
          'entity_id',
          'in',
          rows.map((row) => row.id),
        )
        .where('type', 'in', ['matter.begun', 'matter.acted'])
        .execute()
    : [];
  const events = new Map<string, MatterEvent[]>();
  for (const { entity_id, data } of found) {
    const list = events.get(entity_id!) ?? [];
    list.push(openStep(keys, entity_id!, data));
    events.set(entity_id!, list);
  }
  return { rows, events };
}

async function compare(
  services: Services,
  row: Row,
  unordered: readonly MatterEvent[],
  next: Pack,
  rules: { past: JurisdictionRules; next: JurisdictionRules },
): Promise<Difference[]> {
  const events = unordered.toSorted((a, b) => a.seq - b.seq);
  const moved = events.findIndex((event) => event.type === 'moved-version');
  const steps = moved < 0 ? events : events.slice(0, moved);
  const [first] = steps;
  if (first?.type !== 'begun') return [];
  const past = await services.packs.version(row.pack_code, first.packVersion);
  const termRules = (of: JurisdictionRules): TermRules => of.of(row.organ_id);
  return simulate(
    machineOf(past, row.procedure),
    Object.hasOwn(next.procedures, row.procedure) ? machineOf(next, row.procedure) : undefined,
    steps,
    { past: termRules(rules.past), next: termRules(rules.next) },
  );
}
