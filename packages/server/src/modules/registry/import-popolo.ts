import { sql } from 'kysely';
import type { Actor } from '../../platform/access/actor.ts';
import { type Ctx, contextOf, type Services } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import type { DB } from '../../platform/db/schema.gen.ts';
import { readPopolo } from '../../platform/exchange-formats/popolo.ts';
import type { PopoloKind, PopoloNote } from '../../platform/exchange-formats/popolo.types.ts';
import { followLater } from './follow-subjects.ts';
import { type Planned, planAppointment, planPerson, planPost, planUnit } from './popolo-plan.ts';
import { openDossier } from './subject-entry.ts';

export interface PopoloCount {
  /** Items of the file. */
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  skipped: number;
}

export interface PopoloResult {
  /** Per kind: read = created + updated + unchanged + skipped. */
  counts: Record<PopoloKind, PopoloCount>;
  /** Posts that the file doesn't name, made from its memberships. */
  derivedPosts: Omit<PopoloCount, 'read' | 'skipped'>;
  skipped: PopoloNote[];
  /** Items taken over without one unusable detail. */
  remarks: PopoloNote[];
}

export interface PopoloOptions {
  /** Short name of the source; part of every key, so that two sources never mix. */
  source: string;
  /** The organ that keeps the new dossiers where nobody supervises the unit yet. */
  organId: string;
  /** Kind of unit for words that the pack doesn't know; the last kind of the pack when left out. */
  unitKind?: string;
  onProgress?: (done: number, total: number) => void;
}

type Table = 'unit' | 'person' | 'post' | 'appointment';
type Counts = { created: number; updated: number; unchanged: number };
const CHUNK = 500;

/**
 * Takes persons, units, posts and appointments of a Popolo file into the registry, all or nothing. What came
 * from the same source before is updated where the source changed and left alone otherwise; what is only in the
 * registry stays as it is.
 *
 * @throws NotPopoloError when the file has another form
 */
export async function importPopolo(
  services: Services,
  actor: Actor,
  json: unknown,
  options: PopoloOptions,
): Promise<PopoloResult> {
  const file = readPopolo(json, options.source);
  return services.db.transaction(actor.settings, (trx, send) =>
    new Run(contextOf(services, actor, trx, send), options, file).run(),
  );
}

class Run {
  readonly #ctx: Ctx;
  readonly #options: PopoloOptions;
  readonly #file: ReturnType<typeof readPopolo>;
  readonly #source: string;
  /** Key in the source → id in the registry. */
  readonly #ids = new Map<string, string>();
  readonly #digests = new Map<string, string>();
  readonly #touched = { persons: new Set<string>(), units: new Set<string>() };
  #done = 0;

  constructor(ctx: Ctx, options: PopoloOptions, file: ReturnType<typeof readPopolo>) {
    this.#ctx = ctx;
    this.#options = options;
    this.#file = file;
    this.#source = `popolo:${options.source}`;
  }

  async run(): Promise<PopoloResult> {
    const { persons, units, posts, appointments, counts, skipped, remarks } = this.#file;
    await this.#recall();
    const { pack } = this.#ctx;
    const kind = this.#options.unitKind ?? pack.unitKinds.at(-1)?.code ?? '';
    const id = (key: string) => this.#ids.get(key) ?? '';
    const unitsByKey = new Map(units.map((unit) => [unit.key, unit]));
    const postsByKey = new Map(posts.map((post) => [post.key, post]));
    const done = {
      organization: await this.#save('unit', units.map(planUnit(pack, kind))),
      person: await this.#save('person', persons.map(planPerson)),
      post: await this.#save('post', posts.filter((post) => !post.derived).map(planPost(id))),
      derived: await this.#save('post', posts.filter((post) => post.derived).map(planPost(id))),
      membership: await this.#save(
        'appointment',
        appointments.map(
          planAppointment({
            personOf: id,
            postOf: id,
            unitOfPost: (key) => id(postsByKey.get(key)?.unitKey ?? ''),
            nameOfUnit: (key) => unitsByKey.get(key)?.nameZh ?? unitsByKey.get(key)?.name ?? '',
          }),
        ),
      ),
    };
    this.#follow();
    const count = (kindOf: PopoloKind): PopoloCount => ({
      read: counts[kindOf].read,
      ...done[kindOf],
      skipped: counts[kindOf].skipped,
    });
    return {
      counts: {
        person: count('person'),
        organization: count('organization'),
        post: count('post'),
        membership: count('membership'),
      },
      derivedPosts: done.derived,
      skipped,
      remarks,
    };
  }

  /** What came from this source before. */
  async #recall(): Promise<void> {
    const rows = await this.#ctx.trx
      .selectFrom('external_key')
      .select(['key', 'entity_id', 'digest'])
      .where('jurisdiction_id', '=', this.#ctx.actor.jurisdictionId)
      .where('source', '=', this.#source)
      .execute();
    for (const row of rows) {
      this.#ids.set(row.key, row.entity_id);
      this.#digests.set(row.key, row.digest);
    }
  }

  async #save<T extends object>(table: Table, items: readonly Planned<T>[]): Promise<Counts> {
    const fresh = items.filter((item) => !this.#digests.has(item.key));
    const changed = items.filter((item) => {
      const before = this.#digests.get(item.key);
      return before !== undefined && before !== item.digest;
    });
    for (let i = 0; i < fresh.length; i += CHUNK) await this.#create(table, fresh.slice(i, i + CHUNK));
    for (const item of changed) await this.#update(table, item);
    this.#advance(items.length - fresh.length);
    return {
      created: fresh.length,
      updated: changed.length,
      unchanged: items.length - fresh.length - changed.length,
    };
  }

  async #create<T extends object>(table: Table, items: readonly Planned<T>[]): Promise<void> {
    const { trx, actor } = this.#ctx;
    const own = { jurisdiction_id: actor.jurisdictionId };
    const rows = items.map((item) => ({ ...own, id: newId(this.#ctx.now.getTime()), ...item.columns }));
    await trx
      .insertInto(table)
      .values(rows as never)
      .execute();
    await trx
      .insertInto('external_key')
      .values(
        items.map((item, i) => ({
          ...own,
          source: this.#source,
          kind: table,
          key: item.key,
          entity_id: rows[i]!.id,
          digest: item.digest,
        })),
      )
      .execute();
    for (const [i, item] of items.entries()) {
      const row = rows[i]!;
      this.#ids.set(item.key, row.id);
      if (table === 'unit' || table === 'person') this.#open(table, row as never);
      this.#record(table, 'created', row.id, { after: row });
      this.#touch(table, row);
    }
    this.#advance(items.length);
  }

  #open(
    kind: 'unit' | 'person',
    row: { id: string; name: string; aliases?: string[]; other_names?: string[] },
  ) {
    const body = row.aliases ?? row.other_names ?? [];
    openDossier(this.#ctx, { kind, id: row.id, title: row.name, body }, this.#options.organId);
  }

  async #update<T extends object>(table: Table, item: Planned<T>): Promise<void> {
    const { trx, actor } = this.#ctx;
    const id = this.#ids.get(item.key) ?? '';
    const own = { jurisdiction_id: actor.jurisdictionId, id };
    const before = await trx
      .selectFrom(table as 'unit')
      .selectAll()
      .where('jurisdiction_id', '=', own.jurisdiction_id)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    await trx
      .updateTable(table as 'unit')
      .set({ ...(item.columns as Partial<DB['unit']>), version: sql`version + 1` } as never)
      .where('jurisdiction_id', '=', own.jurisdiction_id)
      .where('id', '=', id)
      .execute();
    this.#ctx.send(
      trx
        .updateTable('external_key')
        .set({ digest: item.digest })
        .where('jurisdiction_id', '=', own.jurisdiction_id)
        .where('source', '=', this.#source)
        .where('key', '=', item.key),
    );
    this.#record(table, 'changed', id, { before, after: item.columns, version: before.version + 1 });
    this.#touch(table, { id, ...item.columns });
    this.#touch(table, before);
  }

  /** Whose dossier and search entry must follow. */
  #touch(table: Table, row: object): void {
    const { id, person_id } = row as { id: string; person_id?: string };
    if (table === 'person') this.#touched.persons.add(id);
    if (table === 'unit') this.#touched.units.add(id);
    if (person_id) this.#touched.persons.add(person_id);
  }

  #follow(): void {
    const persons = [...this.#touched.persons];
    for (let i = 0; i < persons.length; i += CHUNK)
      followLater(this.#ctx, { persons: persons.slice(i, i + CHUNK) });
    if (this.#touched.units.size) followLater(this.#ctx, { units: [...this.#touched.units] });
  }

  #record(table: Table, act: string, id: string, data: Record<string, unknown>): void {
    const row = (data.after ?? {}) as { person_id?: string };
    this.#ctx.record({
      type: `${table}.${act}`,
      entity: table,
      entityId: id,
      subjectId: table === 'unit' || table === 'person' ? id : (row.person_id ?? null),
      data: { source: this.#source, ...data },
    });
  }

  #advance(items: number): void {
    const { persons, units, posts, appointments } = this.#file;
    this.#done += items;
    this.#options.onProgress?.(
      this.#done,
      persons.length + units.length + posts.length + appointments.length,
    );
  }
}
