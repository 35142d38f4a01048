import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import type { Trx } from '../../platform/db/database.ts';
import { textArray, uuidArray } from '../../platform/db/sql.ts';
import type { UnitNames } from '../../platform/matching/match.types.ts';
import { looseName } from '../../platform/matching/names.ts';
import { seeingRegistry } from './registry-sight.ts';
import type { KnownPerson, Registry } from './sheet/resolve-row.ts';

export interface Wanted {
  name: string;
  idHash: string | null;
}

interface NameRow {
  id: string;
  name: string;
  other_names: string[];
}

interface AppointmentRow {
  person_id: string;
  unit_id: string;
  title: string;
  from_day: string | null;
  to_day: string | null;
  from_precision: string;
  to_precision: string;
}

const CUT: Record<string, number> = { year: 4, month: 7, day: 10 };
const partial = (day: string | null, precision: string) => day?.slice(0, CUT[precision] ?? 10) ?? null;

/**
 * Looks up whom rows may mean, a batch at a time. Names of all persons are read once (loose keys are compared
 * here, as the database has none); careers and numbers only of those whom a row may mean.
 *
 * A body's liaison may not read the registry. The platform looks with its own eyes and lets out only the
 * candidates of a row that the body wrote: name, unit and post, by which namesakes are told apart.
 */
export class SubjectLookup {
  readonly #ctx: Ctx;
  readonly #trx: Trx;
  readonly #jurisdiction: number;
  readonly #asOf: string;
  #names: Map<string, NameRow[]> | undefined;
  #units: UnitNames[] = [];
  #unitById = new Map<string, UnitNames>();
  readonly #persons = new Map<string, Omit<KnownPerson, 'idHashEqual'> & { idHash: string | null }>();
  readonly #byHash = new Map<string, string[]>();

  constructor(ctx: Ctx, asOf: string) {
    this.#ctx = ctx;
    this.#trx = ctx.trx;
    this.#jurisdiction = ctx.actor.jurisdictionId;
    this.#asOf = asOf;
  }

  /** The registry as far as these rows may mean it. */
  async registryFor(rows: readonly Wanted[]): Promise<Registry> {
    return seeingRegistry(this.#ctx, () => this.#read(rows));
  }

  async #read(rows: readonly Wanted[]): Promise<Registry> {
    if (!this.#names) await this.#open();
    const hashes = [...new Set(rows.flatMap(({ idHash }) => idHash ?? []))].filter(
      (hash) => !this.#byHash.has(hash),
    );
    await this.#findHashes(hashes);
    const wanted = new Set<string>();
    for (const row of rows) {
      for (const id of this.#idsOf(row)) if (!this.#persons.has(id)) wanted.add(id);
    }
    await this.#readPersons([...wanted]);
    return {
      units: this.#units,
      persons: (name, idHash) =>
        this.#idsOf({ name, idHash }).map((id) => {
          const { idHash: held, ...person } = this.#persons.get(id)!;
          return { ...person, idHashEqual: idHash === null || held === null ? null : idHash === held };
        }),
    };
  }

  #idsOf({ name, idHash }: Wanted): string[] {
    const byName = name ? (this.#names!.get(looseName(name)) ?? []) : [];
    const ids = new Set(byName.map((row) => row.id));
    for (const id of idHash ? (this.#byHash.get(idHash) ?? []) : []) ids.add(id);
    return [...ids];
  }

  async #open(): Promise<void> {
    const [persons, units] = await Promise.all([
      this.#trx
        .selectFrom('person')
        .select(['id', 'name', 'other_names'])
        .where('jurisdiction_id', '=', this.#jurisdiction)
        .execute(),
      this.#trx
        .selectFrom('unit')
        .select(['id', 'name', 'aliases', 'credit_code as creditCode'])
        .where('jurisdiction_id', '=', this.#jurisdiction)
        .execute(),
    ]);
    this.#units = units;
    this.#unitById = new Map(units.map((unit) => [unit.id, unit]));
    const names = new Map<string, NameRow[]>();
    for (const row of persons) {
      for (const key of new Set([row.name, ...row.other_names].map(looseName))) {
        const list = names.get(key);
        if (list) list.push(row);
        else names.set(key, [row]);
      }
    }
    this.#names = names;
  }

  async #findHashes(hashes: readonly string[]): Promise<void> {
    if (!hashes.length) return;
    for (const hash of hashes) this.#byHash.set(hash, []);
    const rows = await this.#trx
      .selectFrom('person_identifier')
      .select(['person_id', 'value_hash'])
      .where('jurisdiction_id', '=', this.#jurisdiction)
      .where('value_hash', '=', sql<string>`any(${textArray(hashes)})`)
      .execute();
    for (const row of rows) this.#byHash.get(row.value_hash)!.push(row.person_id);
  }

  async #readPersons(ids: readonly string[]): Promise<void> {
    if (!ids.length) return;
    const among = sql<string>`any(${uuidArray(ids)})`;
    const [persons, identifiers, appointments] = await Promise.all([
      this.#trx
        .selectFrom('person as p')
        .select(['p.id', 'p.name', 'p.other_names', 'p.birth_date', 'p.birth_precision'])
        .where('p.jurisdiction_id', '=', this.#jurisdiction)
        .where('p.id', '=', among)
        .execute(),
      this.#trx
        .selectFrom('person_identifier')
        .select(['person_id', 'value_hash'])
        .where('jurisdiction_id', '=', this.#jurisdiction)
        .where('person_id', '=', among)
        .execute(),
      this.#trx
        .selectFrom('appointment as a')
        .innerJoin('post as p', (join) =>
          join.onRef('p.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('p.id', '=', 'a.post_id'),
        )
        .select([
          'a.person_id',
          'a.unit_id',
          'p.title',
          'a.from_day',
          'a.to_day',
          'a.from_precision',
          'a.to_precision',
        ])
        .where('a.jurisdiction_id', '=', this.#jurisdiction)
        .where('a.person_id', '=', among)
        .orderBy('a.from_day', (order) => order.desc().nullsLast())
        .execute(),
    ]);
    const hashes = new Map(identifiers.map((row) => [row.person_id, row.value_hash]));
    const careers = Map.groupBy(appointments, (row) => row.person_id);
    for (const row of persons) {
      const career = careers.get(row.id) ?? [];
      this.#persons.set(row.id, {
        id: row.id,
        name: row.name,
        otherNames: row.other_names,
        birth: partial(row.birth_date, row.birth_precision ?? 'day'),
        idHash: hashes.get(row.id) ?? null,
        appointments: career.flatMap((held) => this.#appointment(held)),
        shown: this.#shown(career),
      });
    }
  }

  #appointment(row: AppointmentRow): KnownPerson['appointments'][number][] {
    const unit = this.#unitById.get(row.unit_id);
    if (!unit) return [];
    const from = partial(row.from_day, row.from_precision);
    const to = partial(row.to_day, row.to_precision);
    return [{ unit, post: row.title, from, to }];
  }

  #shown(career: readonly AppointmentRow[]): KnownPerson['shown'] {
    const current = career.find((row) => row.to_day === null || row.to_day >= this.#asOf) ?? career[0];
    return {
      unit: current ? (this.#unitById.get(current.unit_id)?.name ?? null) : null,
      post: current?.title ?? null,
    };
  }
}
