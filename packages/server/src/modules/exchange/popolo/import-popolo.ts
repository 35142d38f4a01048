import { sql } from 'kysely';
import type { Ctx } from '../../../platform/context/context.ts';
import { newId } from '../../../platform/db/id.ts';
import { textArray } from '../../../platform/db/sql.ts';
import { readPopolo } from '../../../platform/exchange-formats/popolo.ts';
import type { PopoloNote } from '../../../platform/exchange-formats/popolo.types.ts';
import { saveSearchEntry } from '../../../platform/search/index-entry.ts';
import { followLater } from '../../registry/index.ts';
import { type Incoming, incomingOf, type Kind } from './popolo-rows.ts';

export interface PopoloCounts {
  /** Items of this kind in the source, and those made from memberships that name no post. */
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  skipped: number;
}

export interface PopoloReport {
  counts: Record<Kind, PopoloCounts>;
  /** What was left out of the source, and why. */
  skipped: PopoloNote[];
  /** What was taken over without one unusable detail. */
  remarks: PopoloNote[];
}

const CLASSIFICATION = 1;
const SOURCE_KIND = {
  unit: 'organization',
  person: 'person',
  post: 'post',
  appointment: 'membership',
} as const;

/**
 * Takes office-holders from a Popolo file into the registry: organisations as units, persons, posts and dated
 * appointments. Each record remembers the key that it has in the source, so a second run changes nothing and
 * a later edition changes what it changed; what the source no longer names stays. New persons and units get
 * their dossiers in `custodian`.
 *
 * @param ctx the platform's own, or that of an account that may write the whole registry
 * @param source short name of the source; tells equal ids of two sources apart
 * @throws NotPopoloError when the file has another form; nothing is kept then
 */
export async function importPopolo(
  ctx: Ctx,
  json: unknown,
  options: { source: string; custodian: string },
): Promise<PopoloReport> {
  const read = readPopolo(json, options.source);
  // The pack's last kind takes in what comes from outside without a kind of ours.
  const incoming = incomingOf(read, ctx.pack.unitKinds.at(-1)!.code);
  const source = `popolo:${options.source}`;
  const known = await findKnown(ctx, source, incoming);
  const ids = new Map<string, string>();
  const counts = emptyCounts();
  const changed = { persons: [] as string[], units: [] as string[] };
  for (const item of incoming) {
    const before = known.get(place(item));
    const id = before?.id ?? newId(ctx.now.getTime());
    ids.set(place(item), id);
    const count = counts[item.kind];
    if (before?.digest === item.digest) {
      count.unchanged++;
      continue;
    }
    save(ctx, item, { id, isNew: !before, source, ids, custodian: options.custodian });
    if (before) count.updated++;
    else count.created++;
    if (before && item.kind === 'person') changed.persons.push(id);
    if (before && item.kind === 'unit') changed.units.push(id);
    if (item.kind === 'appointment') changed.persons.push(ids.get(place(item.references.person_id!))!);
  }
  if (changed.persons.length + changed.units.length > 0)
    followLater(ctx, { persons: [...new Set(changed.persons)], units: changed.units });
  for (const kind of KINDS) {
    const { read: items, skipped } = read.counts[SOURCE_KIND[kind]];
    counts[kind].read = items + (kind === 'post' ? read.derivedPosts : 0);
    counts[kind].skipped = skipped;
  }
  ctx.record({ type: 'registry.imported', entity: 'registry', entityId: null, data: { source, counts } });
  return { counts, skipped: read.skipped, remarks: read.remarks };
}

const KINDS = ['unit', 'person', 'post', 'appointment'] as const;

const place = (item: { kind: Kind; key: string }): string => `${item.kind} ${item.key}`;

const emptyCounts = (): Record<Kind, PopoloCounts> =>
  Object.fromEntries(
    KINDS.map((kind) => [kind, { read: 0, created: 0, updated: 0, unchanged: 0, skipped: 0 }]),
  ) as Record<Kind, PopoloCounts>;

/** What an earlier run took over, by kind and key. */
async function findKnown(ctx: Ctx, source: string, incoming: readonly Incoming[]) {
  const rows = await ctx.trx
    .selectFrom('external_key')
    .select(['kind', 'key', 'entity_id as id', 'digest'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('source', '=', source)
    .where('key', '=', sql<string>`any (${textArray(incoming.map((item) => item.key))})`)
    .execute();
  return new Map(rows.map((row) => [`${row.kind} ${row.key}`, row]));
}

interface Saving {
  id: string;
  isNew: boolean;
  source: string;
  /** Ids of everything that came before, by kind and key. */
  ids: ReadonlyMap<string, string>;
  custodian: string;
}

function save(ctx: Ctx, item: Incoming, { id, isNew, source, ids, custodian }: Saving): void {
  const j = ctx.actor.jurisdictionId;
  const references = Object.fromEntries(
    Object.entries(item.references).map(([column, target]) => [column, ids.get(place(target))!]),
  );
  const row = { ...item.fields, ...references };
  if (isNew) {
    ctx.send(ctx.trx.insertInto(item.kind).values({ jurisdiction_id: j, id, ...row } as never));
    openDossierOf(ctx, item, id, custodian);
  } else {
    ctx.send(
      ctx.trx
        .updateTable(item.kind)
        .set({ ...row, version: sql<number>`version + 1` } as never)
        .where('jurisdiction_id', '=', j)
        .where('id', '=', id),
    );
  }
  const { digest } = item;
  ctx.send(
    ctx.trx
      .insertInto('external_key')
      .values({ jurisdiction_id: j, source, kind: item.kind, key: item.key, entity_id: id, digest })
      .onConflict((conflict) =>
        conflict.columns(['jurisdiction_id', 'source', 'kind', 'key']).doUpdateSet({ digest }),
      ),
  );
  ctx.record({
    type: `${item.kind}.${isNew ? 'created' : 'changed'}`,
    entity: item.kind,
    entityId: id,
    subjectId: references.person_id ?? references.unit_id ?? id,
    data: { after: { id, ...row }, source, key: item.key },
  });
}

/** A new person or unit gets its dossier and can be found. */
function openDossierOf(ctx: Ctx, { kind, fields }: Incoming, id: string, organId: string): void {
  if (kind !== 'person' && kind !== 'unit') return;
  const j = ctx.actor.jurisdictionId;
  const concerns = kind === 'person' ? id : null;
  ctx.send(
    ctx.trx.insertInto('dossier').values({
      jurisdiction_id: j,
      subject_id: id,
      subject_kind: kind,
      opened_at: ctx.now,
      organ_id: organId,
      classification: CLASSIFICATION,
      concerns_person_id: concerns,
    }),
  );
  saveSearchEntry(ctx.trx, ctx.send, j, {
    kind,
    refId: id,
    subjectKind: kind,
    subjectId: id,
    title: String(fields.name),
    body: [fields.name_en, ...((fields.other_names ?? fields.aliases) as string[])].filter(Boolean).join(' '),
    organ_id: organId,
    classification: CLASSIFICATION,
    room: 0,
    readers: [],
    barred: [],
    concerns_person_id: concerns,
    sealed_unit_id: null,
  });
}
